import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { type Bytes, concatBytes } from '../../core/bytes.ts'
import { type P256PublicKey, type Sign, signerOf } from '../../core/cose/p256.ts'
import { KEY_ID_LENGTH } from '../../core/credential/issuer-signed.ts'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }

/**
 * SubjectPublicKeyInfo of a compressed P-256 point (RFC 5480), up to the point: OpenSSL expands it, faster than
 * BigInt.
 */
const SPKI_PREFIX = Uint8Array.of(
  ...[0x30, 0x39, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86],
  ...[0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x22, 0x00],
)

/** A new private key. */
export function generatePrivateKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

/** A private key from its scalar, 32 bytes. */
export function importPrivateScalar(scalar: Uint8Array): KeyObject {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(scalar)
  const point = curve.getPublicKey()
  const coordinate = (from: number) => point.subarray(from, from + 32).toString('base64url')
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: coordinate(1),
      y: coordinate(33),
      d: Buffer.from(scalar).toString('base64url'),
    },
  })
}

/** The public half of a private (or public) key, compressed: 33 bytes after SEC 1 §2.3.3. */
export function compressPoint(key: KeyObject): Bytes {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' })
  const isOdd = (Buffer.from(y, 'base64url').at(-1) ?? 0) & 1
  return concatBytes(Uint8Array.of(2 + isOdd), Buffer.from(x, 'base64url'))
}

/** A compressed point as core knows it. */
export function toP256PublicKey(point: Uint8Array): P256PublicKey {
  return { x: new Uint8Array(point.subarray(1)), yIsOdd: point[0] === 3 }
}

/** A compressed point of 33 bytes. */
export function toCompressedPoint({ x, yIsOdd }: P256PublicKey): Bytes {
  return concatBytes(Uint8Array.of(yIsOdd ? 3 : 2), x)
}

/** How the trust list names a key: the first bytes of the SHA-256 of its compressed point. */
export function toKeyId(point: Uint8Array): Bytes {
  return new Uint8Array(createHash('sha256').update(point).digest().subarray(0, KEY_ID_LENGTH))
}

/**
 * A compressed point as `node:crypto` takes a public key. OpenSSL expands it at each use, which for a key
 * that is used once costs half of importing it first.
 */
export function describePublicPoint(point: Uint8Array) {
  return {
    key: Buffer.concat([SPKI_PREFIX, point]),
    format: 'der',
    type: 'spki',
    dsaEncoding: 'ieee-p1363',
  } as const
}

/** Signs with a private key, for commands and tests. The service signs on a thread, see signature-thread.ts. */
export function createSign(key: KeyObject): Sign {
  return signerOf(key.toCryptoKey(CURVE, false, ['sign']))
}
