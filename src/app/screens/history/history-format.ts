import type { ParticipationPeriod } from '../../../core/snapshot/history.ts'
import type { Language } from '../../../i18n/languages.ts'

type Span = Pick<ParticipationPeriod, 'from' | 'to' | 'withdrawn'>

/** `YYYY-MM` as a count of months, so that spans can be subtracted. */
function toMonths(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
}

/**
 * Months of participation, both ends included. Periods may overlap (two employers at once): a month counts once. What was paid
 * out as a lump sum no longer counts, unless it is the only thing asked about.
 */
export function countMonths(periods: readonly Span[]): number {
  const counted = periods.length === 1 ? periods : periods.filter((period) => !period.withdrawn)
  const spans = counted
    .map(({ from, to }) => ({ first: toMonths(from), last: toMonths(to) }))
    .sort((one, other) => one.first - other.first)
  let total = 0
  let reached = 0
  for (const { first, last } of spans) {
    const begin = Math.max(first, reached + 1)
    if (last < begin) continue
    total += last - begin + 1
    reached = last
  }
  return total
}

function formatUnit(count: number, unit: 'year' | 'month', language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

/** A number of months in words: "3 năm 2 tháng", "11 tháng". */
export function formatMonths(months: number, language: Language): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  const parts = [
    ...(years > 0 ? [formatUnit(years, 'year', language)] : []),
    ...(rest > 0 || years === 0 ? [formatUnit(rest, 'month', language)] : []),
  ]
  return parts.join(' ')
}

/** `YYYY-MM` as people write it: `MM/yyyy`. */
export function formatMonth(month: string): string {
  return month.split('-').reverse().join('/')
}

/** An amount as on Vietnamese papers: `1.234.567 đ`, in every language of the interface. */
export function formatDong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đ`
}

/** A moment (Unix seconds) as a day: dd/MM/yyyy in Vietnamese, else as the language writes it. */
export function formatDay(unixSeconds: number, language: Language): string {
  const options =
    language === 'vi'
      ? ({ day: '2-digit', month: '2-digit', year: 'numeric' } as const)
      : ({ dateStyle: 'medium' } as const)
  return new Intl.DateTimeFormat(language, options).format(unixSeconds * 1000)
}
