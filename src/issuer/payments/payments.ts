import type { Kysely, Selectable, Transaction } from 'kysely'
import * as v from 'valibot'
import type { PaymentView } from '../../core/api/payment-contract.ts'
import { toBase64Url } from '../../core/bytes.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { issuePaymentIntent } from '../../core/payment/payment-intent.ts'
import { type InsuredPeriod, issuePaymentReceipt } from '../../core/payment/payment-receipt.ts'
import { err, ok, type Result } from '../../core/result.ts'
import {
  computeHouseholdContribution,
  type HouseholdPeriod,
} from '../../core/rules/contributions/household-contribution.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { PaymentRow, Tables } from '../db/schema.ts'
import { type OnPaid, readInsured } from './apply-settlement.ts'
import { askPayment, type Insured } from './ask-payment.ts'
import type { BankTransfer } from './bank-webhook.ts'
import { receiveTransfer, type TransferSource } from './receive-transfer.ts'
import { writeVietQr } from './write-vietqr.ts'

/** The insurer's account, as it stands among the published payees. */
export type PayeeAccount = {
  readonly bin: string
  readonly account: string
  readonly payee: string
  readonly bankName: string
}

/** How long a signed intent may be drawn, in seconds: then it is signed anew, for what is still missing. */
const INTENT_LIFE = 86_400
/** Payments that are shown, the newest. */
const MOST_SHOWN = 20
/** Payments of one person that may wait at a time. */
const MOST_WAITING = 5

const Periods = v.array(
  v.object({
    fullName: v.string(),
    from: v.string(),
    to: v.string(),
    begins: v.picklist(['next', 'at-once', 'after-waiting']),
  }),
)

export type PaymentSigner = { readonly keyList: TrustList; readonly signer: Signer }

export type Payments = ReturnType<typeof createPayments>

/**
 * What people are asked to pay, and what becomes of the money that comes: every transfer once, every đồng in
 * the ledger, every renewal paid for whole and done once.
 */
export function createPayments(
  database: Database,
  {
    account,
    findSigner,
    onPaid = async () => {},
  }: {
    account: PayeeAccount
    onPaid?: OnPaid
    /** `unavailable` while there is no list of payment keys, or no key that signs. */
    findSigner: (now: number) => PaymentSigner
  },
) {
  async function view(row: Selectable<PaymentRow>, publicId: string, now: number): Promise<PaymentView> {
    const { id, request_id: requestId, purpose, months, support, reference, amount, received, state } = row
    const missing = amount - received
    const canPay = (state === 'awaiting' || state === 'part') && now < row.due_at
    const about = { id, requestId, purpose, reference, personId: publicId }
    const { keyList, signer } = findSigner(now)
    const specimen = keyList.specimen
    const names = await readNames(database.query, readInsured(row.insured))
    const refund = await sumRefunds(database.query, reference)
    const { bin, account: number, payee, bankName } = account
    const intent =
      canPay &&
      (await issuePaymentIntent(
        {
          ...about,
          issuedAt: now,
          expiresAt: Math.min(row.due_at, now + INTENT_LIFE),
          amount: missing,
          payee,
          bankName,
          bin,
          account: number,
          qrText: writeVietQr({ bin, account: number, amount: missing, text: reference }),
          specimen,
        },
        signer,
      ))
    const insured = (row.periods ? v.parse(Periods, JSON.parse(row.periods)) : []) as InsuredPeriod[]
    const receipt =
      state === 'paid' &&
      row.paid_at !== null &&
      (await issuePaymentReceipt(
        { ...about, issuedAt: now, amount, paidAt: row.paid_at, insured, months, support, specimen },
        signer,
      ))
    return {
      id,
      requestId,
      purpose,
      months,
      state,
      reference,
      amount,
      received: state === 'paid' ? amount : received,
      createdAt: row.created_at,
      dueAt: row.due_at,
      insured: names,
      ...(support > 0 && { support }),
      ...(refund > 0 && { refund }),
      ...(intent && { intent: toBase64Url(intent) }),
      ...(receipt && { receipt: toBase64Url(receipt) }),
    }
  }

  return {
    /**
     * Asks for the payment of a household's renewal. `card_unknown` for a card that is neither the person's
     * own nor a dependant's; `amount_changed` where the person saw another amount than is reckoned now.
     */
    askHousehold(
      personId: number,
      asked: {
        requestId: string
        personId: string
        cardIds: readonly string[]
        months: HouseholdPeriod
        amount: number
      },
      now: number,
    ): Promise<Result<void, 'other_person' | 'card_unknown' | 'amount_changed' | 'too_many_requests'>> {
      return database.query.transaction().execute(async (transaction) => {
        await lockPerson(transaction, personId)
        if ((await readPublicId(transaction, personId)) !== asked.personId) return err('other_person')
        const insured = await findInsured(transaction, personId, asked.cardIds)
        if (insured === undefined) return err('card_unknown')
        const contribution = computeHouseholdContribution({
          members: insured.length,
          months: asked.months,
          paidOn: vietnamDay(now),
        })
        if (!contribution.ok || contribution.value.total !== asked.amount) return err('amount_changed')
        const { requestId, months, amount } = asked
        if (await hasTooMany(transaction, personId, requestId, now)) return err('too_many_requests')
        await askPayment(
          transaction,
          { personId, requestId, purpose: 'household', months, insured, amount },
          now,
        )
        return ok(undefined)
      })
    },

    /** A person's payments, the newest first; signed at each reading, for what is missing then. */
    async list(personId: number, now: number): Promise<PaymentView[]> {
      const publicId = await readPublicId(database.query, personId)
      const rows = await database.query
        .selectFrom('payments')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MOST_SHOWN)
        .execute()
      return Promise.all(rows.map((row) => view(row, publicId, now)))
    },

    /** Takes a transfer, once; see `receiveTransfer`. */
    receive: (transfer: BankTransfer, source: TransferSource, now: number) =>
      receiveTransfer(database, { transfer, source, onPaid }, now),
  }
}

async function readPublicId(query: Kysely<Tables>, personId: number): Promise<string> {
  const row = await query
    .selectFrom('people')
    .select('public_id')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.public_id
}

/**
 * The people of these cards, each once; undefined if one is not the person's own or a dependant's, or has no
 * end.
 */
async function findInsured(
  transaction: Transaction<Tables>,
  personId: number,
  cardIds: readonly string[],
): Promise<readonly number[] | undefined> {
  const dependants = transaction
    .selectFrom('dependants')
    .select('dependant_id')
    .where('holder_id', '=', personId)
  const rows = await transaction
    .selectFrom('cards')
    .select(['id', 'person_id'])
    .where('id', 'in', cardIds)
    // One without an end is paid for by somebody else.
    .where('valid_to', 'is not', null)
    .where((where) => where.or([where('person_id', '=', personId), where('person_id', 'in', dependants)]))
    .execute()
  if (rows.length !== new Set(cardIds).size) return undefined
  return [...new Set(rows.map((row) => row.person_id))].sort((one, other) => one - other)
}

async function hasTooMany(
  transaction: Transaction<Tables>,
  personId: number,
  requestId: string,
  now: number,
): Promise<boolean> {
  const rows = await transaction
    .selectFrom('payments')
    .select('request_id')
    .where('person_id', '=', personId)
    .where('state', 'in', ['awaiting', 'part'])
    .where('due_at', '>', now)
    .execute()
  return rows.length >= MOST_WAITING && !rows.some((row) => row.request_id === requestId)
}

async function readNames(query: Kysely<Tables>, insured: readonly Insured[]): Promise<string[]> {
  const people = insured.filter((who) => typeof who === 'number')
  const others = insured.filter((who) => typeof who === 'string')
  if (people.length === 0) return others
  const rows = await query
    .selectFrom('people')
    .select('full_name')
    .where('id', 'in', people)
    .orderBy('date_of_birth')
    .orderBy('id')
    .execute()
  return [...rows.map((row) => row.full_name), ...others]
}

/** What of a payment is on its way back. */
async function sumRefunds(query: Kysely<Tables>, reference: string): Promise<number> {
  const rows = await query
    .selectFrom('refunds')
    .select('amount')
    .where('reference', '=', reference)
    .where('state', '!=', 'paid')
    .execute()
  return rows.reduce((sum, { amount }) => sum + amount, 0)
}
