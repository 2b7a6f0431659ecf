import { type Bytes, equalBytes } from '../bytes.ts'
import type { CborLimits } from '../cose/cbor.ts'
import { bytes, type Codec, choice, convert, list, literal, optional, record, uint } from '../cose/codec.ts'
import { parseSign1 } from '../cose/sign1.ts'
import { err, ok, type Result } from '../result.ts'
import { CLAIM, coseKey, issuerName, time } from './claims.ts'
import {
  type IssuerKind,
  issueSigned,
  KEY_ID_LENGTH,
  openSigned,
  readKeyId,
  type Signer,
} from './issuer-signed.ts'
import * as signedKinds from './signed-kinds.ts'
import type { RootKey, TrustedKey, TrustList } from './trusted-keys.ts'
import type { KeyRole } from './typ.ts'

export type TrustListError = 'malformed' | 'unknown_key' | 'bad_signature' | 'expired' | 'not_newer'

const trustedKey = (roles: Codec<KeyRole>): Codec<TrustedKey> =>
  record({
    keyId: [1, bytes(KEY_ID_LENGTH)],
    role: [2, roles],
    publicKey: [3, coseKey],
    notBefore: [4, time],
    notAfter: [5, time],
  })

const claimsOf = (roles: Codec<KeyRole>): Codec<TrustList> =>
  convert(
    record({
      issuer: [CLAIM.iss, issuerName],
      expiresAt: [CLAIM.exp, time],
      issuedAt: [CLAIM.iat, time],
      content: [
        CLAIM.bhyt,
        record({
          sequence: [1, uint()],
          keys: [2, list(trustedKey(roles), 64)],
          specimen: optional(3, literal(true)),
        }),
      ],
    }),
    ({ issuer, expiresAt, issuedAt, sequence, keys, specimen }: TrustList) => ({
      issuer,
      expiresAt,
      issuedAt,
      content: { sequence, keys, ...(specimen && { specimen }) },
    }),
    ({ content: { sequence, keys, specimen = false }, ...rest }) => ok({ ...rest, sequence, keys, specimen }),
  )

/** A kind of list of keys that a root certifies. */
export type KeyListKind = IssuerKind<TrustList> & { readonly limits: CborLimits }

/** A kind of such a list; `roles` reads those that may stand in it, and refuses all others. */
export const keyListKind = (typ: string, roles: Codec<KeyRole>): KeyListKind => ({
  typ,
  claims: claimsOf(roles),
  limits: { maxBytes: 16_384 },
})

const TRUST_LIST = keyListKind(signedKinds.trustList.typ, choice({ card: 1, snapshot: 2, status: 3 }))

/** Signs a trust list, or the list of content keys, with a root key. */
export function issueTrustList(
  trustList: TrustList,
  rootSigner: Signer,
  kind: KeyListKind = TRUST_LIST,
): Promise<Bytes> {
  return issueSigned(kind, trustList, rootSigner)
}

/**
 * Verifies a trust list, or the list of content keys, against the roots. `newerThan` is the sequence number
 * held: the same or a lower one is `not_newer`. Whatever the demo root certifies is a specimen, whether or
 * not the list says so.
 */
export async function verifyTrustList(
  bytes: Uint8Array,
  {
    roots,
    now,
    newerThan = -1,
    kind = TRUST_LIST,
  }: { roots: readonly RootKey[]; now: number; newerThan?: number; kind?: KeyListKind },
): Promise<Result<TrustList, TrustListError>> {
  const parsed = parseSign1(bytes, kind.limits)
  if (!parsed.ok) return parsed
  const keyId = readKeyId(kind.typ, parsed.value)
  if (!keyId.ok) return keyId
  const root = roots.find((candidate) => equalBytes(candidate.keyId, keyId.value))
  if (!root) return err('unknown_key')
  const opened = await openSigned(kind, parsed.value, root.publicKey)
  if (!opened.ok) return opened
  if (now >= opened.value.expiresAt) return err('expired')
  if (opened.value.sequence <= newerThan) return err('not_newer')
  return ok({ ...opened.value, specimen: opened.value.specimen || root.demo })
}
