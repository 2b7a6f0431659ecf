import type { Bytes } from '../bytes.ts'
import { type Codec, choice, convert, list, literal, optional, record, text, uint } from '../cose/codec.ts'
import { CLAIM, time } from '../credential/claims.ts'
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
import type { KeyRole } from '../credential/typ.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import { err, ok, type Result } from '../result.ts'
import type { PaymentPurpose } from './payment-intent.ts'
import { MOST_AMOUNT } from './vietqr.ts'

/** Whom a payment insures, and from when to when. */
export type InsuredPeriod = {
  readonly fullName: string
  readonly from: PartialDate
  readonly to: PartialDate
  /** It follows on the former card, begins on the day of payment, or waits (card-period.ts). */
  readonly begins: 'next' | 'at-once' | 'after-waiting'
}

/** What the insurer says that it has received. Times in Unix seconds. */
export type PaymentReceipt = {
  readonly issuedAt: number
  readonly id: string
  readonly personId: string
  readonly requestId: string
  readonly purpose: PaymentPurpose
  /** The contribution, in đồng; what came beyond it is paid back. */
  readonly amount: number
  readonly reference: string
  /** When the last đồng of it was received. */
  readonly paidAt: number
  readonly insured: readonly InsuredPeriod[]
  /** How many months were paid for. */
  readonly months: number
  /** What the state bears beside it, in đồng. */
  readonly support: number
  readonly specimen: boolean
}

const day: Codec<PartialDate> = convert(
  partialDate,
  (date: PartialDate) => date,
  (date) => (date.length === 10 ? ok(date) : err('date')),
)

const insured: Codec<InsuredPeriod> = record({
  fullName: [1, text(300)],
  from: [2, day],
  to: [3, day],
  begins: [4, choice<InsuredPeriod['begins']>({ next: 1, 'at-once': 2, 'after-waiting': 3 })],
})

const claims: Codec<PaymentReceipt> = convert(
  record({
    issuedAt: [CLAIM.iat, time],
    content: [
      CLAIM.bhyt,
      record({
        id: [1, text(32)],
        personId: [2, text(32)],
        requestId: [3, text(64)],
        purpose: [4, choice<PaymentPurpose>({ household: 1, voluntary: 2 })],
        amount: [5, uint(MOST_AMOUNT)],
        reference: [6, text(13)],
        paidAt: [7, time],
        insured: [8, list(insured, 30)],
        specimen: optional(9, literal(true)),
        months: [10, uint(1200)],
        support: [11, uint(MOST_AMOUNT)],
      }),
    ],
  }),
  ({ issuedAt, specimen, ...content }: PaymentReceipt) => ({
    issuedAt,
    content: { ...content, ...(specimen && { specimen }) },
  }),
  ({ content: { specimen = false, ...content }, ...times }) => ok({ ...times, ...content, specimen }),
)

const RECEIPT: IssuerKind<PaymentReceipt> & { readonly role: KeyRole } = {
  ...signedKinds.paymentReceipt,
  claims,
  limits: { maxBytes: 16_384 },
}

/** Signs a receipt with a key of the role `payment`. */
export function issuePaymentReceipt(receipt: PaymentReceipt, signer: Signer): Promise<Bytes> {
  return issueSigned(RECEIPT, receipt, signer)
}

/** Verifies a receipt against the list of payment keys; `other_person` if it is somebody else's. */
export async function verifyPaymentReceipt(
  message: Uint8Array,
  { keys, personId, now }: { keys: TrustList; personId: string; now: number },
): Promise<Result<PaymentReceipt, IssuerSignedError | 'other_person'>> {
  const verified = await verifyIssuerSigned(RECEIPT, message, { trustList: keys, now })
  if (!verified.ok) return verified
  return verified.value.personId === personId ? verified : err('other_person')
}
