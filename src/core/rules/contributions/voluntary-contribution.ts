import { err, ok, type Result } from '../../result.ts'
import { type Contribution, makeLine, sumLines } from './contribution.ts'
import { contributionRulesOn, MOST_INCOME_TIMES, type SupportGroup } from './contribution-tables.ts'

/** Months that are paid at once: Law 41/2024/QH15, article 36 clause 2. */
export const voluntaryPeriods = [1, 3, 6, 12] as const
export type VoluntaryPeriod = (typeof voluntaryPeriods)[number]

/** The least and the most income that may be chosen on a day, in đồng a month. */
export function findIncomeRange(paidOn: string): { readonly least: number; readonly most: number } {
  const { leastIncome, reference } = contributionRulesOn(paidOn)
  return { least: leastIncome.amount, most: MOST_INCOME_TIMES * reference.amount }
}

/**
 * Voluntary social insurance (BHXH tự nguyện) on a chosen income, less what the state bears, which is
 * reckoned on the least income whatever was chosen.
 *
 * @param income Chosen, in whole đồng a month.
 * @param isSupported Whether the state still helps: for ten years of paying.
 * @param paidOn The day of payment in Vietnam, `YYYY-MM-DD`.
 */
export function computeVoluntaryContribution({
  income,
  months,
  group,
  isSupported = true,
  paidOn,
}: {
  income: number
  months: VoluntaryPeriod
  group: SupportGroup
  isSupported?: boolean
  paidOn: string
}): Result<Contribution, 'income' | 'months'> {
  const { voluntary, leastIncome, support, reference } = contributionRulesOn(paidOn)
  const { least, most } = findIncomeRange(paidOn)
  if (!Number.isInteger(income) || income < least || income > most) return err('income')
  if (!voluntaryPeriods.includes(months)) return err('months')
  const contribution = makeLine(
    {
      kind: 'income',
      percent: voluntary.percent,
      sources: [voluntary.cited, leastIncome.cited, reference.cited],
    },
    { of: [income, voluntary.percent, months], divisor: 100 },
  )
  if (!isSupported) return ok(sumLines(months, [contribution]))
  const percent = support.percents[group]
  const borne = makeLine(
    { kind: 'support', percent, sources: [support.cited, leastIncome.cited] },
    { of: [-leastIncome.amount, voluntary.percent, percent, months], divisor: 100 * 100 },
  )
  return ok(sumLines(months, [contribution, borne]))
}
