import fc from 'fast-check'
import type { ParticipationPeriod } from '../../../src/core/snapshot/history.ts'

/**
 * The obviously right way to know what a month is: go through every period and ask. Deliberately shares nothing with the code that it
 * is held against, not even how months are written.
 */
export type CalendarMonth = { year: number; month: number }

export function writeMonth({ year, month }: CalendarMonth): string {
  return `${year}-${month < 10 ? '0' : ''}${month}`
}

export function nextMonth({ year, month }: CalendarMonth): CalendarMonth {
  return month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 }
}

export function previousMonth({ year, month }: CalendarMonth): CalendarMonth {
  return month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 }
}

function readMonth(text: string): CalendarMonth {
  const [year, month] = text.split('-')
  return { year: Number(year), month: Number(month) }
}

/** What one month is, looked at alone. Only for periods of one kind. */
export function stateOfMonth(periods: readonly ParticipationPeriod[], month: CalendarMonth): string {
  const asked = writeMonth(month)
  const states = periods
    .filter(({ from, to }) => from <= asked && asked <= to)
    .map((period) => {
      if (period.withdrawn && period.kind === 'bhxh') return 'withdrawn'
      let firstOwed = nextMonth(readMonth(period.to))
      for (let step = 0; step < (period.debtMonths ?? 0); step++) firstOwed = previousMonth(firstOwed)
      return asked >= writeMonth(firstOwed) ? 'owed' : 'paid'
    })
  if (states.includes('paid')) return 'paid'
  if (states.includes('owed')) return 'owed'
  return states.includes('withdrawn') ? 'withdrawn' : 'gap'
}

/** All months from 1990 to 2030, of which tests draw periods, with their states. */
export function everyMonth(periods: readonly ParticipationPeriod[]): { month: string; state: string }[] {
  const months: { month: string; state: string }[] = []
  for (let at = { year: 1990, month: 1 }; at.year < 2031; at = nextMonth(at))
    months.push({ month: writeMonth(at), state: stateOfMonth(periods, at) })
  return months
}

const calendarMonth = fc.record({
  year: fc.integer({ min: 1995, max: 2010 }),
  month: fc.integer({ min: 1, max: 12 }),
})

/** Periods of one kind: with overlaps, gaps, withdrawals and owed months, some of them more than the period is long. */
export function generatePeriods(
  kind: ParticipationPeriod['kind'],
  employers: readonly string[] = [],
): fc.Arbitrary<ParticipationPeriod[]> {
  const period = fc
    .record({
      from: calendarMonth,
      length: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 200 })),
      debtMonths: fc.option(fc.integer({ min: 0, max: 14 })),
      withdrawn: fc.boolean(),
      salary: fc.option(fc.constantFrom(4_000_000, 5_000_000, 6_000_000)),
      employer: employers.length > 0 ? fc.option(fc.constantFrom(...employers)) : fc.constant(null),
    })
    .map(({ from, length, debtMonths, withdrawn, salary, employer }): ParticipationPeriod => {
      let to = from
      for (let step = 1; step < length; step++) to = nextMonth(to)
      return {
        kind,
        from: writeMonth(from),
        to: writeMonth(to),
        ...(debtMonths !== null && { debtMonths }),
        ...(withdrawn && { withdrawn }),
        ...(salary !== null && { salary }),
        ...(employer !== null && { employer }),
      }
    })
  return fc.array(period, { maxLength: 8 })
}
