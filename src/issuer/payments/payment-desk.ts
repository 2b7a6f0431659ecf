import type { Selectable, Transaction } from 'kysely'
import type { PaymentDayView } from '../../core/api/payment-contract.ts'
import { isOfService } from '../../core/payment/payment-request.ts'
import { isSafeText } from '../../core/qr/safe-text.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { BankTransferRow, Tables } from '../db/schema.ts'
import { transactResult } from '../db/transact-result.ts'
import {
  applySettlement,
  findHeldNewestFirst,
  lockPayment,
  type OnPaid,
  takeTransfer,
  toOpenPayment,
} from './apply-settlement.ts'
import { addEntry, addRefund, readBalances } from './ledger.ts'
import { lockTransfer } from './lock-transfer.ts'
import { postRefund, postReturn, settleLate } from './settle.ts'

/**
 * Rows of each list that are shown, of more those with the largest amounts: whoever sends hundreds of single
 * đồng hides nobody's money.
 */
const MOST_SHOWN = 200

export type PaymentDeskError = 'not_found' | 'already_decided' | 'second_officer_needed'

export type PaymentDesk = ReturnType<typeof createPaymentDesk>

const keyOf = (row: { bank: string; transfer_id: string }) => `${row.bank}~${row.transfer_id}`

function readKey(key: string) {
  const [bank = '', transferId = ''] = key.split('~')
  return { bank, transferId }
}

/** The office's side of payments: what is not matched, what came too late, what is paid back. */
export function createPaymentDesk(
  database: Database,
  { audit, onPaid = async () => {} }: { readonly audit: AuditLog; readonly onPaid?: OnPaid },
) {
  return {
    /** A day of Vietnam, `YYYY-MM-DD`, with all that waits. */
    async readDay(officer: AuditedOfficer, day: string, now: number): Promise<PaymentDayView> {
      await audit.note({ officer, action: 'payments-read', target: day }, now)
      const from = Date.parse(`${day}T00:00:00+07:00`) / 1000
      const largestTransfers = database.query
        .selectFrom('bank_transfers')
        .selectAll()
        .where((where) =>
          where.or([
            where('state', '=', 'suspense'),
            where.and([where('booked_at', '>=', from), where('booked_at', '<', from + 86_400)]),
          ]),
        )
        .orderBy('state', 'desc')
        .orderBy('amount', 'desc')
        .orderBy('booked_at')
        .limit(MOST_SHOWN)
      const transfers = await database.query
        .selectFrom(largestTransfers.as('largest'))
        .selectAll()
        .orderBy('state', 'desc')
        .orderBy('booked_at')
        .orderBy('transfer_id')
        .execute()
      const largestLate = database.query
        .selectFrom('payments')
        .select(['reference', 'state', 'amount', 'received', 'due_at'])
        .where('received', '>', 0)
        .where((where) =>
          where.or([
            where('state', '=', 'late'),
            where.and([where('state', '=', 'part'), where('due_at', '<', now)]),
          ]),
        )
        .orderBy('received', 'desc')
        .orderBy('due_at')
        .limit(MOST_SHOWN)
      const late = await database.query
        .selectFrom(largestLate.as('largest'))
        .selectAll()
        .orderBy('due_at')
        .execute()
      const largestRefunds = database.query
        .selectFrom('refunds')
        .selectAll()
        .where((where) => where.or([where('state', '!=', 'paid'), where('paid_at', '>=', from)]))
        // What is paid is looked at by nobody before what waits.
        .orderBy((where) => where('state', '=', 'paid'))
        .orderBy('amount', 'desc')
        .orderBy('created_at')
        .limit(MOST_SHOWN)
      const refunds = await database.query
        .selectFrom(largestRefunds.as('largest'))
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return {
        day,
        balances: await readBalances(database.query),
        transfers: transfers.map((row) => toTransferView(row, officer)),
        late: late.map(({ due_at: dueAt, ...row }) => ({ ...row, dueAt })),
        refunds: refunds.map((row) => ({
          id: row.id,
          amount: row.amount,
          reason: row.reason,
          ...(row.reference !== null && { reference: row.reference }),
          transfer: keyOf(row),
          createdAt: row.created_at,
          state: row.state,
          isOwn: row.asked_by === officer.id,
        })),
      }
    },

    /**
     * Says which payment an unknown transfer is for. The first officer proposes; another one who says the
     * same has it done; who says something else proposes anew.
     */
    match(
      officer: AuditedOfficer,
      { key, reference }: { key: string; reference: string },
      now: number,
    ): Promise<Result<void, PaymentDeskError>> {
      return transactResult(database, async (transaction) => {
        const row = await lockTransfer(transaction, readKey(key))
        if (row === undefined) return err('not_found')
        if (row.state !== 'suspense') return err('already_decided')
        const payment = await lockPayment(transaction, reference)
        if (payment === undefined) return err('not_found')
        const note = (action: 'transfer-proposed' | 'transfer-matched') =>
          audit.append(transaction, { officer, action, target: key }, now)
        const { proposed_by: proposedBy, proposed_reference: proposed } = row
        if (proposedBy === null || proposedBy === officer.id || proposed !== reference) {
          await updateTransfer(transaction, row, {
            proposed_reference: reference,
            proposed_by: officer.id,
          })
          await note('transfer-proposed')
          return ok(undefined)
        }
        const transfer = toTransfer(row)
        const by = { transfer, kind: 'matched', officerId: officer.id, onPaid } as const
        await takeTransfer(transaction, payment, by, now)
        await note('transfer-matched')
        return ok(undefined)
      })
    },

    /** Puts an unknown transfer into the queue of refunds, where two officers see it. */
    returnTransfer(
      officer: AuditedOfficer,
      key: string,
      now: number,
    ): Promise<Result<void, PaymentDeskError>> {
      return transactResult(database, async (transaction) => {
        const row = await lockTransfer(transaction, readKey(key))
        if (row === undefined) return err('not_found')
        if (row.state !== 'suspense') return err('already_decided')
        const transfer = toTransfer(row)
        await updateTransfer(transaction, row, {
          state: 'returned',
          proposed_reference: null,
          proposed_by: null,
        })
        const entry = {
          kind: 'returned',
          postings: postReturn(row.amount),
          transfer,
          officerId: officer.id,
        } as const
        await addEntry(transaction, entry, now)
        await addRefund(transaction, { amount: row.amount, reason: 'unknown', transfer }, now)
        await audit.append(transaction, { officer, action: 'transfer-returned', target: key }, now)
        return ok(undefined)
      })
    },

    /** Decides about money that came too late, or that never became the whole. */
    decideLate(
      officer: AuditedOfficer,
      { reference, decision }: { reference: string; decision: 'accept' | 'return' },
      now: number,
    ): Promise<Result<void, PaymentDeskError>> {
      return transactResult(database, async (transaction) => {
        const payment = await lockPayment(transaction, reference)
        if (payment === undefined) return err('not_found')
        if (payment.state !== 'late' && payment.due_at >= now) return err('already_decided')
        const decided = settleLate(toOpenPayment(payment), decision)
        // A request still waits for its payment: it can be asked for again.
        const isReopened = decision === 'return' && isOfService(payment.request_id)
        const settlement = decided && { ...decided, ...(isReopened && { state: 'awaiting' as const }) }
        const [last] = await findHeldNewestFirst(transaction, reference)
        if (settlement === undefined || last === undefined) return err('already_decided')
        const kind = decision === 'accept' ? 'accepted' : 'returned'
        const transfer = { bank: last.bank, transferId: last.transfer_id }
        await applySettlement(
          transaction,
          payment,
          settlement,
          { transfer, kind, officerId: officer.id, paidAt: last.booked_at, onPaid },
          now,
        )
        await audit.append(transaction, { officer, action: `payment-${kind}`, target: reference }, now)
        return ok(undefined)
      })
    },

    /**
     * Asks for a refund; by another officer: notes that it was paid at the bank. `state`: how the officer saw
     * it. Of two who ask in the same moment the second has not noted that anything was paid.
     */
    approveRefund(
      officer: AuditedOfficer,
      { id, state }: { id: string; state: 'waiting' | 'asked' },
      now: number,
    ): Promise<Result<void, PaymentDeskError>> {
      return transactResult(database, async (transaction) => {
        const find = () =>
          transaction.selectFrom('refunds').selectAll().where('id', '=', id).executeTakeFirst()
        // Takes the row, so that two officers at a time come one after the other.
        await transaction
          .updateTable('refunds')
          .set((column) => ({ amount: column.ref('amount') }))
          .where('id', '=', id)
          .execute()
        const row = await find()
        if (row === undefined) return err('not_found')
        if (row.state !== state) return err('already_decided')
        if (row.state === 'asked' && row.asked_by === officer.id) return err('second_officer_needed')
        if (row.state === 'waiting') {
          await transaction
            .updateTable('refunds')
            .set({ state: 'asked', asked_by: officer.id, asked_at: now })
            .where('id', '=', id)
            .execute()
          await audit.append(transaction, { officer, action: 'refund-asked', target: id }, now)
          return ok(undefined)
        }
        await transaction
          .updateTable('refunds')
          .set({ state: 'paid', paid_by: officer.id, paid_at: now })
          .where('id', '=', id)
          .execute()
        await addEntry(
          transaction,
          {
            kind: 'refunded',
            postings: postRefund(row.amount),
            transfer: { bank: row.bank, transferId: row.transfer_id },
            reference: row.reference ?? undefined,
            officerId: officer.id,
          },
          now,
        )
        await audit.append(transaction, { officer, action: 'refund-paid', target: id }, now)
        return ok(undefined)
      })
    },
  }
}

const toTransfer = (row: Selectable<BankTransferRow>) => ({
  bank: row.bank,
  transferId: row.transfer_id,
  amount: row.amount,
  bookedAt: row.booked_at,
})

async function updateTransfer(
  transaction: Transaction<Tables>,
  { bank, transfer_id: id }: Selectable<BankTransferRow>,
  changes: Partial<Pick<BankTransferRow, 'state' | 'proposed_reference' | 'proposed_by'>>,
): Promise<void> {
  await transaction
    .updateTable('bank_transfers')
    .set(changes)
    .where('bank', '=', bank)
    .where('transfer_id', '=', id)
    .execute()
}

function toTransferView(
  row: Selectable<BankTransferRow>,
  officer: AuditedOfficer,
): PaymentDayView['transfers'][number] {
  return {
    key: keyOf(row),
    amount: row.amount,
    // Anybody writes it: nothing that turns or hides what an officer reads.
    content: [...row.content].filter(isSafeText).join(''),
    bookedAt: row.booked_at,
    state: row.state,
    ...(row.reference !== null && { reference: row.reference }),
    inStatement: row.in_statement === 1,
    ...(row.proposed_reference !== null && {
      proposal: { reference: row.proposed_reference, isOwn: row.proposed_by === officer.id },
    }),
  }
}
