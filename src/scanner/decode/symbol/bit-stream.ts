/** Content of a symbol. `intact` says that the unused rest holds the padding that the standard prescribes. */
export type Content = { readonly bytes: Uint8Array; readonly text: string; readonly intact: boolean }

type Segment = { readonly bytes: Uint8Array; readonly charset: string | undefined }

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const CHARSETS: Record<number, string> = {
  1: 'iso-8859-1',
  3: 'iso-8859-1',
  4: 'iso-8859-2',
  5: 'iso-8859-3',
  6: 'iso-8859-4',
  7: 'iso-8859-5',
  8: 'iso-8859-6',
  9: 'iso-8859-7',
  10: 'iso-8859-8',
  11: 'windows-1254',
  13: 'windows-874',
  15: 'iso-8859-13',
  16: 'iso-8859-14',
  17: 'iso-8859-15',
  18: 'iso-8859-16',
  20: 'shift_jis',
  21: 'windows-1250',
  22: 'windows-1251',
  23: 'windows-1252',
  24: 'windows-1256',
  25: 'utf-16be',
  26: 'utf-8',
  28: 'big5',
  29: 'gbk',
  30: 'euc-kr',
} // ECI assignments, AIM ITS/04-023
const UTF8_ECI = 26

/**
 * Reads the data codewords of a symbol (ISO/IEC 18004 §7.4): numeric, alphanumeric, byte, kanji, ECI, FNC1 and
 * structured append (its header is passed over). Undefined when the stream is not well formed.
 */
export function parseBitStream(codewords: Uint8Array, version: number): Content | undefined {
  const source = new BitSource(codewords)
  const wide = version < 10 ? 0 : version < 27 ? 1 : 2
  const segments: Segment[] = []
  let charset: string | undefined
  while (source.left >= 4) {
    const mode = source.take(4)
    if (mode === 0) break
    if (mode === 7) {
      charset = CHARSETS[takeEci(source)] ?? undefined
      continue
    }
    if (mode === 5) continue
    if (mode === 9) source.take(8)
    else if (mode === 3) source.take(16)
    else {
      const bytes = takeSegment(source, mode, wide)
      if (!bytes) return undefined
      segments.push({ bytes, charset: mode === 8 ? 'shift_jis' : mode === 4 ? charset : 'utf-8' })
    }
    if (source.overrun) return undefined
  }
  const intact = isPadding(source, codewords)
  const length = segments.reduce((sum, segment) => sum + segment.bytes.length, 0)
  if (length === 0) return undefined
  const bytes = new Uint8Array(length)
  let at = 0
  for (const segment of segments) {
    bytes.set(segment.bytes, at)
    at += segment.bytes.length
  }
  return { bytes, text: textOfSegments(bytes, segments), intact }
}

/** Strict UTF-8 text of bytes, undefined when they are not UTF-8. */
export function tryDecodeUtf8(bytes: Uint8Array): string | undefined {
  return decodeAs(bytes, 'utf-8')
}

function decodeAs(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Strict UTF-8, else what the code declares, else a guess between the two charsets of old codes. */
function textOfBytes(bytes: Uint8Array, charset?: string): string {
  const guess = charset ?? (looksJapanese(bytes) ? 'shift_jis' : 'windows-1252')
  return tryDecodeUtf8(bytes) ?? decodeAs(bytes, guess) ?? decodeAs(bytes, 'windows-1252') ?? ''
}

/** Control codes of ISO 8859-1, or three half-width katakana in a row. */
function looksJapanese(bytes: Uint8Array): boolean {
  const isKana = (byte = 0) => byte > 0xa0 && byte < 0xe0
  return bytes.some(
    (byte, i) =>
      (byte > 0x7f && byte < 0xa0) || (isKana(byte) && isKana(bytes[i + 1]) && isKana(bytes[i + 2])),
  )
}

function textOfSegments(bytes: Uint8Array, segments: readonly Segment[]): string {
  const declared = segments.some(({ charset }) => charset !== undefined && charset !== CHARSETS[UTF8_ECI])
  if (!declared) return textOfBytes(bytes)
  return segments.map((segment) => textOfBytes(segment.bytes, segment.charset)).join('')
}

function takeEci(source: BitSource): number {
  const first = source.take(8)
  if (first < 0x80) return first
  if (first < 0xc0) return ((first & 0x3f) << 8) | source.take(8)
  return ((first & 0x1f) << 16) | source.take(16)
}

function takeSegment(source: BitSource, mode: number, wide: number): Uint8Array | undefined {
  const count = source.take(countBits(mode, wide))
  if (mode === 4)
    return count * 8 <= source.left ? Uint8Array.from({ length: count }, () => source.take(8)) : undefined
  if (mode === 1) return takeNumeric(source, count)
  if (mode === 2) return takeAlphanumeric(source, count)
  if (mode === 8) return takeKanji(source, count)
  return undefined
}

function countBits(mode: number, wide: number): number {
  const widths: Record<number, readonly number[]> = {
    1: [10, 12, 14],
    2: [9, 11, 13],
    4: [8, 16, 16],
    8: [8, 10, 12],
  }
  return widths[mode]?.[wide] ?? 0
}

function takeNumeric(source: BitSource, count: number): Uint8Array | undefined {
  let digits = ''
  for (let rest = count; rest > 0; rest -= 3) {
    const size = Math.min(3, rest)
    const value = source.take([0, 4, 7, 10][size] ?? 0)
    if (value >= 10 ** size || source.overrun) return undefined
    digits += String(value).padStart(size, '0')
  }
  return new TextEncoder().encode(digits)
}

function takeAlphanumeric(source: BitSource, count: number): Uint8Array | undefined {
  let text = ''
  for (let rest = count; rest > 0; rest -= 2) {
    const value = source.take(rest > 1 ? 11 : 6)
    if (value >= (rest > 1 ? 45 * 45 : 45) || source.overrun) return undefined
    if (rest > 1) text += ALPHANUMERIC[Math.floor(value / 45)] ?? ''
    text += ALPHANUMERIC[value % 45] ?? ''
  }
  return new TextEncoder().encode(text)
}

function takeKanji(source: BitSource, count: number): Uint8Array | undefined {
  if (count * 13 > source.left) return undefined
  const bytes = new Uint8Array(count * 2)
  for (let i = 0; i < count; i++) {
    const value = source.take(13)
    const packed = (Math.floor(value / 0xc0) << 8) | (value % 0xc0)
    const code = packed + (packed < 0x1f00 ? 0x8140 : 0xc140)
    bytes[2 * i] = code >> 8
    bytes[2 * i + 1] = code & 255
  }
  return bytes
}

/** After the terminator: zero bits to the byte, then 0xEC and 0x11 in turn (§7.4.10). */
function isPadding(source: BitSource, codewords: Uint8Array): boolean {
  let at = source.bytePosition
  for (let expected = 0xec; at < codewords.length; expected ^= 0xec ^ 0x11) {
    if (codewords[at++] !== expected) return false
  }
  return true
}

class BitSource {
  private readonly bytes: Uint8Array
  private position = 0
  overrun = false

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length * 8 - this.position
  }

  get bytePosition(): number {
    return (this.position + 7) >> 3
  }

  take(count: number): number {
    if (count > this.left) {
      this.overrun = true
      this.position = this.bytes.length * 8
      return 0
    }
    let value = 0
    for (let i = 0; i < count; i++, this.position++) {
      value = value * 2 + (((this.bytes[this.position >> 3] ?? 0) >> (7 - (this.position & 7))) & 1)
    }
    return value
  }
}
