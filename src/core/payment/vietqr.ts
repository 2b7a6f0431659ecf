import { crc16 } from '../qr/payment-code.ts'
import { err, ok, type Result } from '../result.ts'

/** A transfer that a VietQR code asks for. */
export type VietQrTransfer = {
  /** Six digits. */
  readonly bin: string
  readonly account: string
  /** In whole đồng; a code without one lets the payer type it. */
  readonly amount?: number
  /** What the transfer is to say. */
  readonly text?: string
}

/** Most that one transfer of ours can be, in đồng: thirteen characters are what the code has room for. */
export const MOST_AMOUNT = 9_999_999_999

/** Napas, in field 38 (VietQR on EMVCo QRCPS-MPM). */
const NAPAS = 'A000000727'
const TO_ACCOUNT = 'QRIBFTTA'
const MOST_TEXT = 25

const isBin = (text: string) => /^\d{6}$/.test(text)
const isAccount = (text: string) => /^[0-9A-Z]{1,19}$/.test(text)
const isAmount = (amount: number) => Number.isInteger(amount) && amount > 0 && amount <= MOST_AMOUNT
/** ASCII letters, digits and single blanks: what every bank leaves as it is. */
const isTransferText = (text: string) =>
  text.length <= MOST_TEXT && /^[0-9A-Za-z]+( [0-9A-Za-z]+)*$/.test(text)

/** What cannot stand in a code of ours, by its name; undefined if all can. */
export function findTransferFault({ bin, account, amount, text }: VietQrTransfer): string | undefined {
  if (!isBin(bin)) return 'bin'
  if (!isAccount(account)) return 'account'
  if (amount !== undefined && !isAmount(amount)) return 'amount'
  return text !== undefined && !isTransferText(text) ? 'text' : undefined
}

/** Tag, length and value, one after the other, to the very end; each tag once. */
function readFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>()
  for (let at = 0; at < text.length; ) {
    const [, tag = '', length = ''] = /^(\d\d)(\d\d)/.exec(text.slice(at, at + 4)) ?? []
    const value = text.slice(at + 4, at + 4 + Number(length))
    if (tag === '' || value.length !== Number(length) || fields.has(tag)) return undefined
    fields.set(tag, value)
    at += 4 + value.length
  }
  return fields
}

/**
 * Reads the text of a VietQR code to an account, strictly: a text that holds anything more, in another order
 * of meaning, or twice, is refused. Written apart from what makes our codes, so that one checks the other.
 */
export function readVietQr(text: string): Result<VietQrTransfer, 'malformed'> {
  if (text.length > 512 || !/^[\x20-\x7e]+$/.test(text)) return err('malformed')
  const fields = readFields(text)
  const payee = readFields(fields?.get('38') ?? '')
  const account = readFields(payee?.get('01') ?? '')
  const more = readFields(fields?.get('62') ?? '')
  if (!fields || !payee || !account || !more) return err('malformed')
  const [amount, purpose] = [fields.get('54'), more.get('08')]
  const checksum = crc16(text.slice(0, -4)).toString(16).toUpperCase().padStart(4, '0')
  const isRight =
    onlyHas(fields, ['00', '01', '38', '53', '54', '58', '62', '63']) &&
    onlyHas(payee, ['00', '01', '02']) &&
    onlyHas(account, ['00', '01']) &&
    onlyHas(more, ['08']) &&
    fields.get('00') === '01' &&
    // 12: for one payment, with its amount; 11: for any.
    fields.get('01') === (amount === undefined ? '11' : '12') &&
    payee.get('00') === NAPAS &&
    payee.get('02') === TO_ACCOUNT &&
    fields.get('53') === '704' &&
    fields.get('58') === 'VN' &&
    (amount === undefined || /^[1-9]\d{0,12}$/.test(amount)) &&
    text.slice(-8, -4) === '6304' &&
    fields.get('63') === checksum
  if (!isRight) return err('malformed')
  const transfer = {
    bin: account.get('00') ?? '',
    account: account.get('01') ?? '',
    ...(amount !== undefined && { amount: Number(amount) }),
    ...(purpose !== undefined && { text: purpose }),
  }
  return findTransferFault(transfer) === undefined ? ok(transfer) : err('malformed')
}

const onlyHas = (fields: ReadonlyMap<string, string>, tags: readonly string[]) =>
  [...fields.keys()].every((tag) => tags.includes(tag))
