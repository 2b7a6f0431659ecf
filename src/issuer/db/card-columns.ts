import type { BenefitLevel } from '../../core/card/benefit-level.ts'
import type { CardFace } from '../../core/card/card.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import type { CardRow, FacilityRow, PersonRow } from './schema.ts'

/** What a credential says of a card, out of `cards` and `people`. */
export const credentialFaceColumns = [
  'cards.bhyt_number',
  'cards.benefit_level',
  'cards.facility_code',
  'cards.valid_from',
  'cards.valid_to',
  'cards.five_year_date',
  'cards.living_area',
  'people.full_name',
  'people.date_of_birth',
  'people.sex',
  'people.bhxh_code',
  'people.specimen',
] as const

/** The whole face of a card, out of `cards`, `people` and `facilities`. */
export const cardFaceColumns = [
  ...credentialFaceColumns,
  'cards.place_of_issue',
  'facilities.name as facility_name',
] as const

export type CredentialFaceColumns = Pick<
  CardRow,
  | 'bhyt_number'
  | 'benefit_level'
  | 'facility_code'
  | 'valid_from'
  | 'valid_to'
  | 'five_year_date'
  | 'living_area'
> &
  Pick<PersonRow, 'full_name' | 'date_of_birth' | 'sex' | 'bhxh_code' | 'specimen'>

export type CardFaceColumns = CredentialFaceColumns &
  Pick<CardRow, 'place_of_issue'> & { facility_name: FacilityRow['name'] }

/** The face without its long texts. Rows were checked when they were imported, so their dates and levels are believed here. */
export function readCredentialFace(row: CredentialFaceColumns): CardFace {
  const date = (text: string) => text as PartialDate
  return {
    bhytNumber: row.bhyt_number,
    fullName: row.full_name,
    dateOfBirth: date(row.date_of_birth),
    sex: row.sex,
    facilityCode: row.facility_code,
    validFrom: date(row.valid_from),
    ...(row.valid_to !== null && { validTo: date(row.valid_to) }),
    ...(row.five_year_date !== null && { fiveYearDate: date(row.five_year_date) }),
    benefitLevel: row.benefit_level as BenefitLevel,
    ...(row.living_area !== null && { livingArea: row.living_area }),
    bhxhCode: row.bhxh_code,
  }
}

/** The whole face. */
export function readCardFace(row: CardFaceColumns): CardFace {
  return { ...readCredentialFace(row), facilityName: row.facility_name, placeOfIssue: row.place_of_issue }
}
