import type { Transaction } from 'kysely'
import type { Tables } from './schema.ts'

/**
 * Keeps a device from ending before the transaction does, and has what is done with one device come one after
 * the other; false if it has ended.
 */
export async function lockDevice(transaction: Transaction<Tables>, deviceId: string): Promise<boolean> {
  const device = await transaction
    .updateTable('devices')
    .set((column) => ({ created_at: column.ref('created_at') }))
    .where('id', '=', deviceId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return device !== undefined
}
