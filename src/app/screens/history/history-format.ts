import { formatWrittenDate, type PartialDate } from '../../../core/card/partial-date.ts'
import type { Language } from '../../../i18n/languages.ts'

/** Making a formatter costs far more than using it, and a history has hundreds of rows. */
function keepOne<Format>(make: (language: Language) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>()
  return (language) => {
    const format = made.get(language) ?? make(language)
    made.set(language, format)
    return format
  }
}

const unitFormat = (unit: string) =>
  keepOne((language) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }))
const yearCount = unitFormat('year')
const monthCount = unitFormat('month')
const dayCount = unitFormat('day')
const dayFormat = keepOne(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }),
)
const monthFormat = keepOne(
  (language) => new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' }),
)
const momentFormat = keepOne((language) =>
  language === 'vi'
    ? new Intl.DateTimeFormat('vi', { day: '2-digit', month: '2-digit', year: 'numeric' })
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium' }),
)
const roughAmount = keepOne(
  (language) =>
    new Intl.NumberFormat(language, {
      notation: 'compact',
      compactDisplay: 'long',
      maximumFractionDigits: 1,
    }),
)

/** A number of months in words: "3 năm 2 tháng", "11 tháng". */
export function formatMonths(months: number, language: Language): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  const parts = [
    ...(years > 0 ? [yearCount(language).format(years)] : []),
    ...(rest > 0 || years === 0 ? [monthCount(language).format(rest)] : []),
  ]
  return parts.join(' ')
}

/** A number of days in words: "180 ngày". */
export function formatDays(days: number, language: Language): string {
  return dayCount(language).format(days)
}

/** A date as far as it is known, in Vietnamese as on papers (`dd/MM/yyyy`), else as the language writes it. */
export function formatDate(date: PartialDate | string, language: Language): string {
  if (language === 'vi' || date.length === 4) return formatWrittenDate(date as PartialDate)
  return (date.length === 7 ? monthFormat : dayFormat)(language).format(Date.parse(date))
}

/** From and to, one date where they are the same or the end is open: "03/2019 – 12/2021", "từ 03/2019" is the caller's to say. */
export function formatSpan(from: string, to: string | undefined, language: Language): string {
  const start = formatDate(from, language)
  return to === undefined || to === from ? start : `${start}\u00a0– ${formatDate(to, language)}`
}

/** An amount as on Vietnamese papers: `1.234.567 đ` (the blank does not break), in every language of the interface. */
export function formatDong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}\u00a0đ`
}

/** An amount in a few letters, for an axis: "12,5 triệu". */
export function formatRoughly(amount: number, language: Language): string {
  return roughAmount(language).format(amount)
}

/** A moment (Unix seconds) as a day: dd/MM/yyyy in Vietnamese, else as the language writes it. */
export function formatDay(unixSeconds: number, language: Language): string {
  return momentFormat(language).format(unixSeconds * 1000)
}
