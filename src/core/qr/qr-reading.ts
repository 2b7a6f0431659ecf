import { readDeskRequest } from '../credential/desk.ts'
import { readWalletCode } from '../credential/qr-text.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import { type BhytReading, readBhytCard } from './bhyt-reading.ts'
import { type IdentityReading, readIdentityCard } from './identity-card.ts'
import { checkPaymentCode } from './payment-code.ts'
import { decodeQrBytes, LIKE_A_CARD } from './qr-charset.ts'
import type { ReadingNote } from './reading-note.ts'
import { separateTexts, unwrapScan } from './scan-text.ts'

/** Codes that are recognised so that a person can be told what they are; nothing inside them is read. */
export type OtherReading = {
  kind:
    | 'wallet'
    | 'unread-desk'
    | 'payment'
    | 'url'
    | 'contact'
    | 'smart-health-card'
    | 'vneid'
    | 'wrong-charset'
    | 'unknown'
  fields: Readonly<Record<string, never>>
  warnings: ReadingNote<never>[]
}

/** A desk's code or its poster: it waits for the wallet's answer (docs/credential-format.md, section 7). */
export type DeskReading = {
  kind: 'desk'
  fields: { readonly facilityCode: string }
  warnings: ReadingNote<never>[]
}

/** What the text of a QR code is: a closed union, told apart by `kind`. */
export type QrReading = IdentityReading | BhytReading | DeskReading | OtherReading

/** Longest text that is looked at, in UTF-16 units. The largest QR code holds 7,089 digits. */
export const MAX_QR_TEXT = 8192

/**
 * Reads the text of any QR code. Identity and insurance cards must pass the whole grammar of their kind, so a
 * wrong text is never taken for a card; a text that looks like one but whose letters were decoded with a
 * wrong charset is put right where that is certain and is `wrong-charset` otherwise. The same card twice is
 * read once; two cards are `unknown` with the note `several`, and nothing is read from either. Work is linear
 * in the length; longer than `MAX_QR_TEXT` is `unknown` at once. With `today` (ISO) dates in the future get a
 * note. Where raw bytes are at hand, call `decodeQrBytes` first.
 */
export function readQrText(raw: string, { today }: { today?: PartialDate } = {}): QrReading {
  if (raw.length > MAX_QR_TEXT) return other('unknown')
  const decoded = decodeQrBytes(undefined, raw)
  if (!decoded.ok) return other(LIKE_A_CARD.test(raw) ? 'wrong-charset' : kindOf(raw))
  const unwrapped = unwrapScan(decoded.value.text)

  const wallet = readWalletCode(unwrapped)
  if (wallet.ok) return other('wallet')
  if (wallet.error !== 'not_ours') {
    return other('wallet', wallet.error === 'malformed' ? 'damaged' : 'unsupported-version')
  }
  const desk = readDeskRequest(unwrapped)
  if (desk.ok) return { kind: 'desk', fields: { facilityCode: desk.value.facilityCode }, warnings: [] }
  const [text = '', ...others] = separateTexts(unwrapped)
  if (others.length > 0) return other('unknown', 'several')
  const identity = readIdentityCard(text, today)
  if (identity.ok) return identity.value
  const bhyt = readBhytCard(text, today)
  if (bhyt.ok) return bhyt.value
  const payment = checkPaymentCode(text)
  if (payment) return payment === 'valid' ? other('payment') : other('payment', 'checksum-mismatch')
  return other(kindOf(text))
}

function other(kind: OtherReading['kind'], note?: ReadingNote['code']): OtherReading {
  return { kind, fields: {}, warnings: note ? [{ code: note }] : [] }
}

const DESK_CODE = 'BHYT-DESK:'

/** Kinds that their first characters give away. */
function kindOf(text: string): OtherReading['kind'] {
  if (text.startsWith(DESK_CODE)) return 'unread-desk'
  if (/^https?:\/\/\S+$|^www\.\S+$/i.test(text)) return 'url'
  if (/^(?:BEGIN:VCARD\s|MECARD:|BIZCARD:)/i.test(text)) return 'contact'
  if (/^shc:\/\d/i.test(text)) return 'smart-health-card'
  return isOpaqueToken(text) ? 'vneid' : 'unknown'
}

/**
 * The codes that VNeID shows are encrypted and their form is not published. What is known is that they are
 * one long opaque token, so one base64 or base64url token of at least 64 characters with letters of both
 * cases and digits is called VNeID's: in Vietnam nothing else that people point at looks like that. A guess,
 * used for nothing but a hint to the person.
 */
function isOpaqueToken(text: string): boolean {
  return /^[\w+/-]{64,}={0,2}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)
}
