import { trimText } from '../qr/safe-text.ts'

/**
 * One part between separators, with every kind of blank as a plain one and none at its ends. `null` and its
 * like, which programs that make codes write for an empty field, are empty.
 */
export function readPart(part: string): string {
  const text = trimText(part.replace(/[\t\r\n\p{Z}]+/gu, ' '))
  return /^(?:null|undefined|none|n\/a)$/i.test(text) ? '' : text
}
