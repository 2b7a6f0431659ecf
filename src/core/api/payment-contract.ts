import * as v from 'valibot'
import { paymentPurposes } from '../payment/payment-intent.ts'
import { householdPeriods } from '../rules/contributions/household-contribution.ts'
import { base64Url, bodyErrors, type Endpoint, sessionErrors, unixSeconds } from './endpoint.ts'
import { officerErrors } from './officer-contract.ts'

/** What contributions are paid by: a part of the contract, see contract.ts and docs/payment.md. */

const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9_999_999_999))
const cardId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/))

/** Asks for what a household's renewal costs to be asked for; the same `requestId` gives the same payment. */
export const AskHouseholdPaymentRequest = v.strictObject({
  requestId: v.pipe(v.string(), v.uuid()),
  /**
   * In whose name, as the snapshot names the person: refused where somebody else has signed in since.
   */
  personId: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
  /** Whose cards are renewed: the person's own, and those of dependants. */
  cardIds: v.pipe(v.array(cardId), v.minLength(1), v.maxLength(30)),
  months: v.picklist(householdPeriods),
  /** What the phone has reckoned and the person has seen; the issuer reckons again. */
  amount,
})

export const paymentStates = ['awaiting', 'part', 'paid', 'late', 'cancelled'] as const

export const PaymentView = v.strictObject({
  id: v.string(),
  requestId: v.string(),
  purpose: v.picklist(paymentPurposes),
  months: v.number(),
  state: v.picklist(paymentStates),
  reference: v.string(),
  amount: v.number(),
  received: v.number(),
  createdAt: unixSeconds,
  dueAt: unixSeconds,
  /** The names of those whom it insures. */
  insured: v.array(v.string()),
  /** What is on its way back to whoever paid. */
  refund: v.optional(v.number()),
  /** What the state bears beside it. */
  support: v.optional(v.number()),
  /** Signed (docs/payment.md): while something is missing and can be paid. */
  intent: v.optional(base64Url(6000)),
  /** Signed: once all is paid. */
  receipt: v.optional(base64Url(24_000)),
})

export const PaymentsView = v.strictObject({
  /** The signed list of payment keys. */
  keyList: base64Url(24_000),
  /** Newest first. */
  payments: v.array(PaymentView),
})

export type AskHouseholdPaymentRequest = v.InferOutput<typeof AskHouseholdPaymentRequest>
export type PaymentView = v.InferOutput<typeof PaymentView>
export type PaymentsView = v.InferOutput<typeof PaymentsView>

const text = (length: number) => v.pipe(v.string(), v.maxLength(length))
const reference = v.pipe(v.string(), v.regex(/^BHYT[2-9A-HJKMNP-TV-Z]{9}$/))

export const BankTransferView = v.strictObject({
  /** Bank and number of the transfer: `mau~123`. */
  key: v.string(),
  amount: v.number(),
  content: v.string(),
  bookedAt: unixSeconds,
  state: v.picklist(['matched', 'suspense', 'returned']),
  reference: v.optional(v.string()),
  inStatement: v.boolean(),
  /** What an officer has said that it is for; another one decides. */
  proposal: v.optional(v.strictObject({ reference: v.string(), isOwn: v.boolean() })),
})

export const RefundView = v.strictObject({
  id: v.string(),
  amount: v.number(),
  reason: v.picklist(['over', 'double', 'late', 'unknown', 'withdrawn']),
  reference: v.optional(v.string()),
  transfer: v.string(),
  createdAt: unixSeconds,
  state: v.picklist(['waiting', 'asked', 'paid']),
  /** Whether it was this officer who asked for it. */
  isOwn: v.boolean(),
})

export const LatePaymentView = v.strictObject({
  reference: v.string(),
  state: v.picklist(paymentStates),
  amount: v.number(),
  received: v.number(),
  dueAt: unixSeconds,
})

export const PaymentDayView = v.strictObject({
  day: v.pipe(v.string(), v.isoDate()),
  /** What the accounts of the ledger hold; they sum to zero. */
  balances: v.record(v.string(), v.number()),
  /** Those booked on the day, and all that wait to be matched. */
  transfers: v.array(BankTransferView),
  late: v.array(LatePaymentView),
  refunds: v.array(RefundView),
})

export const MatchTransferRequest = v.strictObject({ key: text(140), reference })
export const ReturnTransferRequest = v.strictObject({ key: text(140) })
export const LateDecisionRequest = v.strictObject({ reference, decision: v.picklist(['accept', 'return']) })
/**
 * How the officer saw it: who sees it wait asks for it, who sees that it was asked for notes that it was
 * paid.
 */
export const RefundApprovalRequest = v.strictObject({ state: v.picklist(['waiting', 'asked']) })
export const StatementRequest = v.strictObject({ text: text(1_000_000) })

/** A daily statement: JSON around its CSV text, in bytes. */
export const STATEMENT_BODY_LIMIT = 2_000_000

export const StatementView = v.strictObject({
  /** Transfers that no webhook had told of. */
  added: v.number(),
  known: v.number(),
  /** Those of which the bank now says another amount. */
  differing: v.array(v.string()),
  /** Rows that cannot be read, by their number from 1. */
  unread: v.array(v.number()),
  /** Transfers of the statement's days that it does not have. */
  missing: v.array(v.string()),
})

export type BankTransferView = v.InferOutput<typeof BankTransferView>
export type RefundView = v.InferOutput<typeof RefundView>
export type LatePaymentView = v.InferOutput<typeof LatePaymentView>
export type PaymentDayView = v.InferOutput<typeof PaymentDayView>
export type StatementView = v.InferOutput<typeof StatementView>

const decisionErrors = [
  ...bodyErrors,
  ...officerErrors,
  'officer_proof_needed',
  'not_found',
  'already_decided',
] as const

export const paymentEndpoints = {
  askHouseholdPayment: {
    method: 'POST',
    path: '/api/payments',
    summary: 'Ask what to pay for the renewal of a household’s cards; one payment for each `requestId`',
    session: true,
    body: AskHouseholdPaymentRequest,
    success: 204,
    errors: [...bodyErrors, ...sessionErrors, 'other_person', 'card_unknown', 'not_found'],
  },
  readPayments: {
    method: 'GET',
    path: '/api/payments',
    summary: 'One’s payments: what to pay, signed, and receipts, signed',
    session: true,
    success: 200,
    response: PaymentsView,
    errors: [...sessionErrors, 'not_found'],
  },
  askPaymentAgain: {
    method: 'POST',
    path: '/api/payments/requests/:number',
    summary: 'Ask again what a request by a public service costs, once the time to pay it is over',
    session: true,
    success: 204,
    errors: [...sessionErrors, 'not_found', 'forbidden_origin'],
  },
  receiveBankTransfer: {
    method: 'POST',
    path: '/api/payments/bank',
    summary:
      'For the bank, or a service between: money that came in. Signed over time and body, in the form of the one that is configured; a repeated number is acknowledged and counted once; acknowledged only once it is kept',
    session: false,
    // Those of the form that is configured.
    optionalHeaders: ['X-Timestamp', 'X-Signature', 'X-SePay-Timestamp', 'X-SePay-Signature'],
    success: 200,
    errors: [
      'malformed_request',
      'body_too_large',
      'unsupported_media_type',
      'signature_invalid',
      'not_found',
    ],
  },
  readPaymentDay: {
    method: 'GET',
    path: '/api/office/payments',
    query: ['day'],
    summary: 'A day at the bank: what came, what is not matched, what waits to be paid back',
    session: false,
    officer: true,
    success: 200,
    response: PaymentDayView,
    errors: [...officerErrors, 'invalid_fields', 'not_found'],
  },
  importStatement: {
    method: 'POST',
    path: '/api/office/payments/statements',
    summary:
      'Bring a daily statement (CSV): transfers that are missing wait for another officer, differences are named',
    session: false,
    officer: true,
    body: StatementRequest,
    success: 200,
    response: StatementView,
    errors: [...bodyErrors, ...officerErrors, 'officer_proof_needed', 'not_found'],
  },
  matchTransfer: {
    method: 'POST',
    path: '/api/office/payments/matches',
    summary: 'Say which payment an unknown transfer is for; done once a second officer says the same',
    session: false,
    officer: true,
    body: MatchTransferRequest,
    success: 204,
    errors: decisionErrors,
  },
  returnTransfer: {
    method: 'POST',
    path: '/api/office/payments/returns',
    summary: 'Put an unknown transfer into the queue of refunds',
    session: false,
    officer: true,
    body: ReturnTransferRequest,
    success: 204,
    errors: decisionErrors,
  },
  decideLatePayment: {
    method: 'POST',
    path: '/api/office/payments/late',
    summary: 'Take what came too late all the same, or give it back',
    session: false,
    officer: true,
    body: LateDecisionRequest,
    success: 204,
    errors: decisionErrors,
  },
  approveRefund: {
    method: 'POST',
    path: '/api/office/payments/refunds/:id/approval',
    summary: 'Ask for a refund to be paid; by another officer, who has seen that: note that it was paid',
    session: false,
    officer: true,
    body: RefundApprovalRequest,
    success: 204,
    errors: [...decisionErrors, 'second_officer_needed'],
  },
} as const satisfies Record<string, Endpoint>
