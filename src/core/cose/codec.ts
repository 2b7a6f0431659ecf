import { type Bytes, encodeUtf8, fromBase64Url, toBase64Url } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'
import { isUnknownValue, type UnknownValue } from '../unknown-value.ts'
import { type CborMap, type CborValue, decodeCbor, encodeCbor, isCborArray } from './cbor.ts'

/**
 * Turns a type into CBOR and back. `decode` takes values from outside and refuses what the type does not allow; its error
 * is the path of keys to the refused value, never the value. `encode` believes its argument.
 */
export interface Codec<T> {
  encode(value: T): CborValue
  decode(value: CborValue): Result<T>
}

/** A codec whose values are written as a map. */
export interface RecordCodec<T> extends Codec<T> {
  encode(value: T): CborMap
}

export type Infer<C> = C extends Codec<infer T> ? T : never

type Key = number | string
type Required = readonly [key: Key, codec: Codec<unknown>]
type Optional = readonly [key: Key, codec: Codec<unknown>, optional: true]
export type Fields = Readonly<Record<string, Required | Optional>>

type OptionalNames<F extends Fields> = {
  [N in keyof F]: F[N] extends Optional ? N : never
}[keyof F]

export type RecordOf<F extends Fields> = {
  [N in Exclude<keyof F, OptionalNames<F>>]: Infer<F[N][1]>
} & { [N in OptionalNames<F>]?: Infer<F[N][1]> } extends infer R
  ? { [N in keyof R]: R[N] }
  : never

const refused = err('')

function checked<T extends CborValue>(accepts: (value: CborValue) => value is T): Codec<T> {
  return { encode: (value) => value, decode: (value) => (accepts(value) ? ok(value) : refused) }
}

/** A text of at most `max` bytes in UTF-8. */
export const text = (max: number): Codec<string> =>
  checked(
    // A UTF-16 unit takes at most three bytes: most texts need not be encoded to be measured.
    (value): value is string =>
      typeof value === 'string' && (value.length * 3 <= max || encodeUtf8(value).length <= max),
  )

/** A safe integer from `min` to `max`. */
export const int = (min: number, max = Number.MAX_SAFE_INTEGER): Codec<number> =>
  checked((value): value is number => typeof value === 'number' && value >= min && value <= max)

export const uint = (max?: number): Codec<number> => int(0, max)

/** A byte string of `min` to `max` bytes. */
export const bytes = (min: number, max = min): Codec<Bytes> =>
  checked(
    (value): value is Bytes => value instanceof Uint8Array && value.length >= min && value.length <= max,
  )

/** Whatever CBOR holds. */
export const anything: Codec<CborValue> = checked((_value): _value is CborValue => true)

export const bool: Codec<boolean> = checked((value): value is boolean => typeof value === 'boolean')

export const literal = <const T extends number | string | boolean>(expected: T): Codec<T> =>
  checked((value): value is T => value === expected)

/** One of a closed set of names, each written as its number. */
export function choice<N extends string>(numbers: Readonly<Record<N, number>>): Codec<N> {
  const names = new Map(Object.keys(numbers).map((name) => [numbers[name as N], name as N]))
  return {
    encode: (name) => numbers[name],
    decode: (value) => {
      const name = typeof value === 'number' ? names.get(value) : undefined
      return name === undefined ? refused : ok(name)
    },
  }
}

/** Like `choice`, for a set that later minor versions may add to: a number without a name is `unknown-` and the number. */
export function openChoice<N extends string>(numbers: Readonly<Record<N, number>>): Codec<N | UnknownValue> {
  const named = choice(numbers)
  return {
    encode: (name) => (isUnknownValue(name) ? Number(name.slice('unknown-'.length)) : named.encode(name)),
    decode: (value) => {
      const name = named.decode(value)
      if (name.ok) return name
      const number = uint(65_535).decode(value)
      return number.ok ? ok<UnknownValue>(`unknown-${number.value}`) : refused
    },
  }
}

/** An array of at most `max` items of one kind. */
export function list<T>(item: Codec<T>, max: number): Codec<readonly T[]> {
  return {
    encode: (values) => values.map((value) => item.encode(value)),
    decode: (value) => {
      if (!isCborArray(value) || value.length > max) return refused
      const values: T[] = []
      for (const [index, held] of value.entries()) {
        const decoded = item.decode(held)
        if (!decoded.ok) return err(`/${index}${decoded.error}`)
        values.push(decoded.value)
      }
      return ok(values)
    },
  }
}

/** An array of exactly two items. */
export function tuple<A, B>(first: Codec<A>, second: Codec<B>): Codec<readonly [A, B]> {
  return {
    encode: ([a, b]) => [first.encode(a), second.encode(b)],
    decode: (value) => {
      if (!isCborArray(value) || value.length !== 2) return refused
      const [left, right] = [first.decode(value[0] ?? null), second.decode(value[1] ?? null)]
      return left.ok && right.ok ? ok([left.value, right.value]) : refused
    },
  }
}

/** A codec for `T` on top of one for its written form `W`; `read` may refuse. */
export function convert<W, T>(
  written: Codec<W>,
  write: (value: T) => W,
  read: (value: W) => Result<T, unknown>,
): Codec<T> {
  return {
    encode: (value) => written.encode(write(value)),
    decode: (value) => {
      const decoded = written.decode(value)
      if (!decoded.ok) return decoded
      const converted = read(decoded.value)
      return converted.ok ? converted : refused
    },
  }
}

/** A field of a record that may be absent. */
export const optional = <T>(key: Key, codec: Codec<T>): readonly [Key, Codec<T>, true] => [key, codec, true]

/** A map with the given keys; keys that are not listed are refused unless `open`, then ignored. */
export function record<const F extends Fields>(fields: F, { open = false } = {}): RecordCodec<RecordOf<F>> {
  // Taken apart once: a loop that takes arrays apart at every scan costs more than what it does with the parts.
  const entries = Object.entries(fields).map(([name, [key, codec, isOptional]]) => ({
    name,
    key,
    codec,
    isOptional,
  }))
  return {
    encode: (value) => {
      const map = new Map<Key, CborValue>()
      for (const { name, key, codec } of entries) {
        const held = (value as Readonly<Record<string, unknown>>)[name]
        if (held !== undefined) map.set(key, codec.encode(held))
      }
      return map
    },
    decode: (value) => {
      if (!(value instanceof Map)) return refused
      const map = value as ReadonlyMap<Key, CborValue>
      const found: Record<string, unknown> = {}
      let known = 0
      for (const { name, key, codec, isOptional } of entries) {
        const held = map.get(key)
        if (held === undefined) {
          if (isOptional) continue
          return err(`/${key}`)
        }
        const decoded = codec.decode(held)
        if (!decoded.ok) return err(`/${key}${decoded.error}`)
        found[name] = decoded.value
        known++
      }
      return open || known === map.size ? ok(found as RecordOf<F>) : refused
    },
  }
}

/**
 * Like `record`, for a map that later minor versions may add keys to: what is not listed is kept as it came in `unread`, the base64url
 * of a CBOR map, and written again.
 */
export function extensibleRecord<const F extends Fields>(
  fields: F,
): RecordCodec<RecordOf<F> & { readonly unread?: string }> {
  const listed = record(fields, { open: true })
  const keys = new Set<Key>(Object.values(fields).map(([key]) => key))
  return {
    encode: (value) => new Map([...listed.encode(value), ...readUnknownFields(value.unread)]),
    decode: (value) => {
      const decoded = listed.decode(value)
      if (!decoded.ok) return decoded
      const rest = [...(value as CborMap)].filter(([key]) => !keys.has(key))
      const unread = rest.length > 0 && { unread: toBase64Url(encodeCbor(new Map(rest))) }
      return ok({ ...decoded.value, ...unread })
    },
  }
}

function readUnknownFields(unread: string | undefined): CborMap {
  const bytes = fromBase64Url(unread ?? '')
  if (!bytes.ok) return new Map()
  const map = decodeCbor(bytes.value, { maxBytes: bytes.value.length, maxItems: bytes.value.length })
  return map.ok && map.value instanceof Map ? map.value : new Map()
}
