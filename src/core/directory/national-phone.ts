/** A number as it is dialled in Vietnam, single blanks between its digits. */
const NATIONAL = /^(?:0(?: ?\d){9,10}|1(?: ?\d){2,9})$/

/**
 * Whether a phone number stands in the one form that packs have: national, `0` and nine or ten digits, or a
 * service number from `1`. A number has one form only, blanks aside: what was removed is known again.
 */
export function isNationalPhone(text: string): boolean {
  return NATIONAL.test(text)
}

/**
 * A phone number as people write it (`+84`, `0084`, `84`, dots, brackets) in the national form; undefined if
 * it is none of Vietnam.
 */
export function toNationalPhone(text: string): string | undefined {
  const spaced = text.replace(/[\s.()-]+/g, ' ').trim()
  const national = spaced.replace(/^(?:\+ ?|00 ?)?84 ?(?:0 ?)?/, '0')
  return NATIONAL.test(national) ? national : undefined
}
