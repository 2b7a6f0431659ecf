import { addMonths, toMonth, toMonthNumber } from '../../../core/dates/months.ts'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import type { Visit } from '../../../core/snapshot/history.ts'
import type { HistoryDocument, ParticipationRun } from '../../db/history-document.ts'
import { kindsIn, kindsSince } from '../registry/specimen-history.ts'

/** Writing an invented life by hand; whatever lies after `today` is left out. */
export type Calendar = {
  /** `YYYY-MM-DD` */
  readonly today: PartialDate
  readonly year: number
  /** The month so many months ago, `YYYY-MM`. */
  ago(months: number): PartialDate
  /** A day in that month. */
  dayAgo(months: number, day: number): PartialDate
}

export function createCalendar(today: string): Calendar {
  const now = toMonthNumber(today)
  const ago = (months: number) => toMonth(now - months)
  return {
    today: today as PartialDate,
    year: Number(today.slice(0, 4)),
    ago,
    dayAgo: (months, day) => `${ago(months)}-${String(day).padStart(2, '0')}` as PartialDate,
  }
}

type Job = Pick<ParticipationRun, 'employer' | 'position' | 'place'>

/**
 * A job as the insurer has it: one run for each salary, cut where a kind of insurance began. `salaries` are months and amounts in their
 * order; the job lasts to `last` or to the month before `today`, which is the last one that an employer can have reported.
 */
export function employ(
  { today }: Calendar,
  job: Job,
  salaries: readonly (readonly [from: string, salary: number])[],
  last: string = toMonth(toMonthNumber(today) - 1),
): ParticipationRun[] {
  const end = Math.min(toMonthNumber(last), toMonthNumber(today) - 1)
  const [first] = salaries[0] ?? [last]
  const begin = toMonthNumber(first)
  const cuts = [...salaries.map(([from]) => toMonthNumber(from)), ...kindsSince]
    .filter((month) => month >= begin && month <= end)
    .sort((a, b) => a - b)
  return [...new Set(cuts)].map((month, index, months) => {
    const to = (months[index + 1] ?? end + 1) - 1
    const salary = salaries.findLast(([from]) => toMonthNumber(from) <= month)?.[1] ?? 0
    return { kinds: kindsIn(month), from: toMonth(month), to: toMonth(to), ...job, salary }
  })
}

/** Health insurance alone: of a household, a school, a pensioner. */
export function insure(
  from: string,
  to: string,
  more: Omit<ParticipationRun, 'kinds' | 'from' | 'to'> = {},
): ParticipationRun {
  return { kinds: ['bhyt'], from, to, ...more }
}

/**
 * A visitFacility of which insurance pays `percent` of what it covers; the rest is the co-payment. `ownCost`
 * comes on top.
 */
export function visitFacility(
  from: PartialDate,
  [facilityCode, diagnosisCode, diagnosis]: readonly [facility: string, code: string, diagnosis: string],
  covered: number,
  percent: number,
  { ownCost = 0, ...more }: Partial<Visit> = {},
): HistoryDocument['visits'][number] {
  const paidByInsurance = Math.round((covered * percent) / 100)
  return {
    from,
    facilityCode,
    diagnosisCode,
    diagnosis,
    totalCost: covered + ownCost,
    paidByInsurance,
    coPayment: covered - paidByInsurance,
    ownCost,
    ...more,
  }
}

/** Leaves out what has not happened yet; visits newest first. */
export function upTo(
  { today }: Calendar,
  { participation, benefits, visits }: HistoryDocument,
): HistoryDocument {
  return {
    participation: participation.filter(({ from }) => from <= today),
    benefits: benefits.filter(({ from }) => from <= today),
    visits: visits.filter(({ from, to = from }) => to <= today).sort((a, b) => (a.from < b.from ? 1 : -1)),
  }
}

/** A monthly benefit whose amount was raised: one period for each amount. */
export function raise(
  kind: 'pension',
  amounts: readonly (readonly [from: string, amount: number])[],
  decision: string,
): HistoryDocument['benefits'] {
  return amounts.map(([from, amount], index) => {
    const [next] = amounts[index + 1] ?? []
    return {
      kind,
      from: `${from}-01` as PartialDate,
      ...(next !== undefined && {
        to: addMonths(`${next}-01` as PartialDate, -1).slice(0, 7) as PartialDate,
      }),
      amount,
      monthly: true,
      decision,
      state: next === undefined ? 'running' : 'paid',
    }
  })
}
