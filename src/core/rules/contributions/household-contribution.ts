import { err, ok, type Result } from '../../result.ts'
import { type Contribution, makeLine, sumLines } from './contribution.ts'
import { contributionRulesOn } from './contribution-tables.ts'

/** For how many months a household may pay: decree 146/2018/NĐ-CP, article 9. */
export const householdPeriods = [3, 6, 12] as const
export type HouseholdPeriod = (typeof householdPeriods)[number]

/** More members than a household that pays at once has. */
export const MOST_MEMBERS = 30

/**
 * What members of a household pay together. The reference amount of the day of payment counts for the whole
 * period: who has paid pays nothing more when it rises. The order of members is of no consequence for the
 * sum.
 *
 * @param members How many pay now.
 * @param paidBefore How many members of the same household have paid in the same budget year already: the
 *   reduction goes on from them.
 * @param paidOn The day of payment in Vietnam, `YYYY-MM-DD`.
 */
export function computeHouseholdContribution({
  members,
  months,
  paidOn,
  paidBefore = 0,
}: {
  members: number
  months: HouseholdPeriod
  paidOn: string
  paidBefore?: number
}): Result<Contribution, 'members' | 'months'> {
  const isCount = (count: number, least: number) => Number.isInteger(count) && count >= least
  if (!isCount(members, 1) || !isCount(paidBefore, 0) || members + paidBefore > MOST_MEMBERS)
    return err('members')
  if (!householdPeriods.includes(months)) return err('months')
  const { reference, household } = contributionRulesOn(paidOn)
  const { perThousand, percents } = household
  const lines = Array.from({ length: members }, (_member, index) => {
    const place = paidBefore + index + 1
    const percent = percents[Math.min(place, percents.length) - 1] ?? 100
    return makeLine(
      { kind: 'member', place, percent, sources: [household.cited, reference.cited] },
      { of: [reference.amount, perThousand, percent, months], divisor: 1000 * 100 },
    )
  })
  return ok(sumLines(months, lines))
}
