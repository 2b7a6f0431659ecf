import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PartialDate, parsePartialDate } from '../../../../src/core/dates/partial-date.ts'
import { findContinuousCover, measureFiveYears } from '../../../../src/core/rules/five-year-rule.ts'
import type { ParticipationPeriod } from '../../../../src/core/snapshot/history.ts'
import { everyMonth, generatePeriods } from '../../../support/history/slow-months.ts'

function dateOf(iso: string): PartialDate {
  const date = parsePartialDate(iso)
  if (!date.ok) throw new Error('not a date')
  return date.value
}

const cover = (from: string, to: string, more: Partial<ParticipationPeriod> = {}): ParticipationPeriod => ({
  kind: 'bhyt',
  from,
  to,
  ...more,
})

describe('continuous cover', () => {
  it('agrees with walking through the months one by one', () => {
    fc.assert(
      fc.property(generatePeriods('bhyt'), fc.integer({ min: 1995, max: 2028 }), (periods, year) => {
        let slow: { from: string; to: string; months: number } | undefined
        let missed = 0
        for (const { month, state } of everyMonth(periods).filter(({ month: at }) => at <= `${year}-06`)) {
          if (state !== 'paid') {
            missed++
            continue
          }
          slow =
            slow && missed <= 3
              ? { from: slow.from, to: month, months: slow.months + 1 }
              : { from: month, to: month, months: 1 }
          missed = 0
        }
        const found = findContinuousCover(periods, dateOf(`${year}-06-15`))
        // What is paid ahead belongs to the stretch, the slow walk stops at the month asked about.
        expect(found?.from).toBe(slow?.from)
        if (found && found.to <= `${year}-06`) expect(found).toEqual(slow)
      }),
    )
  })

  it('goes on over a break of three months and not of four', () => {
    const on = dateOf('2026-11-24')
    const three = [cover('2020-01', '2022-12'), cover('2023-04', '2026-11')]
    expect(findContinuousCover(three, on)).toEqual({ from: '2020-01', to: '2026-11', months: 36 + 44 })
    const four = [cover('2020-01', '2022-12'), cover('2023-05', '2026-11')]
    expect(findContinuousCover(four, on)).toEqual({ from: '2023-05', to: '2026-11', months: 43 })
  })

  it('takes owed months for a break, and other kinds of insurance for nothing', () => {
    const on = dateOf('2026-11')
    const owed = [cover('2020-01', '2022-12', { debtMonths: 4 }), cover('2023-01', '2026-11')]
    expect(findContinuousCover(owed, on)?.from).toBe('2023-01')
    expect(findContinuousCover([cover('2020-01', '2022-12', { kind: 'bhxh' })], on)).toBeUndefined()
  })
})

describe('the five-year date', () => {
  const participation = [cover('2022-03', '2026-11')]

  it('is the card’s where the card has one', () => {
    expect(
      measureFiveYears({ fiveYearDate: dateOf('2027-02-15'), participation }, dateOf('2026-11-24')),
    ).toEqual({ date: '2027-02-15', source: 'card', reached: false, monthsLeft: 3 })
  })

  it('is reached on the day itself, and not on the day before', () => {
    const fiveYearDate = dateOf('2026-11-24')
    const reached = (day: string) => measureFiveYears({ fiveYearDate, participation }, dateOf(day))?.reached
    expect([reached('2026-11-23'), reached('2026-11-24'), reached('2026-11-25')]).toEqual([false, true, true])
  })

  it('is reckoned from the participation where the card is silent', () => {
    expect(measureFiveYears({ participation }, dateOf('2026-11-24'))).toEqual({
      date: '2027-03',
      source: 'participation',
      reached: false,
      monthsLeft: 4,
    })
  })

  it('is nothing after a long break or without any cover', () => {
    expect(measureFiveYears({ participation }, dateOf('2027-02-28'))).toBeDefined()
    expect(measureFiveYears({ participation }, dateOf('2027-03-01'))).toBeUndefined()
    expect(measureFiveYears({ participation: [] }, dateOf('2026-11-24'))).toBeUndefined()
  })

  it('waits for the end of a year that is all the card says', () => {
    const reached = (day: string) =>
      measureFiveYears({ fiveYearDate: dateOf('2026'), participation }, dateOf(day))?.reached
    expect([reached('2026-11-30'), reached('2026-12-01'), reached('2027-01-01')]).toEqual([false, true, true])
  })
})
