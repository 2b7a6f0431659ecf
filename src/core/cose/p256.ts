import { type Bytes, concatBytes, fromHex, toHex } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'

/** A point on P-256 in compressed form, as in RFC 9053 §7.1.1: `x` in 32 bytes, the parity of `y`. */
export type P256PublicKey = { readonly x: Bytes; readonly yIsOdd: boolean }

/** A WebCrypto key, whatever the runtime calls its type. */
export type EcKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** Signs a message with ES256; 64 bytes, r then s. */
export type Sign = (message: Bytes) => Promise<Bytes>

const ES256 = { name: 'ECDSA', hash: 'SHA-256' }
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }

// FIPS 186-5 / SP 800-186 §3.2.1.3.
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}

/**
 * The uncompressed point (65 bytes: 4, x, y) after SEC 1 §2.3.4. Refuses x ≥ p and x for which no point
 * exists. Browsers need not import compressed points, so this is done by hand; the values are public, time
 * may vary.
 */
export function expandPublicKey({ x, yIsOdd }: P256PublicKey): Result<Bytes, 'not_on_curve'> {
  const at = BigInt(`0x0${toHex(x)}`)
  if (x.length !== 32 || at >= P) return err('not_on_curve')
  const square = (at ** 3n - 3n * at + B) % P
  const root = power(square, (P + 1n) / 4n)
  if ((root * root) % P !== square) return err('not_on_curve')
  const y = (root & 1n) === (yIsOdd ? 1n : 0n) ? root : P - root
  const yBytes = fromHex(y.toString(16).padStart(64, '0'))
  return yBytes.ok ? ok(concatBytes(Uint8Array.of(4), x, yBytes.value)) : err('not_on_curve')
}

/** Takes the uncompressed point of WebCrypto's `raw` export (65 bytes) apart. */
export function compressPublicKey(raw: Uint8Array): P256PublicKey {
  return { x: new Uint8Array(raw.subarray(1, 33)), yIsOdd: ((raw[64] ?? 0) & 1) === 1 }
}

const importPoint = async (point: Bytes): Promise<Result<EcKey, 'not_on_curve'>> =>
  ok(await crypto.subtle.importKey('raw', point, CURVE, true, ['verify']))

/**
 * A key for `verifyEs256`. The compressed point is offered first: where the platform takes it, as Node does,
 * finding `y` costs a quarter of what it costs here.
 */
export function importVerifyKey(key: P256PublicKey): Promise<Result<EcKey, 'not_on_curve'>> {
  return importPoint(concatBytes(Uint8Array.of(key.yIsOdd ? 3 : 2), key.x)).catch(() => {
    const point = expandPublicKey(key)
    return point.ok ? importPoint(point.value) : point
  })
}

/** Whether `signature` (64 bytes, r then s) is ES256 over `message`. */
export function verifyEs256(key: EcKey, message: Bytes, signature: Bytes): Promise<boolean> {
  return crypto.subtle.verify(ES256, key, signature, message)
}

/**
 * What checks a scan: WebCrypto, unless whoever scans has something nearer (`VerifyContext`). Both say the same of
 * every key, message and signature.
 */
export type ScanCrypto = {
  readonly verify: typeof verifyEs256
  /** SHA-256. */
  readonly hash: (bytes: Bytes) => Uint8Array | Promise<Uint8Array>
}

export const webCrypto: ScanCrypto = {
  verify: verifyEs256,
  hash: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
}

/** ES256 with a private P-256 key of WebCrypto. */
export function signerOf(privateKey: EcKey): Sign {
  return async (message) => new Uint8Array(await crypto.subtle.sign(ES256, privateKey, message))
}
