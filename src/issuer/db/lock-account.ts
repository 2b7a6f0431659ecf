import type { Transaction } from 'kysely'
import type { Tables } from './schema.ts'

/**
 * Makes what is done with one account come one after the other, on either database, until the transaction
 * ends. Before codes, counts and snapshots of the person, as a sign-in does: else two wait for each other.
 */
export async function lockAccount(transaction: Transaction<Tables>, personId: number): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set((column) => ({ created_at: column.ref('created_at') }))
    .where('person_id', '=', personId)
    .execute()
}
