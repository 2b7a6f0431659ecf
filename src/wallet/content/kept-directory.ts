import {
  type DirectoryLists,
  isPreparedDirectory,
  type PreparedDirectory,
} from '../../core/directory/build-directory.ts'
import { type FacilityPlaces, isFacilityPlaces } from '../../core/directory/facility-places.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

/** What was prepared, and where each facility stands in the text that it was prepared from. */
export type KeptDirectory = PreparedDirectory & { readonly places: FacilityPlaces }

/**
 * What was prepared of these lists, if this device keeps it whole. What is damaged counts as missing, and so
 * does a database that cannot be read.
 *
 * @param of What the lists, the addresses and the code that prepares them are told by.
 * @param lists The text of the facilities, and the others as they are.
 */
export async function readKeptDirectory(
  db: WalletDatabase,
  of: string,
  { text, ...lists }: Omit<DirectoryLists, 'facilities'> & { readonly text: string },
): Promise<KeptDirectory | undefined> {
  const row = await db
    .transact(['trust'], 'readonly', (tx) => tx.objectStore('trust').get('directory'))
    .catch(() => undefined)
  if (row?.id !== 'directory' || row.of !== of) return undefined
  const { prepared } = row
  if (typeof prepared !== 'object' || prepared === null || !('places' in prepared)) return undefined
  const { places } = prepared
  if (!isFacilityPlaces(places, text)) return undefined
  const facilities = { length: places.units.length }
  return isPreparedDirectory(prepared, { ...lists, facilities }) ? { ...prepared, places } : undefined
}

/** Keeps it in the place of any other. @throws AppError of the database */
export async function keepDirectory(db: WalletDatabase, of: string, prepared: KeptDirectory): Promise<void> {
  await db.transact(['trust'], 'readwrite', (tx) =>
    tx.objectStore('trust').put({ id: 'directory', sequence: 0, of, prepared }),
  )
}
