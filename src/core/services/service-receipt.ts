import type { Bytes } from '../bytes.ts'
import { bytes, type Codec, convert, literal, optional, record, text, uint } from '../cose/codec.ts'
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

/**
 * That a request has arrived (docs/services.md): its number, what exactly was sent, when, and until when
 * there is to be an answer. Good for ever, without a network; nothing in it is about the person but the
 * opaque id.
 */
export type ServiceReceipt = {
  readonly issuer: string
  /** When it arrived, Unix seconds. */
  readonly issuedAt: number
  readonly number: string
  readonly personId: string
  readonly service: string
  readonly version: number
  /** `hashContent` of what was sent. */
  readonly content: Bytes
  /** The last day for the answer, in Vietnam. */
  readonly deadline: PartialDate
  readonly specimen: boolean
}

const claims: Codec<ServiceReceipt> = convert(
  record({
    issuer: [CLAIM.iss, issuerName],
    issuedAt: [CLAIM.iat, time],
    content: [
      CLAIM.bhyt,
      record({
        number: [1, text(20)],
        personId: [2, text(32)],
        service: [3, text(32)],
        version: [4, uint(1_000_000)],
        content: [5, bytes(32)],
        deadline: [6, partialDate],
        specimen: optional(21, literal(true)),
      }),
    ],
  }),
  ({ issuer, issuedAt, specimen, ...content }: ServiceReceipt) => ({
    issuer,
    issuedAt,
    content: { ...content, ...(specimen && { specimen }) },
  }),
  ({ content: { specimen = false, ...content }, ...rest }) => ok({ ...rest, ...content, specimen }),
)

const RECEIPT: IssuerKind<ServiceReceipt> & { readonly role: 'snapshot' } = {
  ...signedKinds.serviceReceipt,
  claims,
}

/** Signs a receipt: a tagged COSE_Sign1 over a CWT, by a snapshot key. */
export function issueServiceReceipt(receipt: ServiceReceipt, signer: Signer): Promise<Bytes> {
  return issueSigned(RECEIPT, receipt, signer)
}

/**
 * Verifies a receipt; under a specimen trust list one without the mark is `bad_signature`. That it is about
 * what this phone sent is for the caller to compare (`hashContent`).
 */
export async function verifyServiceReceipt(
  message: Uint8Array,
  context: { trustList: TrustList; now: number },
): Promise<Result<ServiceReceipt, IssuerSignedError>> {
  const verified = await verifyIssuerSigned(RECEIPT, message, context)
  const isUnmarked = verified.ok && context.trustList.specimen && !verified.value.specimen
  return isUnmarked ? err('bad_signature') : verified
}
