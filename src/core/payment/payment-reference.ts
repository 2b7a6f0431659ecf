import { stripMarks } from '../strip-marks.ts'

/** Digits and capitals without those that are taken for another: no 0 and O, 1 and I, L, U. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const SIZE = ALPHABET.length

/** What a reference begins with, so that it is found in a text. */
const PREFIX = 'BHYT'
const PAYLOAD = 8

/** Longest text of a transfer that is searched; banks carry far less. */
const LONGEST_TEXT = 1000

/**
 * A hybrid check sum after ISO 7064 (MOD M+1,M) over the 30 letters: every single letter that is another one,
 * and all but one in some hundred swaps of neighbours, are noticed. Gives what is carried into the check
 * letter; undefined for other letters.
 */
function carry(letters: string): number | undefined {
  let product = SIZE
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) return undefined
    const sum = (product + value) % SIZE
    product = ((sum === 0 ? SIZE : sum) * 2) % (SIZE + 1)
  }
  return product
}

/**
 * The reference of a payment, `BHYT7K2MQ9XD4`: what the transfer says, and so small that every bank carries
 * it.
 *
 * @param random Eight random bytes or more; of 39 bits each value is as likely as the others, nearly.
 */
export function formatPaymentReference(random: Uint8Array): string {
  let number = random.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let letters = ''
  for (let at = 0; at < PAYLOAD; at++) {
    letters += ALPHABET.charAt(Number(number % BigInt(SIZE)))
    number /= BigInt(SIZE)
  }
  const check = (SIZE + 1 - (carry(letters) ?? 0)) % SIZE
  return `${PREFIX}${letters}${ALPHABET.charAt(check)}`
}

/** Whether a text is a reference, its check letter included. */
export function isPaymentReference(text: string): boolean {
  const letters = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : ''
  if (letters.length !== PAYLOAD + 1) return false
  const carried = carry(letters.slice(0, PAYLOAD))
  const check = ALPHABET.indexOf(letters.slice(PAYLOAD))
  return carried !== undefined && check >= 0 && (carried + check) % SIZE === 1
}

/**
 * The references in the text of a transfer, as banks leave it: in any case, with marks, with blanks and signs
 * anywhere, before and behind other words. Each once, in their order; empty if there is none. Whether there
 * is a payment of that reference is not known here.
 */
export function findPaymentReferences(text: string): readonly string[] {
  const plain = stripMarks(text.slice(0, LONGEST_TEXT).normalize('NFKC'))
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const found = new Set<string>()
  for (let at = plain.indexOf(PREFIX); at >= 0; at = plain.indexOf(PREFIX, at + 1)) {
    const candidate = plain.slice(at, at + PREFIX.length + PAYLOAD + 1)
    if (isPaymentReference(candidate)) found.add(candidate)
  }
  return [...found]
}
