import type { IDBPTransaction } from 'idb'
import { equalBytes } from '../../core/bytes.ts'
import type { EnvelopeRecord, StoreName, WalletSchema } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { obtainTierB } from '../sealing/tier-b.ts'
import { dropItemsOfPersons } from './outbox.ts'

/**
 * What was typed and not sent when the device stopped being the account's. It is kept under other names,
 * where no form finds it, until the same person signs in again, and for 30 days at most.
 */
export const HELD_FOR = 30 * 86_400

/** A form for a self-declared card is whoever's the device is, as the cards are. */
const OPEN_TO_ALL = 'new-card'

const HELD = 'held-'

/** Rows that are deleted and those that take their place. */
export type Moves = {
  readonly drafts: readonly Move[]
  readonly blobs: readonly Move[]
}
type Move = { readonly from: EnvelopeRecord; readonly to: EnvelopeRecord }

type DraftTransaction = IDBPTransaction<WalletSchema, StoreName[], 'readwrite'>

/**
 * Seals what the forms hold once more, for the places where no form finds it. A row that does not open stays
 * as it is.
 */
export function holdDrafts(db: WalletDatabase): Promise<Moves> {
  return planMoves(db, (name) => (isHeld(name) || name === OPEN_TO_ALL ? undefined : `${HELD}${name}`))
}

/** Seals what is held once more, for the forms that have nothing newer. */
export function returnDrafts(db: WalletDatabase): Promise<Moves> {
  return planMoves(db, (name, present) => {
    const back = name.slice(HELD.length)
    return isHeld(name) && !present.has(back) ? back : undefined
  })
}

/** Carries the moves out, as part of a transaction. */
export async function moveDrafts(tx: DraftTransaction, { drafts, blobs }: Moves): Promise<void> {
  for (const [store, moves] of [
    [tx.objectStore('drafts'), drafts],
    [tx.objectStore('blobs'), blobs],
  ] as const)
    for (const { from, to } of moves) {
      const row = await store.get(from.id)
      // What was typed since then is newer than what was sealed anew.
      if (!row || !equalBytes(row.iv, from.iv)) continue
      await store.delete(from.id)
      await store.put(to)
    }
}

/**
 * Forgets what is held, and what waits to be sent in the person's name, unless they have come back since.
 * @throws AppError of the database
 */
export function dropHeldDrafts(db: WalletDatabase, { hasReturned }: { hasReturned: boolean }): Promise<void> {
  return db.transact(['drafts', 'blobs', 'outbox'], 'readwrite', async (tx) => {
    const [drafts, blobs] = [tx.objectStore('drafts'), tx.objectStore('blobs')]
    await drafts.delete(IDBKeyRange.bound(HELD, `${HELD}\uffff`))
    await blobs.delete(IDBKeyRange.bound(`draft/${HELD}`, `draft/${HELD}\uffff`))
    if (!hasReturned) await dropItemsOfPersons(tx.objectStore('outbox'), blobs)
  })
}

function isHeld(name: string): boolean {
  return name.startsWith(HELD)
}

async function planMoves(
  db: WalletDatabase,
  rename: (name: string, present: ReadonlySet<string>) => string | undefined,
): Promise<Moves> {
  const rows = await db.transact(['drafts', 'blobs'], 'readonly', async (tx) => ({
    drafts: await tx.objectStore('drafts').getAll(),
    blobs: await tx.objectStore('blobs').getAll(IDBKeyRange.bound('draft/', 'draft0', false, true)),
  }))
  if (rows.drafts.length + rows.blobs.length === 0) return { drafts: [], blobs: [] }
  const tierB = await obtainTierB(db)
  const present = new Set(rows.drafts.map(({ id }) => id))
  const drafts: Move[] = []
  for (const row of rows.drafts) {
    const id = rename(row.id, present)
    if (id === undefined) continue
    const place = { store: 'drafts', id, schema: row.schema }
    const to = await tierB.open('drafts', row).then(
      (value) => tierB.seal(place, value),
      () => undefined,
    )
    if (to) drafts.push({ from: row, to })
  }
  const blobs: Move[] = []
  for (const row of rows.blobs) {
    const [, name = '', ...rest] = row.id.split('/')
    const renamed = rename(name, present)
    if (renamed === undefined) continue
    const place = { store: 'blobs', id: ['draft', renamed, ...rest].join('/'), schema: row.schema }
    const to = await tierB.openBytes('blobs', row).then(
      (bytes) => tierB.sealBytes(place, bytes),
      () => undefined,
    )
    if (to) blobs.push({ from: row, to })
  }
  return { drafts, blobs }
}
