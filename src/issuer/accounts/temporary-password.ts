import { randomInt } from 'node:crypto'

/** No letters and digits that are taken for one another. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A password that somebody types off a message once: twelve characters, sixty random bits, in groups that can be read aloud. */
export function generateTemporaryPassword(): string {
  const generateLetter = () => LETTERS.charAt(randomInt(LETTERS.length))
  return Array.from({ length: 3 }, () => Array.from({ length: 4 }, generateLetter).join('')).join('-')
}
