import type { WalletDatabase } from '../database/wallet-database.ts'
import { withLock } from '../database/web-lock.ts'
import { obtainTierB } from '../sealing/tier-b.ts'
import { isSealedTo } from '../sealing/wallet-key.ts'

/**
 * One time a code was held out to a desk. `quick`: the live code, full screen, for whichever desk stood
 * there; `counter`: the answer to a desk's own code; `poster`: the answer to a printed one.
 */
export type Presentation = {
  /** By the device's clock, in Unix seconds. */
  readonly at: number
  readonly cardId: string
  readonly mode: 'quick' | 'counter' | 'poster'
  /** As the desk's code said it; nobody has proved it. */
  readonly facilityCode?: string
}

export type StoredPresentation = Presentation & { readonly id: string }

const SCHEMA = 1
/** So many are kept; the oldest goes first. */
export const MOST_PRESENTATIONS = 100
const LOCK = 'vi-bhyt-presentations'

/**
 * Notes a presentation, on this device only; that of a card that is not here any more, because somebody has
 * signed out meanwhile, is none. @throws AppError of the database
 */
export async function notePresentation(db: WalletDatabase, presentation: Presentation): Promise<void> {
  const tierB = await obtainTierB(db)
  // The id, which counts, is sealed along; nobody else may count meanwhile.
  await withLock(LOCK, async () => {
    const keys = await db.transact(['presentations'], 'readonly', (tx) =>
      tx.objectStore('presentations').getAllKeys(),
    )
    const id = String(Number(keys.at(-1) ?? 0) + 1).padStart(9, '0')
    const sealed = await tierB.seal({ store: 'presentations', id, schema: SCHEMA }, presentation)
    await db.transact(['presentations', 'keys', 'cards'], 'readwrite', async (tx) => {
      const store = tx.objectStore('presentations')
      const [key, card] = await Promise.all([
        tx.objectStore('keys').get('wallet'),
        tx.objectStore('cards').getKey(presentation.cardId),
      ])
      if (!isSealedTo(key, sealed) || card === undefined) return
      await store.put(sealed)
      const all = await store.getAllKeys()
      for (const old of all.slice(0, -MOST_PRESENTATIONS)) await store.delete(old)
    })
  })
}

/**
 * All that are kept, the newest first; a row that does not open is left out, so that it hides no other.
 * @throws AppError of the database, or `storage_damaged` where none opens
 */
export async function listPresentations(db: WalletDatabase): Promise<readonly StoredPresentation[]> {
  const records = await db.transact(['presentations'], 'readonly', (tx) =>
    tx.objectStore('presentations').getAll(),
  )
  if (records.length === 0) return []
  const tierB = await obtainTierB(db)
  const open = async (record: (typeof records)[number]) => {
    const presentation = (await tierB.open('presentations', record)) as Presentation
    return { ...presentation, id: record.id }
  }
  const opened = await Promise.allSettled(records.map(open))
  const kept = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const [damaged] = opened.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  if (kept.length === 0) throw damaged
  return kept.reverse()
}

/** Forgets one of them, or, without an id, all. @throws AppError of the database */
export async function forgetPresentations(db: WalletDatabase, id?: string): Promise<void> {
  await db.transact(['presentations'], 'readwrite', async (tx) => {
    const store = tx.objectStore('presentations')
    await (id === undefined ? store.clear() : store.delete(id))
  })
}
