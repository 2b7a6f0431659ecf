import type { IDBPTransaction } from 'idb'
import { equalBytes } from '../../core/bytes.ts'
import type { SealedRecord, StoreName, WalletSchema } from './stores.ts'
import type { WalletDatabase } from './wallet-database.ts'

/**
 * One read-write transaction that does nothing and answers false if the state row is no longer `expected`: the person has
 * signed out or in again meanwhile, and what was being fetched for the old session must not come back.
 */
export function writeIfUnchanged<const S extends readonly StoreName[]>(
  db: WalletDatabase,
  expected: SealedRecord | undefined,
  storeNames: S,
  write: (
    transaction: IDBPTransaction<WalletSchema, (S[number] | 'state')[], 'readwrite'>,
  ) => Promise<unknown>,
): Promise<boolean> {
  return db.transact(['state', ...storeNames] as (S[number] | 'state')[], 'readwrite', async (tx) => {
    const row = (await tx.objectStore('state').get('wallet')) as SealedRecord | undefined
    const unchanged = row && expected ? equalBytes(row.iv, expected.iv) : row === expected
    if (unchanged) await write(tx)
    return unchanged
  })
}
