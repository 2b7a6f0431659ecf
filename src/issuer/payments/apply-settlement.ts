import type { Selectable, Transaction } from 'kysely'
import * as v from 'valibot'
import { AppError } from '../../core/app-error.ts'
import type { InsuredPeriod } from '../../core/payment/payment-receipt.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { PaymentRow, Tables } from '../db/schema.ts'
import { addInboxItem } from '../inbox/inbox.ts'
import type { Insured } from './ask-payment.ts'
import type { BankTransfer } from './bank-webhook.ts'
import { addEntry, addRefund, type LedgerEntryKind } from './ledger.ts'
import { renewInsured } from './renew-cards.ts'
import { type OpenPayment, type RefundReason, type Settlement, settleTransfer } from './settle.ts'

/**
 * What else happens once a payment is whole, in its transaction: a request that waited for it is done. Of a
 * payment that no request waits for nothing.
 */
export type OnPaid = (
  transaction: Transaction<Tables>,
  paid: { readonly personId: number; readonly requestId: string },
  now: number,
) => Promise<void>

/** A payment whose person is locked, so that what is read here stays until the transaction ends. */
export async function lockPayment(
  transaction: Transaction<Tables>,
  reference: string,
): Promise<Selectable<PaymentRow> | undefined> {
  const find = () =>
    transaction.selectFrom('payments').selectAll().where('reference', '=', reference).limit(2).execute()
  const [first, second] = await find()
  // Two of one reference are as good as none: a person decides.
  if (first === undefined || second !== undefined) return undefined
  await lockPerson(transaction, first.person_id)
  return (await find()).find(({ id }) => id === first.id)
}

export const toOpenPayment = (row: Selectable<PaymentRow>): OpenPayment => ({
  reference: row.reference,
  amount: row.amount,
  received: row.received,
  state: row.state,
  dueAt: row.due_at,
})

/** Does what a transfer does to a payment, all of it. */
export async function takeTransfer(
  transaction: Transaction<Tables>,
  payment: Selectable<PaymentRow>,
  {
    transfer,
    kind,
    officerId,
    onPaid,
  }: {
    transfer: Pick<BankTransfer, 'bank' | 'transferId' | 'amount' | 'bookedAt'>
    kind: LedgerEntryKind
    officerId?: string
    onPaid: OnPaid
  },
  now: number,
): Promise<void> {
  const from = kind === 'matched' ? 'suspense' : 'bank'
  const settlement = settleTransfer(toOpenPayment(payment), transfer, from)
  await transaction
    .updateTable('bank_transfers')
    .set({ state: 'matched', reference: payment.reference, proposed_reference: null, proposed_by: null })
    .where('bank', '=', transfer.bank)
    .where('transfer_id', '=', transfer.transferId)
    .execute()
  const by = { transfer, kind, officerId, onPaid, paidAt: transfer.bookedAt }
  await applySettlement(transaction, payment, settlement, by, now)
}

/** Writes a settlement down: the entry, the payment, the refund, and what the payment is for. */
export async function applySettlement(
  transaction: Transaction<Tables>,
  payment: Selectable<PaymentRow>,
  settlement: Settlement,
  {
    transfer,
    kind,
    officerId,
    paidAt: bookedAt,
    onPaid,
  }: {
    transfer?: Pick<BankTransfer, 'bank' | 'transferId'> | undefined
    kind: LedgerEntryKind
    officerId?: string | undefined
    /** When the transfer that makes it whole was booked, if it does. */
    paidAt: number
    onPaid: OnPaid
  },
  now: number,
): Promise<void> {
  const { reference, person_id: personId, id } = payment
  const { state, received, postings, refund, returned = 0, becomesPaid } = settlement
  if (postings.length > 0)
    await addEntry(transaction, { kind, postings, transfer, reference, officerId }, now)
  if (refund && kind === 'accepted') await addRefundOfNewest(transaction, { ...refund, reference }, now)
  else if (refund && transfer) await addRefund(transaction, { ...refund, reference, transfer }, now)
  if (returned > 0) {
    const reason = kind === 'withdrawn' ? 'withdrawn' : 'late'
    await addRefundOfEach(transaction, { reference, reason, amount: returned }, now)
  }
  // Messages come in any order: the last đồng is the one that was booked last.
  const paidAt = becomesPaid ? await readLastBooking(transaction, payment, bookedAt, now) : null
  const periods = paidAt === null ? null : await renew(transaction, payment, paidAt)
  await transaction
    .updateTable('payments')
    .set({
      state,
      received,
      ...(becomesPaid && { paid_at: paidAt, periods: JSON.stringify(periods) }),
    })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .execute()
  const code = becomesPaid ? 'payment-received' : state === 'part' ? 'payment-part' : undefined
  if (code) await addInboxItem(transaction, personId, { code, values: { reference } }, now)
  if (becomesPaid) await onPaid(transaction, { personId, requestId: payment.request_id }, now)
}

/** Gives back what is held for a payment, each transfer to the account that it came from. */
async function addRefundOfEach(
  transaction: Transaction<Tables>,
  { reference, reason, amount }: { reference: string; reason: 'late' | 'withdrawn'; amount: number },
  now: number,
): Promise<void> {
  const rows = await selectHeld(transaction, reference).orderBy('booked_at').orderBy('transfer_id').execute()
  if (rows.reduce((sum, row) => sum + row.amount, 0) !== amount) throw new AppError('internal')
  for (const row of rows) {
    const transfer = { bank: row.bank, transferId: row.transfer_id }
    await addRefund(transaction, { amount: row.amount, reason, reference, transfer }, now)
  }
}

/**
 * Gives back what is over of what is held, of the transfers that came last first: to nobody more than came
 * from them.
 */
async function addRefundOfNewest(
  transaction: Transaction<Tables>,
  { reference, reason, amount }: { reference: string; reason: RefundReason; amount: number },
  now: number,
): Promise<void> {
  let left = amount
  for (const row of await findHeldNewestFirst(transaction, reference)) {
    const part = Math.min(left, row.amount)
    left -= part
    const transfer = { bank: row.bank, transferId: row.transfer_id }
    if (part > 0) await addRefund(transaction, { amount: part, reason, reference, transfer }, now)
  }
  if (left > 0) throw new AppError('internal')
}

/** Transfers for a payment of which nothing goes back, the newest first. */
export const findHeldNewestFirst = (transaction: Transaction<Tables>, reference: string) =>
  selectHeld(transaction, reference).orderBy('booked_at', 'desc').orderBy('transfer_id', 'desc').execute()

/**
 * When the last đồng of a payment came. Whatever a message or a statement says: not before the payment was
 * asked for, and not later than now, so that no card begins on a day that somebody has made up.
 */
async function readLastBooking(
  transaction: Transaction<Tables>,
  payment: Selectable<PaymentRow>,
  bookedAt: number,
  now: number,
): Promise<number> {
  const rows = await selectHeld(transaction, payment.reference).execute()
  const last = Math.max(bookedAt, ...rows.map((row) => row.booked_at))
  return Math.min(Math.max(last, payment.created_at), now)
}

/** Transfers for a payment of which nothing goes back. */
const selectHeld = (transaction: Transaction<Tables>, reference: string) =>
  transaction
    .selectFrom('bank_transfers')
    .select(['bank', 'transfer_id', 'amount', 'booked_at'])
    .where('reference', '=', reference)
    .where('state', '=', 'matched')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('refunds')
            .select('id')
            .whereRef('refunds.bank', '=', 'bank_transfers.bank')
            .whereRef('refunds.transfer_id', '=', 'bank_transfers.transfer_id'),
        ),
      ),
    )

/** What a payment is for takes effect. Voluntary insurance is credited by the registry. */
async function renew(
  transaction: Transaction<Tables>,
  { purpose, insured, months }: Selectable<PaymentRow>,
  paidAt: number,
): Promise<readonly InsuredPeriod[]> {
  if (purpose !== 'household') return []
  return renewInsured(transaction, { insured: readInsured(insured), months, paidAt })
}

const InsuredList = v.array(v.union([v.number(), v.string()]))

/** Whom a payment insures, as its row keeps it. */
export const readInsured = (text: string): readonly Insured[] => v.parse(InsuredList, JSON.parse(text))
