import type { Kysely, Selectable, Transaction } from 'kysely'
import * as v from 'valibot'
import type { PaymentView } from '../../core/api/payment-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { toBase64Url } from '../../core/bytes.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { issuePaymentIntent } from '../../core/payment/payment-intent.ts'
import { type InsuredPeriod, issuePaymentReceipt } from '../../core/payment/payment-receipt.ts'
import { findPaymentReferences } from '../../core/payment/payment-reference.ts'
import { err, ok, type Result } from '../../core/result.ts'
import {
  computeHouseholdContribution,
  type HouseholdPeriod,
} from '../../core/rules/contributions/household-contribution.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { BankTransferRow, PaymentRow, Tables } from '../db/schema.ts'
import { lockPayment, type OnPaid, readInsured, takeTransfer } from './apply-settlement.ts'
import { askPayment, type Insured } from './ask-payment.ts'
import type { BankTransfer } from './bank-webhook.ts'
import { addEntry } from './ledger.ts'
import { lockTransfer } from './lock-transfer.ts'
import { postCorrection, postUnknown } from './settle.ts'
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

/** Who tells of a transfer: the bank, signed, or an officer, with a file. */
export type TransferSource = 'webhook' | { readonly broughtBy: string }

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

    /**
     * Takes a transfer, once: `known` if it was taken before, `differs` if it had another amount then. All
     * that follows from it is kept in one transaction; whoever is answered can rely on it. What only a
     * statement says, which anybody could have written, pays for nothing: whoever brought it has proposed
     * what it is for, and another officer decides, or the bank's message comes after all: `corrected` if that
     * says something else than the statement did, or than one officer has done with it since.
     */
    receive(
      transfer: BankTransfer,
      source: TransferSource,
      now: number,
    ): Promise<'taken' | 'known' | 'differs' | 'corrected'> {
      return database.query.transaction().execute(async (transaction) => {
        const { bank, transferId, amount, content, bookedAt } = transfer
        const broughtBy = source === 'webhook' ? undefined : source.broughtBy
        const proposed = broughtBy === undefined ? undefined : await findReference(transaction, content)
        const inserted = await transaction
          .insertInto('bank_transfers')
          .values({
            bank,
            transfer_id: transferId,
            amount,
            content,
            booked_at: bookedAt,
            received_at: now,
            source: broughtBy === undefined ? 'webhook' : 'statement',
            in_statement: broughtBy === undefined ? 0 : 1,
            state: 'suspense',
            reference: null,
            proposed_reference: proposed ?? null,
            proposed_by: proposed === undefined ? null : (broughtBy ?? null),
          })
          .onConflict((conflict) => conflict.columns(['bank', 'transfer_id']).doNothing())
          .returning('transfer_id')
          .executeTakeFirst()
        if (inserted === undefined) {
          if (broughtBy !== undefined) return noteInStatement(transaction, transfer)
          const taken = await believeBank(transaction, transfer, now)
          if (taken.isNew) {
            const payment = await findPaymentOfText(transaction, content)
            if (payment) await takeTransfer(transaction, payment, { transfer, kind: 'matched', onPaid }, now)
          }
          return taken.outcome
        }
        const payment = broughtBy === undefined ? await findPaymentOfText(transaction, content) : undefined
        if (payment === undefined) {
          await addEntry(transaction, { kind: 'received', postings: postUnknown(amount), transfer }, now)
          return 'taken'
        }
        await takeTransfer(transaction, payment, { transfer, kind: 'received', onPaid }, now)
        return 'taken'
      })
    },
  }
}

/** The one payment whose reference is in a text. */
async function findPaymentOfText(transaction: Transaction<Tables>, content: string) {
  const reference = await findReference(transaction, content)
  return reference === undefined ? undefined : lockPayment(transaction, reference)
}

/** The reference in a text, of those that there are, if it is one. */
async function findReference(transaction: Transaction<Tables>, content: string): Promise<string | undefined> {
  const references = findPaymentReferences(content).slice(0, 20)
  if (references.length === 0) return undefined
  const known = await transaction
    .selectFrom('payments')
    .select('reference')
    .where('reference', 'in', references)
    .limit(2)
    .execute()
  const [only, another] = known
  return another ? undefined : only?.reference
}

/** Notes that a statement has a transfer that is known. */
async function noteInStatement(
  transaction: Transaction<Tables>,
  { bank, transferId, amount }: BankTransfer,
): Promise<'known' | 'differs'> {
  const noted = await transaction
    .updateTable('bank_transfers')
    .set({ in_statement: 1 })
    .where('bank', '=', bank)
    .where('transfer_id', '=', transferId)
    .where('amount', '=', amount)
    .returning('transfer_id')
    .executeTakeFirst()
  return noted ? 'known' : 'differs'
}

/**
 * What the bank tells of a transfer that is known. Numbers of transfers can be foreseen, and anybody could
 * have written a file that has one: of what only a statement has told, and what one officer alone has done
 * with it since, nothing counts beside the bank's own word. `isNew` for one message of any number at the same
 * time: the transfer is in suspense then, as the bank says that it is.
 */
async function believeBank(
  transaction: Transaction<Tables>,
  transfer: BankTransfer,
  now: number,
): Promise<{ readonly isNew: boolean; readonly outcome: 'known' | 'differs' | 'corrected' }> {
  const { amount, content, bookedAt } = transfer
  const held = await lockTransfer(transaction, transfer)
  if (held === undefined) throw new AppError('internal')
  const isSame = held.amount === amount
  const open = held.source === 'statement' ? await findOpen(transaction, held) : undefined
  if (open === undefined) return { isNew: false, outcome: isSame ? 'known' : 'differs' }
  const from = held.state === 'returned' ? 'refunds' : 'suspense'
  const postings = postCorrection({ held: held.amount, from, told: amount })
  if (postings.length > 0) await addEntry(transaction, { kind: 'corrected', postings, transfer }, now)
  await transaction
    .updateTable('bank_transfers')
    .set({
      source: 'webhook',
      state: 'suspense',
      amount,
      content,
      booked_at: bookedAt,
      // Proposed, and found in the statement, was another transfer.
      ...(!(isSame && held.content === content) && { proposed_reference: null, proposed_by: null }),
      ...(!isSame && { in_statement: 0 }),
    })
    .where('bank', '=', held.bank)
    .where('transfer_id', '=', held.transfer_id)
    .execute()
  // What was asked for may be on its way back already: two officers look before it pays for anything.
  return { isNew: open === 'untouched', outcome: isSame && from === 'suspense' ? 'known' : 'corrected' }
}

/**
 * How far a transfer is of which no two officers have decided: `untouched` in suspense, or to be returned;
 * `asked` where one has asked the bank for the refund. Either refund goes with this.
 */
async function findOpen(
  transaction: Transaction<Tables>,
  { bank, transfer_id: transferId, state }: Selectable<BankTransferRow>,
): Promise<'untouched' | 'asked' | undefined> {
  if (state !== 'returned') return state === 'suspense' ? 'untouched' : undefined
  const gone = await transaction
    .deleteFrom('refunds')
    .where('bank', '=', bank)
    .where('transfer_id', '=', transferId)
    .where('state', '!=', 'paid')
    .returning('state')
    .executeTakeFirst()
  return gone && (gone.state === 'asked' ? 'asked' : 'untouched')
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
