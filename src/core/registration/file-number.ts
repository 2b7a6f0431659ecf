/** Crockford's base 32: no I, L, O, U, so that nothing is misread or misheard. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * `DK`: a declaration for an account; `YC`: what an account holder asks of the office; `DV`: by a public
 * service.
 */
export type FilePrefix = 'DK' | 'YC' | 'DV'

/**
 * The number of a file, `DK-26-7K2M-Q9XD`: 40 random bits, because whoever knows it may ask how far the file
 * is.
 *
 * @param random Five random bytes.
 */
export function formatFileNumber(prefix: FilePrefix, year: number, random: Uint8Array): string {
  let bits = 0n
  for (const byte of random.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte)
  const letters = Array.from({ length: 8 }, (_letter, at) =>
    ALPHABET.charAt(Number((bits >> BigInt(5 * (7 - at))) & 31n)),
  ).join('')
  return `${prefix}-${String(year % 100).padStart(2, '0')}-${letters.slice(0, 4)}-${letters.slice(4)}`
}

/**
 * A file number as a person types it: in any case, with or without dashes and blanks, the letter O for zero,
 * I and L for one. Gives its proper form, or undefined if it cannot be one.
 */
export function readFileNumber(typed: string): string | undefined {
  if (typed.length > 40) return undefined
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const [, prefix, year, first, second] = /^(DK|YC|DV)(\d\d)(.{4})(.{4})$/.exec(plain) ?? []
  if (prefix === undefined || first === undefined || second === undefined) return undefined
  const proper = (letters: string) => letters.replaceAll('O', '0').replace(/[IL]/g, '1')
  const [left, right] = [proper(first), proper(second)]
  return /U/.test(left + right) ? undefined : `${prefix}-${year}-${left}-${right}`
}
