import type { PartialDate } from './partial-date.ts'

/** A complete date so many days later (earlier if negative). */
export function addDays(date: PartialDate, days: number): PartialDate {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10) as PartialDate
}

/** The last day that a date as far as it is known can mean: of `2026-02` the 28th, of `2026` 31 December. */
export function lastDayOf(date: PartialDate): PartialDate {
  const [year = 0, month = 12, day] = date.split('-').map(Number)
  if (day !== undefined) return date
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as PartialDate
}

/** Days from one complete date to another; negative if it lies before. */
export function daysBetween(from: PartialDate, to: PartialDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
