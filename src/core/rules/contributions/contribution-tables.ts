import { type DatedRow, type DatedRules, ruleOn } from '../dated-rules.ts'
import { referenceAmountOn } from '../reference-amount.ts'
import type { ContributionSource } from './contribution.ts'

type Verified = { readonly isVerified: boolean }

/**
 * Households: per thousand of the reference amount that the first member pays, and percent of that for each
 * further one, the last for all that follow. The amounts of 2024 were held against those that the insurer
 * published on 1 July 2024; the articles of decree 188 rest on secondary sources.
 */
const householdRates: DatedRules<
  Verified & { readonly perThousand: number; readonly percents: readonly number[] }
> = [
  {
    from: '2018-12-01',
    source: 'NĐ 146/2018/NĐ-CP, Điều 7 khoản 1 điểm e',
    isVerified: true,
    perThousand: 45,
    percents: [100, 70, 60, 50, 40],
  },
  {
    from: '2025-08-15',
    source: 'NĐ 188/2025/NĐ-CP, mức đóng theo hộ gia đình',
    isVerified: false,
    perThousand: 45,
    percents: [100, 70, 60, 50, 40],
  },
]

/** Voluntary social insurance: percent of the chosen income that is paid. */
const voluntaryRates: DatedRules<Verified & { readonly percent: number }> = [
  { from: '2016-01-01', source: 'Luật 58/2014/QH13, Điều 87 khoản 1', isVerified: true, percent: 22 },
  { from: '2025-07-01', source: 'Luật 41/2024/QH15, Điều 36 khoản 1', isVerified: true, percent: 22 },
]

/**
 * The least income that may be chosen, in đồng a month: the rural poverty line. The line in force from 2026
 * on has not been held against its decree.
 */
const leastIncomes: DatedRules<Verified & { readonly amount: number }> = [
  { from: '2016-01-01', source: 'QĐ 59/2015/QĐ-TTg, Điều 2', isVerified: true, amount: 700_000 },
  { from: '2022-01-01', source: 'NĐ 07/2021/NĐ-CP, Điều 3', isVerified: true, amount: 1_500_000 },
  {
    from: '2026-01-01',
    source: 'NĐ 07/2021/NĐ-CP, Điều 3; chuẩn từ năm 2026 chưa đối chiếu',
    isVerified: false,
    amount: 1_500_000,
  },
]

/** Whom the state helps, and with how much. */
export const supportGroups = ['poor', 'near-poor', 'ethnic', 'other'] as const
export type SupportGroup = (typeof supportGroups)[number]

/**
 * Percent of the contribution on the least income that the state bears, for at most ten years. Not verified.
 */
const supportShares: DatedRules<Verified & { readonly percents: Readonly<Record<SupportGroup, number>> }> = [
  {
    from: '2018-01-01',
    source: 'NĐ 134/2015/NĐ-CP, Điều 14',
    isVerified: false,
    percents: { poor: 30, 'near-poor': 25, ethnic: 10, other: 10 },
  },
  {
    from: '2025-07-01',
    source: 'NĐ 159/2025/NĐ-CP, Điều 5',
    isVerified: false,
    percents: { poor: 50, 'near-poor': 40, ethnic: 30, other: 20 },
  },
]

/** Times the reference amount that the chosen income may be at most. */
export const MOST_INCOME_TIMES = 20

/** What is in force on the day of payment, `YYYY-MM-DD`, each as a row and as a source. */
export const contributionRulesOn = (day: string) => ({
  reference: cite(toReferenceRow(day)),
  household: cite(ruleOn(householdRates, day)),
  voluntary: cite(ruleOn(voluntaryRates, day)),
  leastIncome: cite(ruleOn(leastIncomes, day)),
  support: cite(ruleOn(supportShares, day)),
})

function toReferenceRow(day: string) {
  const { likely, ...row } = referenceAmountOn(day)
  return { ...row, isVerified: likely !== true }
}

function cite<Row extends DatedRow & Verified>(row: Row): Row & { readonly cited: ContributionSource } {
  return { ...row, cited: { source: row.source, from: row.from, isVerified: row.isVerified } }
}
