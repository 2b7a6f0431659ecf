import { addDays, lastDayOf } from '../dates/days.ts'
import type { PartialDate } from '../dates/partial-date.ts'

/**
 * How many months health insurance may be interrupted and still be continuous: Law on health insurance, article 12, by decree
 * 146/2018/NĐ-CP, article 12, which 188/2025/NĐ-CP (15 August 2025) keeps. Certain: the rule. Likely: that a short break does not move
 * the date of five years.
 */
export const BREAK_MONTHS = 3

/** From so many days without insurance on, a new card is good only 30 days after paying: article 16, as amended by Law 51/2024/QH15. */
const WAIT_DAYS = 90

/**
 * The last day on which to be insured again after a last insured day or month, so that nothing is lost: the years stay continuous and
 * the card is good at once. The days are the stricter of the two rules: a gap that ends by then has at most 89 of them, which no three
 * months are shorter than.
 */
export function findGapEnd(lastInsured: PartialDate): PartialDate {
  return addDays(lastDayOf(lastInsured), WAIT_DAYS)
}
