import type { Bytes } from '../bytes.ts'
import { type Codec, convert, literal, optional, record, text, uint } from '../cose/codec.ts'
import type { Sign1 } from '../cose/sign1.ts'
import { CLAIM, issuerName, time } from '../credential/claims.ts'
import { partialDate } from '../credential/face-codec.ts'
import {
  type IssuerKind,
  type IssuerSignedError,
  issueSigned,
  type Signer,
  verifyIssuerSigned,
} from '../credential/issuer-signed.ts'
import * as signedKinds from '../credential/signed-kinds.ts'
import type { TrustList } from '../credential/trusted-keys.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import { err, ok, type Result } from '../result.ts'
import type { InsuranceKind } from './history.ts'

/** Whose, as of when, and months paid per kind. */
export type ExtractTotals = {
  readonly fullName: string
  readonly dateOfBirth: PartialDate
  readonly bhxhCode: string
  readonly asOf: PartialDate
  readonly months: Readonly<Record<InsuranceKind, number>>
}

/** The totals of one person, for printed extracts. Times in Unix seconds. */
export type Totals = ExtractTotals & {
  readonly issuer: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly specimen: boolean
}

export type TotalsError = IssuerSignedError | 'expired'

const months = uint(1200)

const claims: Codec<Totals> = convert(
  record({
    issuer: [CLAIM.iss, issuerName],
    expiresAt: [CLAIM.exp, time],
    issuedAt: [CLAIM.iat, time],
    content: [
      CLAIM.bhyt,
      record({
        fullName: [1, text(100)],
        dateOfBirth: [2, partialDate],
        bhxhCode: [3, text(10)],
        asOf: [4, partialDate],
        months: [5, record({ bhxh: [1, months], bhtn: [2, months], tnld: [3, months], bhyt: [4, months] })],
        specimen: optional(21, literal(true)),
      }),
    ],
  }),
  ({ issuer, expiresAt, issuedAt, specimen, ...content }: Totals) => ({
    issuer,
    expiresAt,
    issuedAt,
    content: { ...content, ...(specimen && { specimen }) },
  }),
  ({ content: { specimen = false, ...content }, ...rest }) => ok({ ...rest, ...content, specimen }),
)

const TOTALS: IssuerKind<Totals> & { readonly role: 'snapshot' } = { ...signedKinds.totals, claims }

/** Signs the totals of one person. */
export function issueTotalsToken(totals: Totals, signer: Signer): Promise<Bytes> {
  return issueSigned(TOTALS, totals, signer)
}

/** Verifies a totals token; under a specimen trust list one without the mark is `bad_signature`. */
export async function verifyTotalsToken(
  message: Uint8Array | Sign1,
  context: { trustList: TrustList; now: number },
): Promise<Result<Totals, TotalsError>> {
  const verified = await verifyIssuerSigned(TOTALS, message, context)
  if (!verified.ok) return verified
  if (context.trustList.specimen && !verified.value.specimen) return err('bad_signature')
  return context.now >= verified.value.expiresAt ? err('expired') : verified
}
