import { type Bytes, fromBase64Url, toBase64Url } from '../../../src/core/bytes.ts'

/** Rows of the device database as JSON: bytes as `{ "$bytes": base64url }`, keys as `{ "$jwk": …, "$algorithm": … }`. */

const signing = { name: 'ECDSA', namedCurve: 'P-256' }

export async function toFossil(value: unknown): Promise<unknown> {
  if (value instanceof Uint8Array) return { $bytes: toBase64Url(value) }
  if (value instanceof CryptoKey) return { $jwk: await crypto.subtle.exportKey('jwk', value) }
  if (Array.isArray(value)) return Promise.all(value.map(toFossil))
  if (typeof value !== 'object' || value === null) return value
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, inner]) => [key, await toFossil(inner)] as const),
  )
  return Object.fromEntries(entries)
}

export async function fromFossil(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(fromFossil))
  if (typeof value !== 'object' || value === null) return value
  if ('$bytes' in value) return readBytes(value.$bytes)
  if ('$jwk' in value)
    return crypto.subtle.importKey('jwk', value.$jwk as JsonWebKey, signing, false, ['sign'])
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, inner]) => [key, await fromFossil(inner)] as const),
  )
  return Object.fromEntries(entries)
}

function readBytes(text: unknown): Bytes {
  const bytes = fromBase64Url(String(text))
  if (!bytes.ok) throw new Error('fossil: not base64url')
  return bytes.value
}
