import { toYearsAndMonths } from '../../../core/snapshot/months.ts'
import type { Language } from '../../../i18n/languages.ts'
import { sayHistory } from '../../history-texts.ts'
import { dayOf } from '../../today.ts'

/*
 * Written with texts, not with `Intl`: its first use costs a slow phone a tenth of a second or more, before anything of the
 * history is painted.
 */

function formatCount(count: number, unit: 'year' | 'month' | 'day'): string {
  return sayHistory(count === 1 ? `time.${unit}` : `time.${unit}s`, { count })
}

/** A number of months in words: "3 năm 2 tháng", "11 tháng". */
export function formatMonths(total: number): string {
  const { years, months } = toYearsAndMonths(total)
  const parts = [
    ...(years > 0 ? [formatCount(years, 'year')] : []),
    ...(months > 0 || years === 0 ? [formatCount(months, 'month')] : []),
  ]
  return parts.join(' ')
}

/** A number of days in words: "180 ngày". */
export function formatDays(days: number): string {
  return formatCount(days, 'day')
}

/** A date as far as it is known, in Vietnamese as on papers (`dd/MM/yyyy`), else as the language writes it. */
export function formatDate(date: string, language: Language): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const write = (digits: string) => (language === 'vi' ? digits : Number(digits))
  const written = {
    year,
    month:
      language === 'en' ? (sayHistory('date.names').split(' ')[Number(month) - 1] ?? month) : write(month),
  }
  return day === undefined
    ? sayHistory('date.month', written)
    : sayHistory('date.day', { ...written, day: write(day) })
}

/** From and to, or one date where they are the same or the end is open. The dash stays on the line of the first. */
export function formatSpan(from: string, to: string | undefined, language: Language): string {
  const start = formatDate(from, language)
  return to === undefined || to === from ? start : `${start}\u00a0– ${formatDate(to, language)}`
}

/** A moment (Unix seconds) as the day that it is where the device is. */
export function formatDay(unixSeconds: number, language: Language): string {
  return formatDate(dayOf(new Date(unixSeconds * 1000)), language)
}

/** An amount as on Vietnamese papers: `1.234.567 đ` (the blank does not break), in every language of the interface. */
export function formatDong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}\u00a0đ`
}

/** An amount in a few letters, for an axis: "12,5 triệu", "1250만". Small ones are written out. */
export function formatRoughly(amount: number, language: Language): string {
  const unit = language === 'vi' || language === 'en' ? 1_000_000 : 10_000
  const count = Math.round((amount / unit) * 10) / 10
  if (count < 0.1) return formatDong(amount)
  return sayHistory('amount.unit', { count: language === 'vi' ? String(count).replace('.', ',') : count })
}
