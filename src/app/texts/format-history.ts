import { writeCount, writeMonths } from '../../history-view/written-forms.ts'
import type { Language } from '../../i18n/languages.ts'
import { writeAmount, writeNumber } from '../../i18n/written-forms.ts'
import { tHistory } from './history-texts.ts'

/** A number of months in words: "3 năm 2 tháng", "11 tháng". */
export function formatMonths(total: number): string {
  return writeMonths(tHistory, total)
}

/** A number of days in words: "180 ngày". */
export function formatDays(days: number): string {
  return writeCount(tHistory, days, 'day')
}

/** An amount in a few letters, for an axis: "12,5 triệu", "1,250만". Small ones are written out. */
export function formatRoughly(amount: number, language: Language): string {
  const unit = language === 'vi' || language === 'en' ? 1_000_000 : 10_000
  const count = Math.round((amount / unit) * 10) / 10
  if (count < 0.1) return writeAmount(amount, language)
  return tHistory('amount.unit', { amount: writeNumber(count, language) })
}
