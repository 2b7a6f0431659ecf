import { err, ok, type Result } from '../result.ts'

/**
 * The benefit level as printed on the card (mã mức hưởng). Always taken from the card's own digit, never derived from the
 * participant group: the level of a group changes over the years and old cards keep the old digit.
 */
export type BenefitLevel = 1 | 2 | 3 | 4 | 5

const PERCENT = { 1: 100, 2: 100, 3: 95, 4: 80, 5: 100 } as const

/** Share of covered costs that the insurance pays at this level (Law on health insurance, article 22). */
export function benefitPercent(level: BenefitLevel): 100 | 95 | 80 {
  return PERCENT[level]
}

/** Reads the single ASCII digit 1 to 5. */
export function parseBenefitLevel(digit: string): Result<BenefitLevel> {
  return /^[1-5]$/.test(digit) ? ok(Number(digit) as BenefitLevel) : err('not_a_benefit_level')
}
