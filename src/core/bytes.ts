import { err, ok, type Result } from './result.ts'

/** Bytes as WebCrypto takes them: never backed by shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>

/** One new array with the parts in order. */
export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Not constant-time: for public values only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0
}

/** Bytewise lexicographic order: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const utf8Encoder = new TextEncoder()

/** UTF-8 without a byte order mark; lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Bytes {
  return utf8Encoder.encode(text)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Strict UTF-8; a byte order mark is kept as a character. */
export function decodeUtf8(bytes: Uint8Array): Result<string> {
  try {
    return ok(utf8.decode(bytes))
  } catch {
    return err('not_utf8')
  }
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** Reads hexadecimal of either case, without separators. */
export function fromHex(text: string): Result<Bytes> {
  if (text.length % 2 || /[^0-9a-f]/i.test(text)) return err('not_hex')
  const bytes = new Uint8Array(text.length / 2)
  let read = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // The low four bits of a digit are its value, those of a letter of either case lack nine.
    read = (read << 4) | ((code + 9 * (code >> 6)) & 15)
    // Twice, the second time whole; what was read before falls off.
    bytes[at >> 1] = read
  }
  return ok(bytes)
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** RFC 4648 §5 without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const characters = Math.min(4, bytes.length - at + 1)
    for (let index = 0; index < characters; index++)
      text += BASE64URL.charAt((group >> (18 - 6 * index)) & 63)
  }
  return text
}

/** Strict reverse of `toBase64Url`: no padding, no other characters, unused bits zero. */
export function fromBase64Url(text: string): Result<Bytes> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const character of text) {
    const sextet = BASE64URL.indexOf(character)
    if (sextet < 0) return err('not_base64url')
    bits = ((bits << 6) | sextet) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at++] = bits >> held
      bits &= (1 << held) - 1
    }
  }
  return held < 6 && bits === 0 ? ok(bytes) : err('not_base64url')
}
