import { toYearsAndMonths } from '../core/dates/months.ts'
import type { TranslateHistory } from './shown-history.ts'

/** A number of years, months or days in words; number and word stay on one line. */
export function writeCount(t: TranslateHistory, count: number, unit: 'year' | 'month' | 'day'): string {
  return t(`time.${unit}`, { count }).replace(' ', '\u00a0')
}

/** A number of months in words: "3 năm 2 tháng", "11 tháng". */
export function writeMonths(t: TranslateHistory, total: number): string {
  const { years, months } = toYearsAndMonths(total)
  if (years === 0) return writeCount(t, months, 'month')
  if (months === 0) return writeCount(t, years, 'year')
  return t('time.both', { years: writeCount(t, years, 'year'), months: writeCount(t, months, 'month') })
}
