import { type Bytes, fromBase64Url, toBase64Url } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'
import { KEY_ID_LENGTH } from './issuer-signed.ts'
import type { RootKey } from './trusted-keys.ts'

/**
 * Roots of trust as JSON, for build configuration and environment: a list of
 * `{ "keyId": base64url of 4 bytes, "x": base64url of 32 bytes, "yIsOdd": boolean, "demo": boolean }`.
 */
export function parseRootKeys(json: string): Result<RootKey[], 'malformed'> {
  let entries: unknown
  try {
    entries = JSON.parse(json)
  } catch {
    return err('malformed')
  }
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > 8) return err('malformed')
  const roots = entries.map(readRootKey)
  return roots.every((root) => root !== undefined) ? ok(roots) : err('malformed')
}

/** The JSON that `parseRootKeys` reads. */
export function writeRootKeys(roots: readonly RootKey[]): string {
  return JSON.stringify(
    roots.map(({ keyId, publicKey, demo }) => ({
      keyId: toBase64Url(keyId),
      x: toBase64Url(publicKey.x),
      yIsOdd: publicKey.yIsOdd,
      demo,
    })),
  )
}

function readRootKey(entry: unknown): RootKey | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { keyId, x, yIsOdd, demo } = entry as Record<string, unknown>
  const id = readBytes(keyId, KEY_ID_LENGTH)
  const at = readBytes(x, 32)
  if (!id || !at || typeof yIsOdd !== 'boolean' || typeof demo !== 'boolean') return undefined
  return { keyId: id, publicKey: { x: at, yIsOdd }, demo }
}

function readBytes(value: unknown, length: number): Bytes | undefined {
  const bytes = typeof value === 'string' ? fromBase64Url(value) : undefined
  return bytes?.ok && bytes.value.length === length ? bytes.value : undefined
}
