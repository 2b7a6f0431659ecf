import { bool, bytes, type Codec, convert, literal, record, text, uint } from '../cose/codec.ts'
import type { P256PublicKey } from '../cose/p256.ts'
import { ok } from '../result.ts'

/** CWT claims (RFC 8392, RFC 8747); everything of this format's own is in one private claim. */
export const CLAIM = { iss: 1, sub: 2, aud: 3, exp: 4, iat: 6, cnf: 8, cnonce: 39, bhyt: -65_537 } as const

/** Unix seconds up to the end of the year 9999. */
export const time = uint(253_402_300_799)

/** Short name of the issuer, as in its trust list. */
export const issuerName = text(16)

/** COSE_Key (RFC 9053 §7.1.1): EC2, P-256, compressed. Whether the point exists is checked when the key is imported. */
export const coseKey: Codec<P256PublicKey> = convert(
  record({
    kty: [1, literal(2)],
    curve: [-1, literal(1)],
    x: [-2, bytes(32)],
    yIsOdd: [-3, bool],
  }),
  ({ x, yIsOdd }: P256PublicKey) => ({ kty: 2 as const, curve: 1 as const, x, yIsOdd }),
  ({ x, yIsOdd }) => ok({ x, yIsOdd }),
)

/** `cnf` with a COSE_Key (RFC 8747 §3.2). */
export const confirmation: Codec<P256PublicKey> = convert(
  record({ key: [1, coseKey] }),
  (key: P256PublicKey) => ({ key }),
  ({ key }) => ok(key),
)
