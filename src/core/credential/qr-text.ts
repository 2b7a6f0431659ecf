import { type Bytes, fromHex, toHex } from '../bytes.ts'
import { err, type Result } from '../result.ts'

const PREFIX = 'BHYT:1/'
const MAX_DIGITS = 1200

/** First byte of every message: COSE_Sign1's tag 18. */
const FIRST_BYTE = 0xd2

/**
 * The text of a wallet QR: `BHYT:1/` and the message as one decimal number, big-endian. Decimal because a desk scanner types
 * as a keyboard, and Vietnamese input methods rewrite letters but not digits. `cose` starts with 0xD2, so nothing is lost.
 */
export function writeWalletCode(cose: Bytes): string {
  return PREFIX + BigInt(`0x${toHex(cose)}`)
}

/** Reads the text of a wallet QR back into bytes, at most 1,200 digits (498 bytes). */
export function readWalletCode(
  text: string,
): Result<Bytes, 'not_ours' | 'malformed' | 'unsupported_version'> {
  if (!text.startsWith('BHYT:')) return err('not_ours')
  if (!text.startsWith(PREFIX)) return err(/^BHYT:\d{1,9}\//.test(text) ? 'unsupported_version' : 'malformed')
  const digits = text.slice(PREFIX.length)
  if (digits.length > MAX_DIGITS || !/^[1-9]\d*$/.test(digits)) return err('malformed')
  const hex = BigInt(digits).toString(16)
  const bytes = fromHex(hex)
  return bytes.ok && bytes.value[0] === FIRST_BYTE ? bytes : err('malformed')
}
