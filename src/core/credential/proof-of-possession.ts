import { type Bytes, equalBytes } from '../bytes.ts'
import { decodeCbor, encodeCbor } from '../cose/cbor.ts'
import { bytes, literal, record, text } from '../cose/codec.ts'
import { importVerifyKey, type P256PublicKey, type Sign, verifyEs256 } from '../cose/p256.ts'
import { ES256, HEADER, parseSign1, type Sign1, signSign1 } from '../cose/sign1.ts'
import { err, ok, type Result } from '../result.ts'
import { CLAIM, confirmation } from './claims.ts'
import * as signedKinds from './signed-kinds.ts'

const { typ } = signedKinds.holderProof

const AUDIENCE = 'urn:vi-bhyt:issuer'

const header = record({ alg: [HEADER.alg, literal(ES256)], typ: [HEADER.typ, literal(typ)] })

const claims = record({
  audience: [CLAIM.aud, literal(AUDIENCE)],
  holderKey: [CLAIM.cnf, confirmation],
  nonce: [CLAIM.cnonce, bytes(8, 64)],
  card: [CLAIM.bhyt, record({ cardId: [1, text(16)] })],
})

/**
 * Proves to the issuer that this device can sign with `publicKey`, for one card and one nonce of the issuer
 * (8–64 bytes).
 */
export function issueProofOfPossession(proof: {
  cardId: string
  nonce: Bytes
  publicKey: P256PublicKey
  sign: Sign
}): Promise<Bytes> {
  const { cardId, nonce, publicKey, sign } = proof
  return signSign1({
    protectedHeader: header.encode({ alg: ES256, typ }),
    payload: encodeCbor(claims.encode({ audience: AUDIENCE, holderKey: publicKey, nonce, card: { cardId } })),
    sign,
  })
}

export type ProofOfPossessionError = 'malformed' | 'bad_signature' | 'wrong_card' | 'wrong_nonce'

/** What a proof says; authentic only once its signature is checked with the key that is inside it. */
export type ProofOfPossession = {
  readonly cardId: string
  readonly nonce: Bytes
  readonly holderKey: P256PublicKey
  readonly sign1: Sign1
}

/**
 * Takes a proof (at most 2048 bytes) apart without checking its signature, for an issuer that knows the
 * holder key.
 */
export function readProofOfPossession(proof: Uint8Array): Result<ProofOfPossession, 'malformed'> {
  const parsed = parseSign1(proof, { maxBytes: 2048 })
  if (!parsed.ok) return parsed
  const payload = decodeCbor(parsed.value.payload)
  const read = payload.ok ? claims.decode(payload.value) : payload
  if (!read.ok || !header.decode(parsed.value.protectedHeader).ok) return err('malformed')
  const { holderKey, nonce, card } = read.value
  return ok({ cardId: card.cardId, nonce, holderKey, sign1: parsed.value })
}

/**
 * The holder key that signed the proof. Here the key is inside, so the payload is read before the signature
 * is checked.
 */
export async function verifyProofOfPossession(
  proof: Uint8Array,
  expected: { cardId: string; nonce: Bytes },
): Promise<Result<P256PublicKey, ProofOfPossessionError>> {
  const read = readProofOfPossession(proof)
  if (!read.ok) return read
  const { holderKey, nonce, cardId, sign1 } = read.value
  const key = await importVerifyKey(holderKey)
  if (!key.ok) return err('malformed')
  if (!(await verifyEs256(key.value, sign1.sigStructure, sign1.signature))) return err('bad_signature')
  if (cardId !== expected.cardId) return err('wrong_card')
  return equalBytes(nonce, expected.nonce) ? ok(holderKey) : err('wrong_nonce')
}
