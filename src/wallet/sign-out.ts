import { clearRescueCopy } from './rescue-copy.ts'
import { type ClearOn, type StoreName, stores } from './stores.ts'
import type { WalletDatabase } from './wallet-database.ts'

/** The stores that an event empties; a sign-out also empties what a lock does. */
export function storesClearedOn(event: Exclude<ClearOn, 'never'>): StoreName[] {
  const events: readonly ClearOn[] = event === 'sign-out' ? ['lock', 'sign-out'] : ['lock']
  const names = Object.keys(stores) as StoreName[]
  return names.filter((name) => events.includes(stores[name].clearOn))
}

/**
 * Wipes the wallet from this device: all personal rows and all keys in one transaction, and the rescue copy. It needs no
 * network; ending the session at the issuer is `endSession`.
 * @throws AppError of the database
 */
export async function signOut(db: WalletDatabase, caches: CacheStorage): Promise<void> {
  await clearRescueCopy(caches)
  await db.transact(storesClearedOn('sign-out'), 'readwrite', async (tx) => {
    await Promise.all([...tx.objectStoreNames].map((name) => tx.objectStore(name).clear()))
  })
  // A refresh that was just writing its copy.
  await clearRescueCopy(caches)
}
