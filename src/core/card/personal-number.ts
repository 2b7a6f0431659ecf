import { err, ok, type Result } from '../result.ts'
import type { Sex } from './card.ts'

/** What a personal identification number says about its holder. */
export type PersonalNumber = {
  text: string
  /** Three digits: an (old) province with a leading zero, otherwise the country of birth. */
  placeOfBirth: string
  sex: Sex
  birthYear: number
}

/**
 * Reads the 12 digits of a personal number: place of birth registration, a digit for century and sex, two digits of the year
 * of birth, six digits (Circular 59/2021/TT-BCA). There is no check digit.
 */
export function parsePersonalNumber(text: string): Result<PersonalNumber> {
  if (!/^\d{12}$/.test(text)) return err('not_a_personal_number')
  const century = Number(text.charAt(3))
  return ok({
    text,
    placeOfBirth: text.slice(0, 3),
    sex: century % 2 === 0 ? 'male' : 'female',
    birthYear: (19 + Math.floor(century / 2)) * 100 + Number(text.slice(4, 6)),
  })
}
