import type { Selectable, Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import { findPaymentReferences } from '../../core/payment/payment-reference.ts'
import type { Database } from '../db/open-database.ts'
import type { BankTransferRow, Tables } from '../db/schema.ts'
import { lockPayment, type OnPaid, takeTransfer } from './apply-settlement.ts'
import type { BankTransfer } from './bank-webhook.ts'
import { addEntry } from './ledger.ts'
import { lockTransfer } from './lock-transfer.ts'
import { postCorrection, postUnknown } from './settle.ts'

/** Who tells of a transfer: the bank, signed, or an officer, with a file. */
export type TransferSource = 'webhook' | { readonly broughtBy: string }

/**
 * Takes a transfer, once: `known` if it was taken before, `differs` if it had another amount then. All
 * that follows from it is kept in one transaction; whoever is answered can rely on it. What only a
 * statement says, which anybody could have written, pays for nothing: whoever brought it has proposed
 * what it is for, and another officer decides, or the bank's message comes after all: `corrected` if that
 * says something else than the statement did, or than one officer has done with it since.
 */
export function receiveTransfer(
  database: Database,
  { transfer, source, onPaid }: { transfer: BankTransfer; source: TransferSource; onPaid: OnPaid },
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
