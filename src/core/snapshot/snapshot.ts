import type { Bytes } from '../bytes.ts'
import type { CardFace, Sex } from '../card/card.ts'
import {
  bool,
  bytes,
  type Codec,
  convert,
  extensibleRecord,
  int,
  list,
  openChoice,
  optional,
  record,
  text,
  tuple,
  uint,
} from '../cose/codec.ts'
import { parseSign1 } from '../cose/sign1.ts'
import { CLAIM, time } from '../credential/claims.ts'
import { cardFace, LONGEST_FULL_NAME, partialDate, sex } from '../credential/face-codec.ts'
import {
  type IssuerKind,
  type IssuerSignedError,
  issueSigned,
  readKeyId,
  type Signer,
  verifyIssuerSigned,
} from '../credential/issuer-signed.ts'
import * as signedKinds from '../credential/signed-kinds.ts'
import type { TrustList } from '../credential/trusted-keys.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import { err, ok, type Result } from '../result.ts'
import type { UnknownValue } from '../unknown-value.ts'
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
  readonly unread?: string
}

export type SnapshotCard = {
  /** Opaque, at most 16 characters; what the wallet and the issuer call this card. */
  readonly cardId: string
  readonly relation: Relation | UnknownValue
  readonly face: CardFace
  /** Today's BHYT text, word for word as the insurer delivers it. */
  readonly hospitalText: string
  /** Whose card it is, where it is a dependant's: their own snapshot can be fetched by it. */
  readonly personId?: string
  readonly unread?: string
}

/**
 * What this version writes. A reader takes every minor version of its major version, keeps what it does not
 * know (`unread`, `unknown-…`) and shows the rest.
 */
export const SNAPSHOT_VERSION = { major: 1, minor: 3 } as const

/** Everything that the issuer says about a person and their dependants, as of one moment. */
export type Snapshot = {
  /** 0 for what was written before versions were. */
  readonly minorVersion: number
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
  readonly unread?: string
}

export type SnapshotError = IssuerSignedError | 'unsupported_version'

const MAX_SNAPSHOT_BYTES = 1024 * 1024
const MAX_CREDENTIAL_BYTES = 512

const holder: Codec<SnapshotHolder> = extensibleRecord({
  fullName: [1, text(LONGEST_FULL_NAME)],
  dateOfBirth: [2, partialDate],
  sex: [3, sex],
  personalId: optional(4, text(12)),
  bhxhCode: [5, text(10)],
})

/**
 * What stands where the bearer code for print stood: wallets of release 0.1.0 refuse a card without those
 * bytes. No code of it is one at a desk.
 */
const NO_PAPER_CODE = Uint8Array.of(0)

const card: Codec<SnapshotCard> = convert(
  extensibleRecord({
    cardId: [1, text(16)],
    relation: [2, openChoice<Relation>({ self: 1, child: 2, spouse: 3, parent: 4, other: 5 })],
    face: [3, cardFace],
    hospitalText: [4, text(2000)],
    paperCredential: optional(5, bytes(1, MAX_CREDENTIAL_BYTES)),
    personId: optional(6, text(32)),
  }),
  (card: SnapshotCard) => ({ ...card, paperCredential: NO_PAPER_CODE }),
  // Earlier issuers have put a bearer code there: none is taken over.
  ({ paperCredential: _, ...card }) => ok(card),
)

const version = tuple(int(1, 65_535), uint(65_535))

const current: Codec<Snapshot> = convert(
  record({
    issuedAt: [CLAIM.iat, time],
    content: [
      CLAIM.bhyt,
      extensibleRecord({
        version: optional(0, version),
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
  ({ issuedAt, minorVersion, ...content }: Snapshot) => ({
    issuedAt,
    content: {
      ...content,
      ...(minorVersion > 0 && { version: [SNAPSHOT_VERSION.major, minorVersion] as const }),
    },
  }),
  ({ issuedAt, content: { version: [, minorVersion] = [1, 0], ...content } }) =>
    ok({ issuedAt, minorVersion, ...content }),
)

/** What any version has: what a reader must know before it can tell that it does not know the rest. */
const anyVersion = record(
  {
    issuedAt: [CLAIM.iat, time],
    content: [CLAIM.bhyt, record({ version: optional(0, version) }, { open: true })],
  },
  { open: true },
)

type OtherVersion = { readonly issuedAt: number; readonly major: number }

const claims: Codec<Snapshot | OtherVersion> = {
  encode: (snapshot) => current.encode(snapshot as Snapshot),
  decode: (value) => {
    const read = anyVersion.decode(value)
    const [major = SNAPSHOT_VERSION.major] = (read.ok && read.value.content.version) || []
    return read.ok && major !== SNAPSHOT_VERSION.major
      ? ok({ issuedAt: read.value.issuedAt, major })
      : current.decode(value)
  },
}

const SNAPSHOT: IssuerKind<Snapshot | OtherVersion> & { readonly role: 'snapshot' } = {
  ...signedKinds.snapshot,
  claims,
  limits: { maxBytes: MAX_SNAPSHOT_BYTES, maxItems: 200_000 },
}

/** Signs a snapshot: a tagged COSE_Sign1 over a CWT. */
export function issueSnapshot(snapshot: Snapshot, signer: Signer): Promise<Bytes> {
  return issueSigned(SNAPSHOT, snapshot, signer)
}

/** The id of the key that a snapshot names, if it has the form of one; nothing of it is verified here. */
export function readSnapshotKeyId(message: Uint8Array): Result<Bytes, 'malformed'> {
  const parsed = parseSign1(message, SNAPSHOT.limits)
  return parsed.ok ? readKeyId(SNAPSHOT.typ, parsed.value) : err('malformed')
}

/**
 * Verifies a snapshot; whether it is newer than the one held is for `compareSnapshot` to say. A validly
 * signed one of another major version is `unsupported_version`. The credentials inside are not verified here;
 * a desk does that.
 */
export async function verifySnapshot(
  message: Uint8Array,
  context: { trustList: TrustList; now: number },
): Promise<Result<Snapshot, SnapshotError>> {
  const verified = await verifyIssuerSigned(SNAPSHOT, message, context)
  if (!verified.ok) return verified
  const snapshot = verified.value
  return 'major' in snapshot ? err('unsupported_version') : ok(snapshot)
}
