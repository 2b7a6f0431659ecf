import { compareText } from '../dates/compare-text.ts'
import { toMonth, toMonthNumber } from '../dates/months.ts'
import { countMonths } from '../rules/insurance-months.ts'
import { groupRows } from './group-rows.ts'
import type { ParticipationPeriod } from './history.ts'

/** Periods of one kind of insurance with one employer (undefined: without), newest first. */
export type EmployerGroup = {
  readonly employer: string | undefined
  /** First and last month, `YYYY-MM`; there may be gaps between them. */
  readonly from: string
  readonly to: string
  /** Months that count, each once. */
  readonly months: number
  readonly periods: readonly ParticipationPeriod[]
}

/** Periods of one kind that touch a calendar year, cut to it, newest first. */
export type YearGroup = {
  readonly year: number
  readonly months: number
  readonly periods: readonly ParticipationPeriod[]
}

/** Newest first: by the last month, then by the first. */
export function sortPeriods(periods: readonly ParticipationPeriod[]): ParticipationPeriod[] {
  return [...periods].sort((a, b) => compareText(b.to, a.to) || compareText(b.from, a.from))
}

/** Groups periods of one kind by employer, the group with the latest month first. */
export function groupByEmployer(periods: readonly ParticipationPeriod[]): EmployerGroup[] {
  const groups = groupRows(sortPeriods(periods), (period) => period.employer)
  return [...groups].map(([employer, held]) => ({
    employer,
    from: held.map(({ from }) => from).sort()[0] ?? '',
    to: held[0]?.to ?? '',
    months: countMonths(held),
    periods: held,
  }))
}

/**
 * Groups periods of one kind by calendar year, the latest first. Owed months stay with the year they are in.
 */
export function groupByYear(periods: readonly ParticipationPeriod[]): YearGroup[] {
  const cut = sortPeriods(periods).flatMap(cutIntoYears)
  return [...groupRows(cut, ({ to }) => Number(to.slice(0, 4)))]
    .sort(([a], [b]) => b - a)
    .map(([year, held]) => ({ year, months: countMonths(held), periods: held }))
}

function cutIntoYears({ debtMonths = 0, ...period }: ParticipationPeriod): ParticipationPeriod[] {
  const [first, last] = [toMonthNumber(period.from), toMonthNumber(period.to)]
  const parts: ParticipationPeriod[] = []
  for (let to = last; to >= first; to = 12 * Math.floor(to / 12) - 1) {
    const from = Math.max(first, 12 * Math.floor(to / 12))
    const owed = Math.min(debtMonths - (last - to), to - from + 1)
    parts.push({ ...period, from: toMonth(from), to: toMonth(to), ...(owed > 0 && { debtMonths: owed }) })
  }
  return parts
}

/**
 * One level of the salary base; months `YYYY-MM`, both included. Between steps that do not follow each other
 * nothing is known.
 */
export type SalaryStep = { readonly from: string; readonly to: string; readonly salary: number }

/**
 * The salary base of periods of one kind, oldest first, equal neighbours joined. Of two at once the higher
 * stands; months without a salary are in no step.
 */
export function listSalaries(periods: readonly ParticipationPeriod[]): SalaryStep[] {
  const byMonth = new Map<number, number>()
  for (const { from, to, salary } of periods) {
    if (salary === undefined) continue
    for (let month = toMonthNumber(from); month <= toMonthNumber(to); month++)
      byMonth.set(month, Math.max(salary, byMonth.get(month) ?? 0))
  }
  const steps: { first: number; last: number; salary: number }[] = []
  for (const [month, salary] of [...byMonth].sort(([a], [b]) => a - b)) {
    const before = steps.at(-1)
    if (before && before.last === month - 1 && before.salary === salary) before.last = month
    else steps.push({ first: month, last: month, salary })
  }
  return steps.map(({ first, last, salary }) => ({ from: toMonth(first), to: toMonth(last), salary }))
}
