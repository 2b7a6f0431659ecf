import type { WalletDatabase } from '../database/wallet-database.ts'

/** Places that are kept at most; the oldest goes first. */
const MOST = 50

/**
 * The keys of the places that the person keeps at hand, the newest first. @throws AppError of the database
 */
export async function readFavourites(db: WalletDatabase): Promise<readonly string[]> {
  const row = await db.transact(['choices'], 'readonly', (tx) => tx.objectStore('choices').get('favourites'))
  return row?.id === 'favourites' ? row.keys : []
}

/** Keeps a place, or lets it go; gives what is kept then. @throws AppError of the database */
export function saveFavourite(
  db: WalletDatabase,
  key: string,
  { isKept }: { isKept: boolean },
): Promise<readonly string[]> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    const row = await store.get('favourites')
    const others = (row?.id === 'favourites' ? row.keys : []).filter((each) => each !== key)
    const keys = (isKept ? [key, ...others] : others).slice(0, MOST)
    await store.put({ id: 'favourites', keys })
    return keys
  })
}
