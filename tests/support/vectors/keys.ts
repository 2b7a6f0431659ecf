import { createECDH, createHash, createHmac } from 'node:crypto'
import type { Bytes } from '../../../src/core/bytes.ts'
import { compressPublicKey, type P256PublicKey, type Sign } from '../../../src/core/cose/p256.ts'
import type { Signer } from '../../../src/core/credential/issuer-signed.ts'

/**
 * Keys that everybody can compute, for test vectors only: the private half is the SHA-256 of a name.
 * Signatures are deterministic (RFC 6979), so the vectors come out the same on every run.
 */

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const toBigInt = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const toBytes = (value: bigint) => new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'))
const modulo = (value: bigint) => ((value % ORDER) + ORDER) % ORDER

function invert(value: bigint): bigint {
  let [a, b, x, y] = [modulo(value), ORDER, 1n, 0n]
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x]
  return modulo(x)
}

function multiplyGenerator(scalar: Bytes): Bytes {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(scalar)
  return new Uint8Array(ecdh.getPublicKey())
}

/**
 * ES256 with the nonce of RFC 6979 §3.2 (one round: a second is never needed here, and asked for by a throw).
 */
export function signDeterministically(privateKey: Bytes, message: Uint8Array): Bytes {
  const digest = createHash('sha256').update(message).digest()
  const hmac = (key: Uint8Array, ...parts: Uint8Array[]) =>
    parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest()
  const seed = [privateKey, toBytes(modulo(toBigInt(digest)))]
  let key: Uint8Array = new Uint8Array(32)
  let value: Uint8Array = new Uint8Array(32).fill(1)
  for (const round of [0, 1]) {
    key = hmac(key, value, Uint8Array.of(round), ...seed)
    value = hmac(key, value)
  }
  const nonce = hmac(key, value)
  if (toBigInt(nonce) === 0n || toBigInt(nonce) >= ORDER) throw new Error('choose another message')
  const r = modulo(toBigInt(multiplyGenerator(new Uint8Array(nonce)).subarray(1, 33)))
  const s = modulo(invert(toBigInt(nonce)) * (toBigInt(digest) + r * toBigInt(privateKey)))
  return new Uint8Array([...toBytes(r), ...toBytes(s)])
}

/** The other signature that fits the same message: (r, n − s). */
export function malleate(signature: Uint8Array): Bytes {
  return new Uint8Array([...signature.subarray(0, 32), ...toBytes(ORDER - toBigInt(signature.subarray(32)))])
}

export type DangerousKey = Signer & { readonly publicKey: P256PublicKey; readonly sign: Sign }

function makeDangerousKey(name: string): DangerousKey {
  const privateKey = new Uint8Array(createHash('sha256').update(`DANGEROUS test key: ${name}`).digest())
  const point = multiplyGenerator(privateKey)
  return {
    keyId: new Uint8Array(createHash('sha256').update(point).digest().subarray(0, 4)),
    publicKey: compressPublicKey(point),
    sign: async (message) => signDeterministically(privateKey, message),
  }
}

export const DANGEROUS_KEYS = {
  productionRoot: makeDangerousKey('production root'),
  demoRoot: makeDangerousKey('demo root'),
  card: makeDangerousKey('card'),
  retiredCard: makeDangerousKey('retired card'),
  snapshot: makeDangerousKey('snapshot'),
  status: makeDangerousKey('status'),
  nextStatus: makeDangerousKey('next status'),
  holder: makeDangerousKey('holder'),
  otherHolder: makeDangerousKey('other holder'),
  rogue: makeDangerousKey('rogue'),
} as const
