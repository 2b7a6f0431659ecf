import { type Bytes, decodeUtf8 } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'

/** The charset that a decoder had wrongly guessed before the text was put right. */
export type GuessedCharset = 'latin-1' | 'windows-1252' | 'shift_jis' | 'big5' | 'gbk'

export type DecodedQr = { text: string; rescued?: GuessedCharset }

/**
 * Text of a QR code from its raw bytes, or, where a decoder gives only text, from that. The codes of Vietnamese cards are UTF-8
 * without a declaration, and decoders that guess turn names into rubbish; with Big5 and GBK even a separator is lost. In
 * order: bytes as strict UTF-8; the text as it is when it is sound; the text turned back into the bytes that each charset in
 * question would have come from. `wrong-charset` when nothing gives sound text: no U+FFFD and no guess is ever returned.
 * The result is in NFC.
 */
export function decodeQrBytes(
  bytes: Bytes | undefined,
  text: string | undefined,
): Result<DecodedQr, 'wrong-charset'> {
  if (bytes) {
    const utf8 = decodeUtf8(bytes)
    if (utf8.ok) return ok({ text: utf8.value.normalize('NFC') })
  }
  if (text === undefined || text.includes('\uFFFD')) return err('wrong-charset')
  if (/^[\0-\x7F]*$/.test(text)) return ok({ text })
  const suspect = isSuspect(text)
  for (const charset of suspect ? CHARSETS : SINGLE_BYTE) {
    const utf8 = decodeUtf8(encodeAs(charset, text) ?? NOT_UTF8)
    if (utf8.ok && !isSuspect(utf8.value)) return ok({ text: utf8.value.normalize('NFC'), rescued: charset })
  }
  return suspect && LIKE_A_CARD.test(text) ? err('wrong-charset') : ok({ text: text.normalize('NFC') })
}

const SINGLE_BYTE: readonly GuessedCharset[] = ['latin-1', 'windows-1252']
const CHARSETS: readonly GuessedCharset[] = [...SINGLE_BYTE, 'shift_jis', 'big5', 'gbk']

const NOT_UTF8 = new Uint8Array([0xff])

/** Starts as identity and insurance codes do: a number, then a separator. */
export const LIKE_A_CARD = /^[\0- ]*[0-9A-Za-z]{9,15}\|/

/** Letters of other scripts, or C1 controls: no card in Vietnamese has them, wrong guesses always do. */
function isSuspect(text: string): boolean {
  return /[^\P{L}\p{Script=Latin}\u02B0-\u02FF]|[\x80-\x9F\p{Co}\p{Cn}]/u.test(text)
}

/** The bytes from which a decoder for the charset would have made this text; nothing when it never would have. */
function encodeAs(charset: GuessedCharset, text: string): Bytes | undefined {
  const table = charset === 'latin-1' ? undefined : encodingTable(charset)
  const bytes = new Uint8Array(2 * text.length)
  let length = 0
  for (const character of text) {
    const code = table ? table.get(character) : (character.codePointAt(0) ?? 0)
    if (code === undefined || code > 0xffff || (!table && code > 0xff)) return undefined
    if (code > 0xff) bytes[length++] = code >> 8
    bytes[length++] = code & 0xff
  }
  return bytes.slice(0, length)
}

type EncodingTable = ReadonlyMap<string, number>

const tables = new Map<GuessedCharset, EncodingTable>()

/** Character → one byte, or two as a big-endian number. Built from the platform's own decoder at the first need. */
function encodingTable(charset: GuessedCharset): EncodingTable {
  const known = tables.get(charset)
  if (known) return known
  const decoder = new TextDecoder(charset, { fatal: false, ignoreBOM: true })
  const table = new Map<string, number>()
  const add = (codes: number[], bytesOf: (code: number) => number[]) => {
    const lines = decoder
      .decode(Uint8Array.from(codes.flatMap((code) => [...bytesOf(code), NEW_LINE])))
      .split('\n')
    for (const [at, code] of codes.entries()) {
      const character = lines[at] ?? ''
      const isOne = [...character].length === 1 && character !== '\uFFFD'
      if (isOne && !table.has(character)) table.set(character, code)
    }
  }
  add(
    numbers(0, 0xff).filter((code) => code !== NEW_LINE),
    (code) => [code],
  )
  table.set('\n', NEW_LINE)
  if (charset !== 'windows-1252') {
    const pairs = numbers(0x81, 0xfe).flatMap((lead) =>
      numbers(0x40, 0xfe).map((trail) => lead * 256 + trail),
    )
    add(pairs, (code) => [code >> 8, code & 0xff])
  }
  tables.set(charset, table)
  return table
}

const NEW_LINE = 0x0a

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
