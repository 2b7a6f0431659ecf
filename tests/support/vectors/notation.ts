import { type Bytes, fromHex, toHex } from '../../../src/core/bytes.ts'
import type { CborValue } from '../../../src/core/cose/cbor.ts'

/**
 * How vectors write CBOR in JSON: numbers, texts, booleans, null and arrays as themselves, `{ "hex": "…" }` for bytes,
 * `{ "map": [[key, value], …] }` and `{ "tag": 18, "value": … }`.
 */
export type Notation =
  | number
  | string
  | boolean
  | null
  | readonly Notation[]
  | { readonly hex: string }
  | { readonly map: readonly (readonly [number | string, Notation])[] }
  | { readonly tag: number; readonly value: Notation }

/** Bytes of a hex text that a vector holds. */
export function bytesOf(hex: string): Bytes {
  const bytes = fromHex(hex)
  if (!bytes.ok) throw new Error('a vector holds no hex')
  return bytes.value
}

const isArray = (notation: Notation): notation is readonly Notation[] => Array.isArray(notation)

export function fromNotation(notation: Notation): CborValue {
  if (typeof notation !== 'object' || notation === null) return notation
  if (isArray(notation)) return notation.map(fromNotation)
  if ('hex' in notation) return bytesOf(notation.hex)
  if ('map' in notation) return new Map(notation.map.map(([key, value]) => [key, fromNotation(value)]))
  return 'tag' in notation ? { tag: notation.tag, value: fromNotation(notation.value) } : null
}

/** A value as JSON: every byte array becomes a hex text. */
export function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value)
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, toJson(held)]))
}
