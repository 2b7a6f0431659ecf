import type { Bytes } from '../bytes.ts'
import { type Codec, choice, convert, literal, optional, record, text, uint } from '../cose/codec.ts'
import { CLAIM, time } from '../credential/claims.ts'
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
import { err, ok, type Result } from '../result.ts'
import { type Payee, SPECIMEN_BIN } from './payee.ts'
import { isPaymentReference } from './payment-reference.ts'
import { MOST_AMOUNT, readVietQr } from './vietqr.ts'

/** What is paid for. */
export const paymentPurposes = ['household', 'voluntary'] as const
export type PaymentPurpose = (typeof paymentPurposes)[number]

/** What the insurer asks to be paid, and to whom. Times in Unix seconds. */
export type PaymentIntent = {
  readonly issuedAt: number
  /** From here on the code is not drawn any more. */
  readonly expiresAt: number
  /** Of the payment; the same in each intent for what is still missing. */
  readonly id: string
  /** Whose account it is for, as their snapshot names them. */
  readonly personId: string
  /** The request that it pays. */
  readonly requestId: string
  readonly purpose: PaymentPurpose
  /** In whole đồng: what is missing, not what was asked for at first. */
  readonly amount: number
  readonly reference: string
  readonly payee: string
  readonly bankName: string
  readonly bin: string
  readonly account: string
  /** The text of the VietQR code, drawn as it is. */
  readonly qrText: string
  readonly specimen: boolean
}

const claims: Codec<PaymentIntent> = convert(
  record({
    expiresAt: [CLAIM.exp, time],
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
        payee: [7, text(360)],
        bankName: [8, text(360)],
        bin: [9, text(6)],
        account: [10, text(19)],
        qrText: [11, text(512)],
        specimen: optional(12, literal(true)),
      }),
    ],
  }),
  ({ issuedAt, expiresAt, specimen, ...content }: PaymentIntent) => ({
    issuedAt,
    expiresAt,
    content: { ...content, ...(specimen && { specimen }) },
  }),
  ({ content: { specimen = false, ...content }, ...times }) => ok({ ...times, ...content, specimen }),
)

const INTENT: IssuerKind<PaymentIntent> & { readonly role: KeyRole } = {
  ...signedKinds.paymentIntent,
  claims,
  limits: { maxBytes: 4096 },
}

/** Signs an intent with a key of the role `payment`. */
export function issuePaymentIntent(intent: PaymentIntent, signer: Signer): Promise<Bytes> {
  return issueSigned(INTENT, intent, signer)
}

/** How far the clock of a phone may be behind, in seconds. */
const SKEW = 600

export type PaymentIntentError =
  | IssuerSignedError
  | 'from_the_future'
  | 'expired'
  | 'other_person'
  | 'other_request'
  | 'code_differs'
  | 'payee_unknown'
  | 'specimen_differs'

/**
 * Verifies an intent before its code is drawn, in this order: signature by a key of the list; times; for this
 * person and this request; the code says the same as the claims and nothing more; the account is one of the
 * published payees, under the same name; what the demo signs is a specimen with a bank that is none, and
 * nothing else is.
 *
 * @param payees Of a content pack in force: without one nothing is drawn.
 */
export async function verifyPaymentIntent(
  message: Uint8Array,
  {
    keys,
    payees,
    personId,
    requestId,
    now,
  }: {
    keys: TrustList
    payees: readonly Payee[]
    personId: string
    requestId: string
    now: number
  },
): Promise<Result<PaymentIntent, PaymentIntentError>> {
  const verified = await verifyIssuerSigned(INTENT, message, { trustList: keys, now })
  if (!verified.ok) return verified
  const intent = verified.value
  if (intent.issuedAt > now + SKEW) return err('from_the_future')
  if (now >= intent.expiresAt) return err('expired')
  if (intent.personId !== personId) return err('other_person')
  if (intent.requestId !== requestId) return err('other_request')
  if (!isCodeOf(intent)) return err('code_differs')
  if (intent.specimen !== keys.specimen || intent.specimen !== (intent.bin === SPECIMEN_BIN))
    return err('specimen_differs')
  return payees.some((payee) => isPaidTo(intent, payee)) ? ok(intent) : err('payee_unknown')
}

/** Whether the code asks for exactly what the claims say. */
function isCodeOf({ qrText, bin, account, amount, reference }: PaymentIntent): boolean {
  const code = readVietQr(qrText)
  if (!code.ok || !isPaymentReference(reference)) return false
  const { value } = code
  return value.bin === bin && value.account === account && value.amount === amount && value.text === reference
}

function isPaidTo(intent: PaymentIntent, payee: Payee): boolean {
  return (
    payee.bin === intent.bin &&
    payee.account === intent.account &&
    payee.name === intent.payee &&
    payee.bankName === intent.bankName &&
    (payee.specimen ?? false) === intent.specimen
  )
}
