import type { Result } from '../result.ts'
import type { Contribution } from '../rules/contributions/contribution.ts'
import { supportGroups } from '../rules/contributions/contribution-tables.ts'
import {
  computeHouseholdContribution,
  type HouseholdPeriod,
} from '../rules/contributions/household-contribution.ts'
import {
  computeVoluntaryContribution,
  type VoluntaryPeriod,
} from '../rules/contributions/voluntary-contribution.ts'
import type { FieldAnswer } from './read-value.ts'
import type { ComputationName } from './service-words.ts'

/**
 * A sum of fields, as `computations` names it. Phone and issuer reckon it alike; what was sent is compared.
 * @param inputs answers of the fields that it is reckoned from, in their order
 * @param today the day in Vietnam whose amounts count
 * @returns undefined while an input is missing, or is nothing that the law has a sum for
 */
export function computeValue(
  name: ComputationName,
  inputs: readonly (FieldAnswer | undefined)[],
  today: string,
): number | undefined {
  if (name === 'count') return inputs.includes(undefined) ? undefined : countOf(inputs[0])
  return computeContribution(name, inputs, today)?.total
}

/** Computations that are contributions, and can be paid. */
export type ContributionName = Exclude<ComputationName, 'count'>

/** The contribution behind a sum, line by line; undefined as `computeValue`. */
export function computeContribution(
  name: ContributionName,
  inputs: readonly (FieldAnswer | undefined)[],
  today: string,
): Contribution | undefined {
  if (inputs.includes(undefined)) return undefined
  const contribution = reckon[name](inputs as readonly FieldAnswer[], today)
  return contribution.ok ? contribution.value : undefined
}

const countOf = (answer: FieldAnswer | undefined) => (Array.isArray(answer) ? answer.length : 0)
const numberOf = (answer: FieldAnswer | undefined) => (typeof answer === 'number' ? answer : 0)

type Reckon = (inputs: readonly FieldAnswer[], today: string) => Result<Contribution, string>

const reckon: Readonly<Record<ContributionName, Reckon>> = {
  'household-contribution': ([people, months], paidOn) =>
    computeHouseholdContribution({
      members: countOf(people),
      months: numberOf(months) as HouseholdPeriod,
      paidOn,
    }),
  'voluntary-contribution': ([income, months, support], paidOn) => {
    const group = supportGroups.find((each) => each === support)
    return computeVoluntaryContribution({
      income: numberOf(income),
      months: numberOf(months) as VoluntaryPeriod,
      group: group ?? 'other',
      isSupported: group !== undefined,
      paidOn,
    })
  },
}
