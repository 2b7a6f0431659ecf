import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import type { Tables } from '../db/schema.ts'
import type { BankTransfer } from './bank-webhook.ts'
import type { Posting, RefundReason } from './settle.ts'

export type LedgerEntryKind =
  | 'received'
  | 'corrected'
  | 'matched'
  | 'accepted'
  | 'returned'
  | 'withdrawn'
  | 'refunded'

type TransferKey = Pick<BankTransfer, 'bank' | 'transferId'>

/**
 * Adds an entry, as part of the transaction that is its reason; an entry that does not sum to zero is none.
 */
export async function addEntry(
  transaction: Transaction<Tables>,
  {
    kind,
    postings,
    transfer,
    reference,
    officerId,
  }: {
    kind: LedgerEntryKind
    postings: readonly Posting[]
    transfer?: TransferKey | undefined
    reference?: string | undefined
    officerId?: string | undefined
  },
  now: number,
): Promise<void> {
  if (postings.length === 0 || postings.reduce((sum, { amount }) => sum + amount, 0) !== 0)
    throw new AppError('internal')
  const id = randomBytes(16).toString('base64url')
  await transaction
    .insertInto('ledger_entries')
    .values({
      id,
      kind,
      at: now,
      bank: transfer?.bank ?? null,
      transfer_id: transfer?.transferId ?? null,
      reference: reference ?? null,
      officer_id: officerId ?? null,
    })
    .execute()
  await transaction
    .insertInto('ledger_postings')
    .values(postings.map((posting) => ({ entry_id: id, ...posting })))
    .execute()
}

/** Puts an amount into the queue of refunds. */
export async function addRefund(
  transaction: Transaction<Tables>,
  {
    amount,
    reason,
    reference,
    transfer,
  }: { amount: number; reason: RefundReason; reference?: string | undefined; transfer: TransferKey },
  now: number,
): Promise<void> {
  await transaction
    .insertInto('refunds')
    .values({
      id: randomBytes(16).toString('base64url'),
      amount,
      reason,
      reference: reference ?? null,
      bank: transfer.bank,
      transfer_id: transfer.transferId,
      created_at: now,
      state: 'waiting',
      asked_by: null,
      asked_at: null,
      paid_by: null,
      paid_at: null,
    })
    .execute()
}

/** What each account of the ledger holds; those of payments as one. The sum is always zero. */
export async function readBalances(query: Kysely<Tables>): Promise<Readonly<Record<string, number>>> {
  const rows = await query
    .selectFrom('ledger_postings')
    .select(['account'])
    .select((column) => column.fn.sum<number>('amount').as('sum'))
    .groupBy('account')
    .execute()
  const balances: Record<string, number> = { bank: 0, suspense: 0, payments: 0, contributions: 0, refunds: 0 }
  for (const { account, sum } of rows) {
    const name = account.startsWith('payment ') ? 'payments' : account
    balances[name] = (balances[name] ?? 0) + Number(sum)
  }
  return balances
}
