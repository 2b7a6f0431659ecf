/**
 * Mail addresses, also with a blank beside the sign; then letters and digits together, or digits alone, that
 * may be a number of somebody: of a card, an identity card, an account or a phone, whatever few signs stand
 * between. Percentages are nobody's.
 */
const ADDRESS = /[^\s@＠]+\s?[@＠]\s?[^\s@＠]+/gu
const NUMBER = /(?:\b[a-z]{1,3}-?)?\p{N}(?:[^\p{L}\p{N}%]{0,3}\p{N}){5,}[^\p{L}\p{N}\p{P}\s]*/giu

/**
 * A question without what looks like a number or an address of somebody: `…` stands in its place, amounts
 * included. Names are not known for what they are.
 */
export function stripPersonal(question: string): string {
  return question.replace(ADDRESS, '…').replace(NUMBER, '…').trim()
}
