import type { PartialDate } from '../dates/partial-date.ts'
import type { BenefitLevel } from './benefit-level.ts'

export type Sex = 'male' | 'female'

/** Area of residence with its own rules of benefit (mã nơi sinh sống, Law on health insurance, article 22). */
export type LivingArea = 'K1' | 'K2' | 'K3'

/** What the face of a health-insurance card says. Texts are in NFC; absent means that the card does not say. */
export type CardFace = {
  /** Compact: 15, 12 or 10 characters, see bhyt-number.ts. */
  bhytNumber: string
  fullName: string
  dateOfBirth: PartialDate
  sex?: Sex
  /** Facility of initial registration: two digits of the (old) province and three letters or digits. */
  facilityCode?: string
  facilityName?: string
  validFrom?: PartialDate
  validTo?: PartialDate
  /** The day from which five continuous years of participation are complete; may lie in the future. */
  fiveYearDate?: PartialDate
  benefitLevel?: BenefitLevel
  livingArea?: LivingArea
  /** BHXH code, ten digits. */
  bhxhCode?: string
  placeOfIssue?: string
}
