import type { PartialDate } from './partial-date.ts'

/** A month or a date (`YYYY-MM`, `YYYY-MM-DD`) as months since year 0: 12 × year + month − 1. */
export function toMonthNumber(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1
}

/** The reverse of `toMonthNumber`: `YYYY-MM`. */
export function toMonth(count: number): PartialDate {
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}` as PartialDate
}

/** The last month that a date can mean: a year alone stands for all of it, so that nothing is promised too early. */
export function lastMonthOf(date: PartialDate): number {
  return date.length === 4 ? toMonthNumber(`${date}-12`) : toMonthNumber(date)
}

/** A number of months as the whole years and the months that are left. */
export function toYearsAndMonths(months: number): { years: number; months: number } {
  return { years: Math.floor(months / 12), months: months % 12 }
}

/** The same day so many months later; the last of the month where it has no such day (31 January + 1: 28 or 29 February). */
export function addMonths(date: PartialDate, months: number): PartialDate {
  if (date.length === 4) return toMonth(lastMonthOf(date) + months)
  const month = toMonthNumber(date) + months
  if (date.length === 7) return toMonth(month)
  const lastDay = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
  const day = Math.min(Number(date.slice(8)), lastDay)
  return `${toMonth(month)}-${String(day).padStart(2, '0')}` as PartialDate
}
