import { deleteDB } from 'idb'
import { loadFace } from '../cards/read-wallet.ts'
import { clearRescueCopy, writeRescueCopy } from '../cards/rescue-copy.ts'
import { isSelfDeclaredId } from '../cards/self-declared-cards.ts'
import { type ClearOn, type Outlives, type StoreName, stores } from '../database/stores.ts'
import { DATABASE_NAME, type WalletDatabase } from '../database/wallet-database.ts'

/** The stores that an event empties; a sign-out also empties what a lock does. */
export function storesClearedOn(event: Exclude<ClearOn, 'never'>): StoreName[] {
  const events: readonly ClearOn[] = event === 'sign-out' ? ['lock', 'sign-out'] : ['lock']
  const names = Object.keys(stores) as StoreName[]
  return names.filter((name) => events.includes(stores[name].clearOn))
}

/**
 * Wipes the account from this device: its rows and keys in one transaction, and the rescue copy. Self-declared cards stay, with
 * the device key that opens them. It needs no network; ending the session at the issuer is `endSession`.
 * @throws AppError of the database
 */
export async function signOut(db: WalletDatabase, caches: CacheStorage): Promise<void> {
  await clearRescueCopy(caches)
  const names = storesClearedOn('sign-out')
  await db.transact([...names, 'cards'], 'readwrite', async (tx) => {
    const own = (await tx.objectStore('cards').getAllKeys()).filter(isSelfDeclaredId)
    const kept: Record<Outlives, readonly string[]> = {
      'self-declared': own,
      'their-key': own.length > 0 ? ['device'] : [],
    }
    for (const name of names) {
      const { outlives }: { clearOn: ClearOn; outlives?: Outlives } = stores[name]
      const ids = await tx.objectStore(name).getAllKeys()
      const gone = ids.filter((id) => !outlives || !kept[outlives].includes(id))
      await Promise.all(gone.map((id) => tx.objectStore(name).delete(id)))
    }
  })
  // Of what is left; it also replaces the copy that a refresh was just writing. Without one the cards are still there.
  await writeRescueCopy(caches, () => loadFace(db)).catch(() => clearRescueCopy(caches))
}

/**
 * Erases the wallet from this device, self-declared cards and drafts included: every row, then the database itself, and the
 * rescue copy. What is left are the app's own files and, at the issuer, the account.
 * @throws AppError of the database
 */
export async function eraseDevice(db: WalletDatabase, caches: CacheStorage): Promise<void> {
  const names = Object.keys(stores) as StoreName[]
  await db.transact(names, 'readwrite', async (tx) => {
    await Promise.all(names.map((name) => tx.objectStore(name).clear()))
  })
  await clearRescueCopy(caches)
  db.close()
  // Other pages and the worker let go when asked; one that is stuck only keeps empty stores in being.
  const deleted = deleteDB(DATABASE_NAME).catch(() => {})
  await Promise.race([deleted, new Promise((resolve) => setTimeout(resolve, DELETE_LIMIT_MS))])
}

const DELETE_LIMIT_MS = 800
