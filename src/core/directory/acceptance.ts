import type { CardFace } from '../card/card.ts'
import { comparePartialDates, type PartialDate } from '../dates/partial-date.ts'
import type { Facility } from './facility.ts'

/**
 * Whether a facility treats the holder of a card at the expense of the insurance on a day, as far as card and
 * directory say. In an emergency any facility does (Law on health insurance, article 22 clause 5).
 */
export type Acceptance =
  /** The directory knows of a contract that is in force. */
  | 'contract'
  /** The card names it as the place of initial registration, which only a facility with a contract can be. */
  | 'registered'
  /** The directory knows of a contract that is over, or has not begun. */
  | 'no-contract'
  | 'card-not-yet'
  | 'card-over'
  | 'unknown'

/** @param day A complete date: today, in Vietnam. */
export function findAcceptance(
  { code, contract }: Pick<Facility, 'code' | 'contract'>,
  { facilityCode, validFrom, validTo }: Pick<CardFace, 'facilityCode' | 'validFrom' | 'validTo'>,
  day: PartialDate,
): Acceptance {
  if (validTo !== undefined && comparePartialDates(validTo, day) < 0) return 'card-over'
  if (validFrom !== undefined && comparePartialDates(validFrom, day) > 0) return 'card-not-yet'
  if (contract) {
    const hasBegun = comparePartialDates(contract.from, day) <= 0
    const isOver = contract.to !== undefined && comparePartialDates(contract.to, day) < 0
    return hasBegun && !isOver ? 'contract' : 'no-contract'
  }
  return code === facilityCode ? 'registered' : 'unknown'
}
