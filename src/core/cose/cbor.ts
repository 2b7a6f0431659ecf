import { type Bytes, compareBytes, decodeUtf8, encodeUtf8 } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * Deterministic CBOR (RFC 8949 §4.2.1), as much of it as the signed things need: integers that are safe in
 * JavaScript, byte and text strings, arrays, maps with integer or text keys, tags, false, true and null. No
 * floats, no indefinite lengths, no `undefined`.
 */
export type CborMap = ReadonlyMap<number | string, CborValue>
export type CborTag = { readonly tag: number; readonly value: CborValue }
export type CborValue = number | boolean | null | string | Bytes | readonly CborValue[] | CborMap | CborTag

export type CborError =
  | 'truncated'
  | 'trailing_bytes'
  | 'non_canonical'
  | 'unsupported'
  | 'not_utf8'
  | 'too_deep'
  | 'too_large'

export type CborLimits = {
  /** Nesting of arrays, maps and tags. */
  readonly maxDepth?: number
  /** Data items in total, keys included. */
  readonly maxItems?: number
  readonly maxBytes?: number
}

export const isCborArray = (value: CborValue): value is readonly CborValue[] => Array.isArray(value)

const UINT = 0
const NINT = 1
const BYTES = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const TAG = 6
const FALSE = 0xf4
const TRUE = 0xf5
const NULL = 0xf6

/**
 * Keys in the bytewise order of their encoding: unsigned, negative, text; the shorter or smaller one first.
 */
function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'string' && typeof b === 'string') {
    const [left, right] = [encodeUtf8(a), encodeUtf8(b)]
    return left.length - right.length || compareBytes(left, right)
  }
  const rank = (key: number | string) => (typeof key === 'string' ? 2 : key < 0 ? 1 : 0)
  return rank(a) - rank(b) || Math.abs(Number(a)) - Math.abs(Number(b))
}

/**
 * Encodes deterministically: shortest heads, map keys in bytewise order of their encoding.
 * @throws RangeError for numbers that are not safe integers: an error of the caller, never of data from
 * outside.
 */
export function encodeCbor(value: CborValue): Bytes {
  // One array that doubles when it is full: joining many small ones took most of the time.
  let bytes = new Uint8Array(256)
  let length = 0
  const reserve = (size: number) => {
    if (length + size <= bytes.length) return
    const grown = new Uint8Array(Math.max(2 * bytes.length, length + size))
    grown.set(bytes.subarray(0, length))
    bytes = grown
  }
  const writeBytes = (written: Uint8Array) => {
    reserve(written.length)
    bytes.set(written, length)
    length += written.length
  }
  const writeHead = (major: number, argument: number) => {
    reserve(9)
    const size =
      argument < 24 ? 0 : argument < 0x100 ? 1 : argument < 0x10000 ? 2 : argument < 0x100000000 ? 4 : 8
    bytes[length++] = (major << 5) | (size === 0 ? argument : 24 + Math.log2(size))
    for (let shift = size - 1; shift >= 0; shift--)
      bytes[length++] = Math.floor(argument / 256 ** shift) % 256
  }
  const write = (item: CborValue): void => {
    if (typeof item === 'number') {
      if (!Number.isSafeInteger(item)) throw new RangeError('not a safe integer')
      if (item < 0) writeHead(NINT, -1 - item)
      else writeHead(UINT, item)
    } else if (typeof item === 'string') {
      const text = encodeUtf8(item)
      writeHead(TEXT, text.length)
      writeBytes(text)
    } else if (item === null || typeof item === 'boolean') {
      reserve(1)
      bytes[length++] = item === null ? NULL : item ? TRUE : FALSE
    } else if (item instanceof Uint8Array) {
      writeHead(BYTES, item.length)
      writeBytes(item)
    } else if (item instanceof Map) {
      const map: CborMap = item
      writeHead(MAP, map.size)
      for (const key of [...map.keys()].sort(compareKeys)) {
        write(key)
        write(map.get(key) ?? null)
      }
    } else if (isCborArray(item)) {
      writeHead(ARRAY, item.length)
      for (const held of item) write(held)
    } else if ('tag' in item) {
      writeHead(TAG, item.tag)
      write(item.value)
    }
  }
  write(value)
  return bytes.slice(0, length)
}

/**
 * Decodes exactly one data item and refuses everything that `encodeCbor` would have written otherwise, so
 * that equal content has equal bytes. Never throws; cost is linear in the number of bytes. Byte strings are
 * copies.
 */
export function decodeCbor(bytes: Uint8Array, limits: CborLimits = {}): Result<CborValue, CborError> {
  const { maxDepth = 8, maxItems = 4096, maxBytes = 65_536 } = limits
  let at = 0
  let items = 0
  let validationError: CborError = 'truncated'

  // `undefined` is no value of the subset, so it can stand for "stopped, see `validationError`".
  const stop = (reason: CborError): undefined => {
    validationError = reason
  }

  const readArgument = (info: number): number | undefined => {
    if (info < 24) return info
    if (info > 27) return stop('unsupported')
    const size = 2 ** (info - 24)
    if (at + size > bytes.length) return stop('truncated')
    let argument = 0
    for (const end = at + size; at < end; at++) argument = argument * 256 + (bytes[at] ?? 0)
    if (argument < (size === 1 ? 24 : 256 ** (size / 2))) return stop('non_canonical')
    return argument <= Number.MAX_SAFE_INTEGER ? argument : stop('unsupported')
  }

  /**
   * Whether the key from `start` to here is greater, bytewise, than that from `previous`: none is the beginning
   * of another.
   */
  const isGreaterKey = (start: number, previous: number): boolean => {
    let [here, there] = [start, previous]
    while (here < at && bytes[here] === bytes[there]) {
      here++
      there++
    }
    return here < at && (bytes[here] ?? 0) > (bytes[there] ?? 0)
  }

  const readMap = (length: number, depth: number): CborMap | undefined => {
    const map = new Map<number | string, CborValue>()
    let previous = at
    while (map.size < length) {
      const start = at
      const key = readItem(depth)
      if (key === undefined) return undefined
      if (typeof key !== 'number' && typeof key !== 'string') return stop('unsupported')
      // Strictly ascending also means: no key twice.
      if (map.size > 0 && !isGreaterKey(start, previous)) return stop('non_canonical')
      previous = start
      const value = readItem(depth)
      if (value === undefined) return undefined
      map.set(key, value)
    }
    return map
  }

  const readItem = (depth: number): CborValue | undefined => {
    const initial = bytes[at++]
    if (initial === undefined) return stop('truncated')
    if (++items > maxItems) return stop('too_large')
    if (initial >= FALSE && initial <= NULL) return initial === NULL ? null : initial === TRUE
    const major = initial >> 5
    if (major > TAG) return stop('unsupported')
    const argument = readArgument(initial & 31)
    if (argument === undefined) return undefined
    if (major === UINT) return argument
    if (major === NINT) return argument < Number.MAX_SAFE_INTEGER ? -1 - argument : stop('unsupported')
    if (major === BYTES || major === TEXT) {
      if (argument > bytes.length - at) return stop('truncated')
      at += argument
      const encoded = bytes.subarray(at - argument, at)
      if (major === BYTES) return new Uint8Array(encoded)
      const text = decodeUtf8(encoded)
      return text.ok ? text.value : stop('not_utf8')
    }
    if (depth === maxDepth) return stop('too_deep')
    if (major === MAP) return readMap(argument, depth + 1)
    if (major === TAG) {
      const value = readItem(depth + 1)
      return value === undefined ? undefined : { tag: argument, value }
    }
    const array: CborValue[] = []
    while (array.length < argument) {
      const item = readItem(depth + 1)
      if (item === undefined) return undefined
      array.push(item)
    }
    return array
  }

  if (bytes.length > maxBytes) return err('too_large')
  const value = readItem(0)
  if (value === undefined) return err(validationError)
  return at === bytes.length ? ok(value) : err('trailing_bytes')
}
