import { addDays, daysBetween } from '../../dates/days.ts'
import { addMonths } from '../../dates/months.ts'
import type { PartialDate } from '../../dates/partial-date.ts'
import type { ContributionSource } from './contribution.ts'

/** Days without insurance from which on a new card waits, and for how long it does. */
const [GAP_DAYS, WAITING_DAYS] = [90, 30] as const

/** From when to when a card is good that was paid for, and by which rule. */
export type CardPeriod = {
  readonly from: PartialDate
  /** The last day. */
  readonly to: PartialDate
  /** It follows on the former card, begins on the day of payment, or waits. */
  readonly begins: 'next' | 'at-once' | 'after-waiting'
  readonly source: ContributionSource
}

/**
 * When a household's card begins once all is paid: Law on health insurance, article 16 clause 3, as amended
 * by Law 51/2024/QH15. Paid while the former card is good, it follows it; after a gap of less than 90 days it
 * is good from the day of payment; the first time, or after a longer gap, 30 days after.
 *
 * @param paidOn The day on which the last đồng came, in Vietnam.
 * @param formerTo The last day of the former card; none for whoever never had one.
 */
export function findCardPeriod({
  paidOn,
  formerTo,
  months,
}: {
  paidOn: PartialDate
  formerTo?: PartialDate | undefined
  months: number
}): CardPeriod {
  const { from, begins } = findStart(paidOn, formerTo)
  return {
    from,
    to: addDays(addMonths(from, months), -1),
    begins,
    source: {
      source: 'Luật BHYT, Điều 16 khoản 3 (sửa đổi bởi Luật 51/2024/QH15)',
      from: '2025-07-01',
      isVerified: false,
    },
  }
}

function findStart(
  paidOn: PartialDate,
  formerTo: PartialDate | undefined,
): Pick<CardPeriod, 'from' | 'begins'> {
  if (formerTo !== undefined && formerTo >= paidOn) return { from: addDays(formerTo, 1), begins: 'next' }
  const gap = formerTo === undefined ? GAP_DAYS : daysBetween(formerTo, paidOn) - 1
  return gap < GAP_DAYS
    ? { from: paidOn, begins: 'at-once' }
    : { from: addDays(paidOn, WAITING_DAYS), begins: 'after-waiting' }
}
