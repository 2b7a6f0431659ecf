import { dayOf } from '../../core/dates/day-of.ts'
import { writeCount, writeDate, writeDong, writeMonths, writeSpan } from '../../history-view/written-forms.ts'
import type { Language } from '../../i18n/languages.ts'
import { tHistory } from './history-texts.ts'

/** A number of months in words: "3 năm 2 tháng", "11 tháng". */
export function formatMonths(total: number): string {
  return writeMonths(tHistory, total)
}

/** A number of days in words: "180 ngày". */
export function formatDays(days: number): string {
  return writeCount(tHistory, days, 'day')
}

/** A date as far as it is known, in Vietnamese as on papers (`dd/MM/yyyy`), else as the language writes it. */
export function formatDate(date: string, language: Language): string {
  return writeDate(tHistory, date, language)
}

/** From and to, or one date where they are the same or the end is open. */
export function formatSpan(from: string, to: string | undefined, language: Language): string {
  return writeSpan(tHistory, from, to, language)
}

/** A moment (Unix seconds) as the day that it is where the device is. */
export function formatDay(unixSeconds: number, language: Language): string {
  return formatDate(dayOf(new Date(unixSeconds * 1000)), language)
}

/** An amount as on Vietnamese papers: `1.234.567 đ`. */
export { writeDong as formatDong }

/** An amount in a few letters, for an axis: "12,5 triệu", "1250만". Small ones are written out. */
export function formatRoughly(amount: number, language: Language): string {
  const unit = language === 'vi' || language === 'en' ? 1_000_000 : 10_000
  const count = Math.round((amount / unit) * 10) / 10
  if (count < 0.1) return writeDong(amount)
  return tHistory('amount.unit', { amount: language === 'vi' ? String(count).replace('.', ',') : count })
}
