import type { Selectable, Transaction } from 'kysely'
import type { BankTransferRow, Tables } from '../db/schema.ts'
import type { BankTransfer } from './bank-webhook.ts'

/** The row of a transfer, taken until the transaction ends. */
export function lockTransfer(
  transaction: Transaction<Tables>,
  { bank, transferId }: Pick<BankTransfer, 'bank' | 'transferId'>,
): Promise<Selectable<BankTransferRow> | undefined> {
  return transaction
    .updateTable('bank_transfers')
    .set((column) => ({ state: column.ref('state') }))
    .where('bank', '=', bank)
    .where('transfer_id', '=', transferId)
    .returningAll()
    .executeTakeFirst()
}
