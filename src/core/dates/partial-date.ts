import { err, ok, type Result } from '../result.ts'
import { compareText } from './compare-text.ts'

declare const partialDate: unique symbol

/**
 * A calendar date as far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601). Many older people's
 * papers state only the year or month of birth; the missing part is never invented.
 */
export type PartialDate = string & { readonly [partialDate]: true }

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/**
 * Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with ASCII digits; the date must exist in the calendar and lie
 * between the years 1800 and 2399 (the range of the personal number), so that no stray digits pass as a date.
 */
export function parsePartialDate(iso: string): Result<PartialDate> {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso)
  if (!parts) return err('not_a_date')
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)]
  const exists =
    year >= 1800 && year < 2400 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return exists ? ok(iso as PartialDate) : err('not_a_date')
}

const WRITTEN = [
  /^0{1,2}[/.-]0{1,2}[/.-](?<year>\d{4})$/,
  /^0000(?<year>\d{4})$/,
  /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/,
  /^(?<month>\d{1,2})[/.-](?<year>\d{4})$/,
  /^(?<year>\d{4})$/,
  /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/,
  /^(?<month>\d{2})(?<year>\d{4})$/,
]

/**
 * Reads a date as cards write it: `dd/MM/yyyy`, `d/M/yyyy`, `MM/yyyy`, `yyyy` (separators `/`, `.`, `-`), and
 * without separators `ddMMyyyy` (identity card) and `MMyyyy`. Zeros for both day and month say that only the
 * year is known. Blanks around it are ignored.
 */
export function parseWrittenDate(text: string): Result<PartialDate> {
  const written = text.trim()
  if (written.length > 10) return err('not_a_date')
  for (const form of WRITTEN) {
    const groups = form.exec(written)?.groups
    if (!groups) continue
    const parts = [groups['year'], groups['month']?.padStart(2, '0'), groups['day']?.padStart(2, '0')]
    return parsePartialDate(parts.filter((part) => part !== undefined).join('-'))
  }
  return err('not_a_date')
}

/** Writes a date as Vietnamese cards do: `dd/MM/yyyy`, `MM/yyyy` or `yyyy`. */
export function formatWrittenDate(date: PartialDate): string {
  return date.split('-').reverse().join('/')
}

/**
 * Negative, zero or positive as `a` is before, not distinguishable from, or after `b`. Only what both dates
 * state is compared (1960 against 1960-05-01 is 0), so this orders two dates and does not sort a list.
 */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  const length = Math.min(a.length, b.length)
  return compareText(a.slice(0, length), b.slice(0, length))
}
