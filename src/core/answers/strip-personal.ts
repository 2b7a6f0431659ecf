/**
 * Mail addresses; then letters and digits together, or digits alone, that may be a number of somebody: of a
 * card, an identity card, an account or a phone, also where blanks, points or dashes stand between.
 */
const ADDRESS = /[^\s@]+@[^\s@]+/gu
const NUMBER = /(?:\b[a-z]{1,3}-?)?\p{Nd}(?:[\s\p{Pd}.,/()_]{0,3}\p{Nd}){5,}/giu

/**
 * A question without what looks like a number or an address of somebody: `…` stands in its place, amounts
 * included. Names are not known for what they are.
 */
export function stripPersonal(question: string): string {
  return question.replace(ADDRESS, '…').replace(NUMBER, '…').trim()
}
