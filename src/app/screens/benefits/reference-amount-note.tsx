import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { coPaymentRule } from '../../../core/rules/co-payments.ts'
import { lowCostPercent } from '../../../core/rules/coverage.ts'
import { referenceAmountOn } from '../../../core/rules/reference-amount.ts'
import { LawText } from '../../../history-view/law-text.tsx'
import { useApp } from '../../app-state.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { formatDate, formatDong } from '../../texts/format-history.ts'

/** What a part or a multiple of the reference amount is on a day, since when, and by which decree. */
export function ReferenceAmountNote({ part, date }: { part: 'low-cost' | 'year'; date: PartialDate }) {
  const { language } = useApp()
  const { amount, from, source, likely } = referenceAmountOn(date)
  const isLow = part === 'low-cost'
  const sum = isLow ? (amount * lowCostPercent) / 100 : amount * coPaymentRule.times
  return (
    <p class="small">
      {tBenefits(isLow ? 'cover.lowCost' : 'cover.sixTimes', {
        amount: formatDong(sum),
        date: formatDate(from, language),
      })}{' '}
      <span lang="vi">
        <LawText text={`(${source}).`} />
      </span>
      {likely && ` ${tBenefits('cover.likely')}`}
    </p>
  )
}
