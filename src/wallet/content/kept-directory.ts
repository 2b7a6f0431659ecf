import {
  type DirectoryLists,
  isPreparedDirectory,
  type PreparedDirectory,
} from '../../core/directory/build-directory.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

/**
 * What was prepared of these lists, if this device keeps it whole. What is damaged counts as missing, and so
 * does a database that cannot be read.
 *
 * @param of What the lists, the addresses and the code that prepares them are told by.
 */
export async function readKeptDirectory(
  db: WalletDatabase,
  of: string,
  lists: DirectoryLists,
): Promise<PreparedDirectory | undefined> {
  const row = await db
    .transact(['trust'], 'readonly', (tx) => tx.objectStore('trust').get('directory'))
    .catch(() => undefined)
  if (row?.id !== 'directory' || row.of !== of) return undefined
  return isPreparedDirectory(row.prepared, lists) ? row.prepared : undefined
}

/** Keeps it in the place of any other. @throws AppError of the database */
export async function keepDirectory(
  db: WalletDatabase,
  of: string,
  prepared: PreparedDirectory,
): Promise<void> {
  await db.transact(['trust'], 'readwrite', (tx) =>
    tx.objectStore('trust').put({ id: 'directory', sequence: 0, of, prepared }),
  )
}
