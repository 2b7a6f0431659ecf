import type { Bytes } from '../bytes.ts'
import { decodeCbor, encodeCbor } from '../cose/cbor.ts'
import { anything, bytes, convert, type Infer, literal, optional, record, text } from '../cose/codec.ts'
import type { Sign } from '../cose/p256.ts'
import { ES256, HEADER, readSign1, type Sign1, signSign1 } from '../cose/sign1.ts'
import { err, ok, type Result } from '../result.ts'
import { CLAIM, time } from './claims.ts'
import { isPosterAudience, NONCE_LENGTH } from './desk.ts'
import * as signedKinds from './signed-kinds.ts'

const { typ } = signedKinds.keyBinding

const header = record({
  alg: [HEADER.alg, literal(ES256)],
  credential: [HEADER.kcwt, anything],
  typ: [HEADER.typ, literal(typ)],
})

const written = record({
  audience: [CLAIM.aud, text(64)],
  issuedAt: [CLAIM.iat, time],
  nonce: optional(CLAIM.cnonce, bytes(NONCE_LENGTH)),
})

export type KeyBindingClaims = Infer<typeof written>

/** A poster asks no nonce, so an answer to it that has one was made for something else. */
const claims = convert(
  written,
  (token: KeyBindingClaims) => token,
  (token) => (isPosterAudience(token.audience) && token.nonce ? err('nonce') : ok(token)),
)

/**
 * Signs a key-binding token (after draft-ietf-spice-sd-cwt): proves that the holder of the key in
 * `credential` shows it now, to `audience`. `issuedAt` in Unix seconds, not before the credential's `iat`
 * even if the phone's clock says so, and before its `exp`. `nonce`: the 16 bytes of a desk's code.
 * @throws RangeError if `credential` is not CBOR: credentials are verified before they are kept.
 */
export function issueKeyBindingToken(token: {
  credential: Bytes
  audience: string
  issuedAt: number
  nonce?: Bytes
  sign: Sign
}): Promise<Bytes> {
  const { sign, credential, ...rest } = token
  const decoded = decodeCbor(credential)
  if (!decoded.ok) throw new RangeError('credential is not CBOR')
  return signSign1({
    protectedHeader: header.encode({ alg: ES256, credential: decoded.value, typ }),
    payload: encodeCbor(claims.encode(rest)),
    sign,
  })
}

/** The credential inside a key-binding token; `not_key_binding` if `token` is of another kind. */
export function readBoundCredential(token: Sign1): Result<Sign1, 'not_key_binding' | 'malformed'> {
  if (token.protectedHeader.get(HEADER.typ) !== typ) return err('not_key_binding')
  const decoded = header.decode(token.protectedHeader)
  return decoded.ok ? readSign1(decoded.value.credential) : err('malformed')
}

/** The claims of a key-binding token whose signature has been checked. */
export function readKeyBindingClaims(token: Sign1): Result<KeyBindingClaims, 'malformed'> {
  const payload = decodeCbor(token.payload)
  const decoded = payload.ok ? claims.decode(payload.value) : payload
  return decoded.ok ? ok(decoded.value) : err('malformed')
}
