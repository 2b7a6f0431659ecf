import type { Bytes } from '../bytes.ts'
import type { CardFace, Sex } from '../card/card.ts'
import type { PartialDate } from '../card/partial-date.ts'
import {
  bool,
  bytes,
  type Codec,
  choice,
  convert,
  list,
  optional,
  record,
  text,
  uint,
} from '../cose/codec.ts'
import { CLAIM, time } from '../credential/claims.ts'
import { cardFace, partialDate, sex } from '../credential/face-codec.ts'
import {
  type IssuerKind,
  type IssuerSignedDefect,
  issueSigned,
  type Signer,
  verifyIssuerSigned,
} from '../credential/issuer-signed.ts'
import type { TrustList } from '../credential/trust-list.ts'
import { SIGNED_KINDS } from '../credential/typ.ts'
import { err, ok, type Result } from '../result.ts'
import {
  type BenefitPeriod,
  benefitPeriod,
  type ParticipationPeriod,
  participationPeriod,
  type Visit,
  visit,
} from './history.ts'

export type Relation = 'self' | 'child' | 'spouse' | 'parent' | 'other'

export type SnapshotHolder = {
  readonly fullName: string
  readonly dateOfBirth: PartialDate
  readonly sex: Sex
  /** Personal number (CCCD), 12 digits. */
  readonly personalId?: string
  readonly bhxhCode: string
}

export type SnapshotCard = {
  /** Opaque, at most 16 characters; what the wallet and the issuer call this card. */
  readonly cardId: string
  readonly relation: Relation
  readonly face: CardFace
  /** Today's BHYT text, word for word as the insurer delivers it. */
  readonly hospitalText: string
  /** A card credential without holder key, for print. */
  readonly paperCredential: Bytes
}

/** Everything that the issuer says about a person and their dependants, as of one moment. */
export type Snapshot = {
  /** Grows with every change; never repeats for a person. */
  readonly sequence: number
  /** Unix seconds. */
  readonly issuedAt: number
  /** Opaque; the same as long as the account exists. */
  readonly personId: string
  readonly holder: SnapshotHolder
  /** Whether desks take live codes: decides which code the card shows first. */
  readonly desksVerify: boolean
  /** Own card first, then dependants. */
  readonly cards: readonly SnapshotCard[]
  readonly participation: readonly ParticipationPeriod[]
  readonly benefits: readonly BenefitPeriod[]
  readonly visits: readonly Visit[]
  /** The totals for printed extracts, see totals-token.ts. */
  readonly totalsToken: Bytes
}

export type SnapshotDefect = IssuerSignedDefect | 'not_newer' | 'other_person'

const MAX_SNAPSHOT_BYTES = 512 * 1024
const MAX_CREDENTIAL_BYTES = 512

const holder: Codec<SnapshotHolder> = record({
  fullName: [1, text(100)],
  dateOfBirth: [2, partialDate],
  sex: [3, sex],
  personalId: optional(4, text(12)),
  bhxhCode: [5, text(10)],
})

const card: Codec<SnapshotCard> = record({
  cardId: [1, text(16)],
  relation: [2, choice<Relation>({ self: 1, child: 2, spouse: 3, parent: 4, other: 5 })],
  face: [3, cardFace],
  hospitalText: [4, text(2000)],
  paperCredential: [5, bytes(1, MAX_CREDENTIAL_BYTES)],
})

const claims: Codec<Snapshot> = convert(
  record({
    issuedAt: [CLAIM.iat, time],
    content: [
      CLAIM.bhyt,
      record({
        sequence: [1, uint()],
        personId: [2, text(32)],
        holder: [3, holder],
        desksVerify: [4, bool],
        cards: [5, list(card, 32)],
        participation: [6, list(participationPeriod, 3000)],
        benefits: [7, list(benefitPeriod, 2000)],
        visits: [8, list(visit, 3000)],
        totalsToken: [9, bytes(1, MAX_CREDENTIAL_BYTES)],
      }),
    ],
  }),
  ({ issuedAt, ...content }: Snapshot) => ({ issuedAt, content }),
  ({ issuedAt, content }) => ok({ issuedAt, ...content }),
)

const SNAPSHOT: IssuerKind<Snapshot> & { readonly role: 'snapshot' } = {
  ...SIGNED_KINDS.snapshot,
  claims,
  limits: { maxBytes: MAX_SNAPSHOT_BYTES, maxItems: 200_000 },
}

/** Signs a snapshot: a tagged COSE_Sign1 over a CWT. */
export function issueSnapshot(snapshot: Snapshot, signer: Signer): Promise<Bytes> {
  return issueSigned(SNAPSHOT, snapshot, signer)
}

/**
 * Verifies a snapshot. `newerThan` is the one held: another person's is `other_person`, the same or a lower sequence number is
 * `not_newer`. The credentials inside are not verified here; a desk does that.
 */
export async function verifySnapshot(
  message: Uint8Array,
  context: { trustList: TrustList; now: number; newerThan?: { personId: string; sequence: number } },
): Promise<Result<Snapshot, SnapshotDefect>> {
  const verified = await verifyIssuerSigned(SNAPSHOT, message, context)
  if (!verified.ok) return verified
  const { newerThan: held } = context
  if (held && held.personId !== verified.value.personId) return err('other_person')
  return held && verified.value.sequence <= held.sequence ? err('not_newer') : verified
}
