import { deleteDB } from 'idb'
import { AppError } from '../../core/app-error.ts'
import { loadSummary } from '../cards/read-wallet.ts'
import { clearReadyPage, type ReadyPlace, writeReadyPage } from '../cards/ready-page.ts'
import { isSelfDeclaredId } from '../cards/self-declared-cards.ts'
import type { WalletSummary } from '../cards/wallet-card.ts'
import { type ClearOn, type Outlives, type StoreName, stores } from '../database/stores.ts'
import {
  DATABASE_NAME,
  isRefused,
  openWalletDatabase,
  type WalletDatabase,
} from '../database/wallet-database.ts'

/** The stores that an event empties; a sign-out also empties what a lock does. */
export function storesClearedOn(event: Exclude<ClearOn, 'never'>): StoreName[] {
  const events: readonly ClearOn[] = event === 'sign-out' ? ['lock', 'sign-out'] : ['lock']
  const names = Object.keys(stores) as StoreName[]
  return names.filter((name) => events.includes(stores[name].clearOn))
}

/**
 * The wallet that is to be left, where the page could not open it: tried once more. Undefined where the
 * browser keeps no database at all, so that there is nothing to wipe.
 * @throws AppError `storage_timeout` | `storage_unavailable`
 */
export async function reopenWallet(): Promise<WalletDatabase | undefined> {
  try {
    return await openWalletDatabase()
  } catch (cause) {
    if (isRefused(cause)) return undefined
    throw cause
  }
}

/**
 * Wipes the account from this device: its rows and keys in one transaction, with the note that the session is
 * still to be ended (end-session.ts), and the ready page, which gives way to the empty one. Self-declared
 * cards stay, with the device key that opens them. It needs no network. Without a database (`db` is
 * undefined) the ready page is all that there is.
 * @throws AppError of the database
 */
export async function signOut(db: WalletDatabase | undefined, caches: ReadyPlace): Promise<void> {
  if (!db) return clearReadyPage(caches)
  // What cannot be cleared now is tried again at the end: the rows and the keys go in any case.
  await clearReadyPage(caches).catch(() => {})
  const names = storesClearedOn('sign-out')
  await db.transact([...names, 'cards', 'preferences'], 'readwrite', async (tx) => {
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
    // A page that is closed now, before it can ask, would leave the session open behind an empty wallet.
    await tx.objectStore('preferences').put({ id: 'end-session' })
  })
  // Of what is left; it also replaces the copy that a refresh was just writing. Without one the cards are
  // still there.
  await writeReadyPage(caches, () => loadSummary(db)).catch(() => clearReadyPage(caches))
}

/**
 * Erases the wallet from this device, self-declared cards and drafts included: every row, then the database
 * itself, and the ready page. What is left are the app's own files and, at the issuer, the account. A
 * database that does not open (`db` is undefined) is deleted unopened.
 * @throws AppError of the database; `storage_timeout` where an unopened one does not go
 */
export async function eraseDevice(db: WalletDatabase | undefined, caches: ReadyPlace): Promise<void> {
  const names = Object.keys(stores) as StoreName[]
  await db?.transact(names, 'readwrite', async (tx) => {
    await Promise.all(names.map((name) => tx.objectStore(name).clear()))
    // A page that is closed before the database is gone leaves the session to the next start.
    await tx.objectStore('preferences').put({ id: 'end-session' })
  })
  await clearReadyPage(caches)
  // Once more behind whoever was just writing one, and found no database afterwards to read again.
  await Promise.race([writeReadyPage(caches, async () => nothing), pause(WRITING_LIMIT_MS)])
  db?.close()
  const isGone = await Promise.race([deleteDatabase(), pause(DELETE_LIMIT_MS)])
  // Other pages and the worker let go when asked; one that is stuck only keeps empty stores in being.
  if (!isGone && !db) throw new AppError('storage_timeout', { retryable: true })
}

/** True if there is no database any more; where the browser keeps none, there was none. */
async function deleteDatabase(): Promise<boolean> {
  try {
    await deleteDB(DATABASE_NAME)
    return true
  } catch (cause) {
    return isRefused(cause)
  }
}

function pause(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, false))
}

const DELETE_LIMIT_MS = 800

/** A writer of the ready page that takes longer is stuck. */
const WRITING_LIMIT_MS = 2_000

const nothing: WalletSummary = { cards: [], sequence: 0, signedIn: false, holderKeys: 'none' }
