import { type DatedRules, ruleOn } from '../snapshot/dated-rules.ts'
import { addDays, lastDayOf } from './days.ts'
import type { PartialDate } from './partial-date.ts'

/**
 * How long health insurance may be interrupted. Up to `breakMonths` months keep the years continuous (Law on health insurance, article
 * 12, and its decrees; certain: the rule; likely: that a short break does not move the date). From `waitDays` days on, a new card is good
 * only 30 days after paying (article 16, as amended by Law 51/2024/QH15).
 */
export const gapRules: DatedRules<{ readonly breakMonths: number; readonly waitDays: number }> = [
  { from: '2018-12-01', breakMonths: 3, waitDays: 90, source: 'NĐ 146/2018/NĐ-CP, Điều 12' },
  { from: '2025-08-15', breakMonths: 3, waitDays: 90, source: 'NĐ 188/2025/NĐ-CP' },
]

/**
 * The last day on which to be insured again after a last insured day or month, so that nothing is lost: the years stay continuous and
 * the card is good at once. The days are the stricter of the two rules: a gap that ends by then has at most 89 of them, which no three
 * months are shorter than.
 */
export function findGapEnd(lastInsured: PartialDate): PartialDate {
  return addDays(lastDayOf(lastInsured), ruleOn(gapRules, lastInsured).waitDays)
}
