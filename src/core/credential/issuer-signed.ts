import { type Bytes, equalBytes } from '../bytes.ts'
import { type CborLimits, type CborValue, decodeCbor, encodeCbor } from '../cose/cbor.ts'
import type { Codec } from '../cose/codec.ts'
import { importVerifyKey, type P256PublicKey, type ScanCrypto, type Sign, verifyEs256 } from '../cose/p256.ts'
import { ES256, HEADER, parseSign1, type Sign1, signSign1 } from '../cose/sign1.ts'
import { err, ok, type Result } from '../result.ts'
import type { TrustedKey, TrustList } from './trusted-keys.ts'
import type { KeyRole } from './typ.ts'

/** A signing key of the issuer and the id under which the trust list knows it. */
export type Signer = { readonly keyId: Bytes; readonly sign: Sign }

/** A kind of thing that the issuer signs. */
export type IssuerKind<C> = {
  readonly typ: string
  readonly claims: Codec<C>
  readonly limits?: CborLimits
}

export type IssuerSignedError = 'malformed' | 'unknown_key' | 'bad_signature' | 'trust_list_expired'

export const KEY_ID_LENGTH = 4

/** Signs claims of one kind: COSE_Sign1 with alg, kid and typ in the protected header. */
export function issueSigned<C>(kind: IssuerKind<C>, claims: C, { keyId, sign }: Signer): Promise<Bytes> {
  return signSign1({
    protectedHeader: new Map<number, CborValue>([
      [HEADER.alg, ES256],
      [HEADER.kid, keyId],
      [HEADER.typ, kind.typ],
    ]),
    payload: encodeCbor(kind.claims.encode(claims)),
    sign,
  })
}

/** The key id that a message names, if it is of this kind (headers exactly alg, kid and typ). */
export function readKeyId(typ: string, { protectedHeader }: Sign1): Result<Bytes, 'malformed'> {
  const keyId = protectedHeader.get(HEADER.kid)
  // Which alg it is, was read with the message.
  const isKind = protectedHeader.size === 3 && protectedHeader.get(HEADER.typ) === typ
  return isKind && keyId instanceof Uint8Array && keyId.length === KEY_ID_LENGTH
    ? ok(keyId)
    : err('malformed')
}

/** By the object that the key was read into: the keys of a trust list are needed at every scan. */
const imported = new WeakMap<P256PublicKey, ReturnType<typeof importVerifyKey>>()

function importOnce(key: P256PublicKey) {
  const made = imported.get(key) ?? importVerifyKey(key)
  imported.set(key, made)
  return made
}

/** Checks the signature, then reads the claims. */
export async function openSigned<C>(
  kind: IssuerKind<C>,
  sign1: Sign1,
  publicKey: P256PublicKey,
  verify = verifyEs256,
): Promise<Result<C, 'malformed' | 'bad_signature'>> {
  const key = await importOnce(publicKey)
  if (!key.ok || !(await verify(key.value, sign1.sigStructure, sign1.signature))) return err('bad_signature')
  const payload = decodeCbor(sign1.payload, kind.limits)
  const claims = payload.ok ? kind.claims.decode(payload.value) : payload
  return claims.ok ? claims : err('malformed')
}

function findTrustedKey(list: TrustList, role: KeyRole, keyId: Bytes): TrustedKey | undefined {
  return list.keys.find((key) => key.role === role && equalBytes(key.keyId, keyId))
}

/**
 * Verifies a message of one kind against the trust list, in this order: form and header; trust list in force;
 * key known for this role; signature; claims; issuer as listed; issued while the key was in use.
 * `unknown_key` also stands for the last two: the key is not known for that issuer or that time.
 */
export async function verifyIssuerSigned<C extends { issuedAt: number; issuer?: string }>(
  kind: IssuerKind<C> & { readonly role: KeyRole },
  message: Uint8Array | Sign1,
  { trustList, now, engine }: { trustList: TrustList; now: number; engine?: ScanCrypto },
): Promise<Result<C, IssuerSignedError>> {
  const parsed = message instanceof Uint8Array ? parseSign1(message, kind.limits) : ok(message)
  if (!parsed.ok) return parsed
  const keyId = readKeyId(kind.typ, parsed.value)
  if (!keyId.ok) return keyId
  if (now >= trustList.expiresAt) return err('trust_list_expired')
  const trusted = findTrustedKey(trustList, kind.role, keyId.value)
  if (!trusted) return err('unknown_key')
  const claims = await openSigned(kind, parsed.value, trusted.publicKey, engine?.verify)
  if (!claims.ok) return claims
  const { issuer = trustList.issuer, issuedAt } = claims.value
  const inUse = issuedAt >= trusted.notBefore && issuedAt <= trusted.notAfter
  return inUse && issuer === trustList.issuer ? claims : err('unknown_key')
}
