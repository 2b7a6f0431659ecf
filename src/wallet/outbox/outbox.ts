import type { IDBPObjectStore } from 'idb'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { openWallet } from '../cards/read-wallet.ts'
import { signedInPerson } from '../cards/wallet-state.ts'
import type { DraftName, OutboxKind, StoredOutboxItem, StoreName, WalletSchema } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { withLock } from '../database/web-lock.ts'
import { dropBlobsOf, sealBlob } from '../sealing/blobs.ts'
import { obtainTierB } from '../sealing/tier-b.ts'
import { isSealedTo } from '../sealing/wallet-key.ts'
import { needsSession, type OutboxContents } from './outbox-kinds.ts'

/**
 * What the person has sent, whether or not there was a network. An item is kept until it has been sent or the
 * person takes it back; one that the issuer refuses is kept, too, and shown with the reason. send-outbox.ts
 * sends.
 */

/** An item as it is shown; its content stays sealed. */
export type OutboxItem = Omit<StoredOutboxItem, 'payload' | 'notes' | 'answer' | 'draft' | 'kind'> & {
  kind: Exclude<OutboxKind, 'read-marks'>
}

export const OUTBOX_SCHEMA = 1

/** The lock under which items are sent and taken back. */
export const OUTBOX_LOCK = 'vi-bhyt-outbox'

/** More than a person has in hand; nothing else bounds what a page could write. */
const MOST_ITEMS = 20
/** What is answered for a public service is the longest; its definition bounds it. */
const LONGEST_PAYLOAD = 70_000
const MOST_BLOBS = 60

export type NewItem<Kind extends OutboxKind> = {
  kind: Kind
  payload: OutboxContents[Kind]['payload']
  /** Sealed beside it, by name; at most sixty. */
  blobs?: Readonly<Record<string, Bytes>>
  /**
   * The draft that it was made from: forgotten, with its pictures, once the item has been sent and not
   * before.
   */
  draft?: DraftName
}

/**
 * Keeps something to be sent, sealed (tier B). What was sent longest ago makes room where there are too many.
 * @param id random, the idempotency key; queueing under an id that is there changes nothing. `now` in Unix
 * seconds
 * @returns `outbox_full` if too many are waiting
 * @throws AppError of the database, or `session_expired` if the kind needs a session and there is none, or
 * somebody has signed out meanwhile; RangeError beyond the bounds
 */
export async function queueItem<Kind extends OutboxKind>(
  db: WalletDatabase,
  { kind, payload, blobs = {}, draft }: NewItem<Kind>,
  { id, now }: { id: string; now: number },
): Promise<Result<void, 'outbox_full'>> {
  const pictures = Object.entries(blobs)
  if (JSON.stringify(payload).length > LONGEST_PAYLOAD || pictures.length > MOST_BLOBS) {
    throw new RangeError('outbox item too large')
  }
  // Before it is asked who is here: a sign-out that comes after is seen by the key.
  const tierB = await obtainTierB(db)
  const personId = needsSession[kind] ? signedInPerson((await openWallet(db)).state) : undefined
  if (needsSession[kind] && personId === undefined) throw new AppError('session_expired')
  const place = { store: 'outbox', id: `${id}/payload`, schema: OUTBOX_SCHEMA }
  const sealedPayload = await tierB.seal(place, payload)
  const item: StoredOutboxItem = {
    id,
    kind,
    state: 'waiting',
    queuedAt: now,
    ...(personId !== undefined && { personId }),
    ...(draft && { draft }),
    payload: sealedPayload,
    tries: 0,
  }
  const sealed = await Promise.all(pictures.map(([name, bytes]) => sealBlob(db, `outbox/${id}`, name, bytes)))
  return db.transact(['outbox', 'blobs', 'keys'], 'readwrite', async (tx) => {
    const outbox = tx.objectStore('outbox')
    if (!isSealedTo(await tx.objectStore('keys').get('wallet'), sealedPayload)) {
      throw new AppError('session_expired')
    }
    const items = await outbox.getAll()
    if (items.some((each) => each.id === id)) return ok(undefined)
    if (items.length >= MOST_ITEMS) {
      const [oldest] = items.filter(({ state }) => state === 'sent').sort(byTime)
      if (!oldest) return err('outbox_full')
      await outbox.delete(oldest.id)
    }
    await Promise.all([outbox.put(item), ...sealed.map((row) => tx.objectStore('blobs').put(row))])
    return ok(undefined)
  })
}

/** What waits, what was sent and what was refused, the oldest first. @throws AppError of the database */
export async function listOutbox(db: WalletDatabase): Promise<OutboxItem[]> {
  const rows = await db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').getAll())
  return rows
    .sort(byTime)
    .flatMap(({ payload, notes, answer, draft, kind, ...shown }) =>
      kind === 'read-marks' ? [] : [{ kind, ...shown }],
    )
}

/**
 * What is kept of the answer to an item that was sent. @throws AppError of the database, or `storage_damaged`
 */
export async function readAnswer<Kind extends OutboxKind>(
  db: WalletDatabase,
  kind: Kind,
  id: string,
): Promise<OutboxContents[Kind]['answer'] | undefined> {
  const row = await db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').get(id))
  if (row?.kind !== kind || !row.answer) return undefined
  return (await (await obtainTierB(db)).open('outbox', row.answer)) as OutboxContents[Kind]['answer']
}

/**
 * Takes an item back, or forgets one that was sent or refused. It waits for a sending that is under way. A
 * request that went out before and whose answer was lost may have had its effect all the same: `tries` tells.
 * @returns `sent` if the item was sent before it could be taken back; it is still there then
 */
export function cancelItem(db: WalletDatabase, shown: OutboxItem): Promise<'dropped' | 'sent'> {
  return withLock(OUTBOX_LOCK, () =>
    db.transact(['outbox', 'blobs'], 'readwrite', async (tx) => {
      const outbox = tx.objectStore('outbox')
      const item = await outbox.get(shown.id)
      if (item?.state === 'sent' && shown.state !== 'sent') return 'sent'
      await outbox.delete(shown.id)
      await dropBlobsOf(tx.objectStore('blobs'), `outbox/${shown.id}`)
      return 'dropped'
    }),
  )
}

/** Puts a refused item back among those that wait. @throws AppError of the database */
export function retryItem(db: WalletDatabase, id: string): Promise<void> {
  return db.transact(['outbox'], 'readwrite', async (tx) => {
    const item = await tx.objectStore('outbox').get(id)
    if (item?.state === 'refused') await tx.objectStore('outbox').put({ ...item, state: 'waiting' })
  })
}

type OutboxStore = IDBPObjectStore<WalletSchema, StoreName[], 'outbox', 'readwrite'>
type BlobStore = IDBPObjectStore<WalletSchema, StoreName[], 'blobs', 'readwrite'>

/** Drops, inside a transaction, what was queued in a signed-in person's name: somebody else is here now. */
export async function dropItemsOfPersons(outbox: OutboxStore, blobs: BlobStore): Promise<void> {
  const items = await outbox.getAll()
  for (const { id, personId } of items) {
    if (personId === undefined) continue
    await outbox.delete(id)
    await dropBlobsOf(blobs, `outbox/${id}`)
  }
}

function byTime(one: { queuedAt: number }, other: { queuedAt: number }): number {
  return one.queuedAt - other.queuedAt
}
