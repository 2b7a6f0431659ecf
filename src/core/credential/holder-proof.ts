import { type Bytes, equalBytes } from '../bytes.ts'
import { decodeCbor, encodeCbor } from '../cose/cbor.ts'
import { bytes, literal, record, text } from '../cose/codec.ts'
import { importVerifyKey, type P256PublicKey, type Sign, verifyEs256 } from '../cose/p256.ts'
import { ES256, HEADER, parseSign1, signSign1 } from '../cose/sign1.ts'
import { err, ok, type Result } from '../result.ts'
import { CLAIM, confirmation } from './claims.ts'
import { SIGNED_KINDS } from './typ.ts'

const { typ } = SIGNED_KINDS.holderProof

const AUDIENCE = 'urn:vi-bhyt:issuer'

const header = record({ alg: [HEADER.alg, literal(ES256)], typ: [HEADER.typ, literal(typ)] })

const claims = record({
  audience: [CLAIM.aud, literal(AUDIENCE)],
  holderKey: [CLAIM.cnf, confirmation],
  nonce: [CLAIM.cnonce, bytes(8, 64)],
  card: [CLAIM.bhyt, record({ cardId: [1, text(16)] })],
})

/** Proves to the issuer that this device can sign with `publicKey`, for one card and one nonce of the issuer (8–64 bytes). */
export function issueHolderProof(proof: {
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

export type HolderProofDefect = 'malformed' | 'bad_signature' | 'wrong_card' | 'wrong_nonce'

/** The holder key that signed the proof. Here the key is inside, so the payload is read before the signature is checked. */
export async function verifyHolderProof(
  proof: Uint8Array,
  expected: { cardId: string; nonce: Bytes },
): Promise<Result<P256PublicKey, HolderProofDefect>> {
  const parsed = parseSign1(proof, { maxBytes: 2048 })
  if (!parsed.ok) return parsed
  const payload = decodeCbor(parsed.value.payload)
  const read = payload.ok ? claims.decode(payload.value) : payload
  if (!read.ok || !header.decode(parsed.value.protectedHeader).ok) return err('malformed')
  const { holderKey, nonce, card } = read.value
  const key = await importVerifyKey(holderKey)
  if (!key.ok) return err('malformed')
  if (!(await verifyEs256(key.value, parsed.value.sigStructure, parsed.value.signature)))
    return err('bad_signature')
  if (card.cardId !== expected.cardId) return err('wrong_card')
  return equalBytes(nonce, expected.nonce) ? ok(holderKey) : err('wrong_nonce')
}
