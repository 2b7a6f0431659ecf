import type { Transaction } from 'kysely'
import type { Tables } from './schema.ts'

/**
 * Makes changes of one person's data come one after the other, on either database, until the transaction
 * ends.
 */
export async function lockPerson(transaction: Transaction<Tables>, personId: number): Promise<void> {
  await transaction
    .updateTable('people')
    .set((column) => ({ household_id: column.ref('household_id') }))
    .where('id', '=', personId)
    .execute()
}
