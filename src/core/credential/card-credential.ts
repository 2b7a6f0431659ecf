import type { Bytes } from '../bytes.ts'
import type { CardFace } from '../card/card.ts'
import { type Codec, convert, literal, optional, record, tuple, uint } from '../cose/codec.ts'
import type { P256PublicKey } from '../cose/p256.ts'
import { err, ok } from '../result.ts'
import { CLAIM, confirmation, issuerName, time } from './claims.ts'
import { credentialFaceFields } from './face-codec.ts'
import { type IssuerKind, issueSigned, type Signer } from './issuer-signed.ts'
import * as signedKinds from './signed-kinds.ts'

/** Which bit of which status list revokes a credential. */
export type StatusReference = { readonly list: number; readonly index: number }

/** What the issuer says about one card. Times in Unix seconds. */
export type CardCredential = {
  readonly issuer: string
  readonly issuedAt: number
  /** At most 30 days after `issuedAt`. */
  readonly expiresAt: number
  /** The key that has to sign along; absent on paper. */
  readonly holderKey?: P256PublicKey
  /** Without `facilityName` and `placeOfIssue`, which a credential does not carry. */
  readonly face: CardFace
  readonly status?: StatusReference
  /** Certifies an invented person. */
  readonly specimen: boolean
  /** By what right somebody else holds it for the person; absent where the person does. */
  readonly relation?: number
}

/** The relations that have a meaning today; every other number is unknown, and amber at a desk. */
export const RELATION = { carer: 1 } as const

export const MAX_CREDENTIAL_LIFE = 30 * 86_400

const statusReference: Codec<StatusReference> = convert(
  tuple(uint(0xffff), uint(0xff_ffff)),
  ({ list, index }: StatusReference) => [list, index] as const,
  ([list, index]) => ok({ list, index }),
)

const relation: Codec<number> = convert(
  uint(0xffff),
  (number: number) => number,
  (number) => (number > 0 ? ok(number) : err('relation')),
)

const claims: Codec<CardCredential> = convert(
  record({
    issuer: [CLAIM.iss, issuerName],
    expiresAt: [CLAIM.exp, time],
    issuedAt: [CLAIM.iat, time],
    holderKey: optional(CLAIM.cnf, confirmation),
    card: [
      CLAIM.bhyt,
      record({
        ...credentialFaceFields,
        status: optional(20, statusReference),
        specimen: optional(21, literal(true)),
        relation: optional(22, relation),
      }),
    ],
  }),
  ({ face, status, specimen, relation, ...rest }: CardCredential) => ({
    ...rest,
    card: {
      ...face,
      ...(status && { status }),
      ...(specimen && { specimen }),
      ...(relation !== undefined && { relation }),
    },
  }),
  ({ card: { status, specimen = false, relation, ...face }, ...rest }) => {
    const life = rest.expiresAt - rest.issuedAt
    if (life <= 0 || life > MAX_CREDENTIAL_LIFE) return err('life')
    return ok({
      ...rest,
      face,
      ...(status && { status }),
      specimen,
      ...(relation !== undefined && { relation }),
    })
  },
)

export const CARD_CREDENTIAL: IssuerKind<CardCredential> & { readonly role: 'card' } = {
  ...signedKinds.card,
  claims,
}

/**
 * Signs a card credential: a tagged COSE_Sign1 over a CWT. The caller sees to it that `exp` is at most 30
 * days after `iat`.
 */
export function issueCardCredential(credential: CardCredential, signer: Signer): Promise<Bytes> {
  return issueSigned(CARD_CREDENTIAL, credential, signer)
}
