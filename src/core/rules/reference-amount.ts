import { type DatedRow, type DatedRules, ruleOn } from './dated-rules.ts'

/**
 * The base salary (lương cơ sở), which is also the reference amount (mức tham chiếu) of health insurance until another is set, in
 * đồng a month. Certain up to 2024; 2026 rests on secondary sources that agree.
 */
export const referenceAmounts: DatedRules<{ readonly amount: number; readonly likely?: true }> = [
  { from: '2019-07-01', amount: 1_490_000, source: 'NĐ 38/2019/NĐ-CP' },
  { from: '2023-07-01', amount: 1_800_000, source: 'NĐ 24/2023/NĐ-CP' },
  { from: '2024-07-01', amount: 2_340_000, source: 'NĐ 73/2024/NĐ-CP' },
  { from: '2026-07-01', amount: 2_530_000, source: 'NĐ 161/2026/NĐ-CP', likely: true },
]

/** `likely`: from secondary sources only. */
export type ReferenceAmount = DatedRow & { readonly amount: number; readonly likely?: true }

/** The amount in force on a day; of a date without day or month, on its last day. */
export function referenceAmountOn(date: string): ReferenceAmount {
  return ruleOn(referenceAmounts, date)
}
