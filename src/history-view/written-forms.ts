import { toYearsAndMonths } from '../core/dates/months.ts'
import type { Language } from '../i18n/languages.ts'
import type { TranslateHistory } from './shown-history.ts'

/*
 * Written with texts, not with `Intl`: its first use costs a slow phone a tenth of a second or more, before anything of the
 * history is painted.
 */

/** A number of years, months or days in words; number and word stay on one line. */
export function writeCount(t: TranslateHistory, count: number, unit: 'year' | 'month' | 'day'): string {
  return t(`time.${unit}`, { count }).replace(' ', '\u00a0')
}

/** A number of months in words: "3 năm 2 tháng", "11 tháng". */
export function writeMonths(t: TranslateHistory, total: number): string {
  const { years, months } = toYearsAndMonths(total)
  const parts = [
    ...(years > 0 ? [writeCount(t, years, 'year')] : []),
    ...(months > 0 || years === 0 ? [writeCount(t, months, 'month')] : []),
  ]
  return parts.join(' ')
}

/** A date as far as it is known, in Vietnamese as on papers (`dd/MM/yyyy`), else as the language writes it; on one line. */
export function writeDate(t: TranslateHistory, date: string, language: Language): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const write = (digits: string) => (language === 'vi' ? digits : Number(digits))
  const names = language === 'en' ? t('date.names').split(' ') : []
  const written = { year, month: names[Number(month) - 1] ?? write(month) }
  const text = day === undefined ? t('date.month', written) : t('date.day', { ...written, day: write(day) })
  return text.replaceAll(' ', '\u00a0')
}

/** From and to, or one date where they are the same or the end is open. The dash stays on the line of the first. */
export function writeSpan(
  t: TranslateHistory,
  from: string,
  to: string | undefined,
  language: Language,
): string {
  const start = writeDate(t, from, language)
  return to === undefined || to === from ? start : `${start}\u00a0– ${writeDate(t, to, language)}`
}

/** An amount as on Vietnamese papers: `1.234.567 đ` (the blank does not break), in every language of the interface. */
export function writeDong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}\u00a0đ`
}
