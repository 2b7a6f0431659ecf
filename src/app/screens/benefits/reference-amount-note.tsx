import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { coPaymentRule } from '../../../core/rules/co-payments.ts'
import { lowCostPercent } from '../../../core/rules/coverage.ts'
import { referenceAmountOn } from '../../../core/rules/reference-amount.ts'
import { LawText } from '../../../history-view/law-text.tsx'
import { writeAmount, writeDate } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'

/** What a part or a multiple of the reference amount is on a day, since when, and by which decree. */
export function ReferenceAmountNote({ part, date }: { part: 'low-cost' | 'year'; date: PartialDate }) {
  const { language } = useApp()
  const { amount, from, source, likely } = referenceAmountOn(date)
  const isLow = part === 'low-cost'
  const sum = isLow ? (amount * lowCostPercent) / 100 : amount * coPaymentRule.times
  return (
    <p class="small">
      {tBenefits(isLow ? 'cover.lowCost' : 'cover.sixTimes', {
        amount: writeAmount(sum, language),
        date: writeDate(from, language),
      })}{' '}
      <span lang="vi">
        <LawText text={`(${source}).`} />
      </span>
      {likely && ` ${tBenefits('cover.likely')}`}
    </p>
  )
}
