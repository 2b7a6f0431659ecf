import type { IDBPObjectStore } from 'idb'
import type { Bytes } from '../../core/bytes.ts'
import type { StoreName, WalletSchema } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { obtainTierB } from './tier-b.ts'
import { isSealedTo } from './wallet-key.ts'

/**
 * Whose the bytes are: of a form that is being filled in (`draft/<name>`), or of something that waits to be sent
 * (`outbox/<id>`). A row is `<owner>/<name>`.
 */
export type BlobOwner = `draft/${string}` | `outbox/${string}`

const SCHEMA = 1
/** Pictures are made smaller than this before they are kept; nothing else bounds what a page could write. */
export const LARGEST_BLOB = 600_000

type BlobStore = IDBPObjectStore<WalletSchema, StoreName[], 'blobs', 'readwrite'>

/** Seals bytes for their row. @throws AppError of the database; RangeError if they are larger than `LARGEST_BLOB` */
export async function sealBlob(db: WalletDatabase, owner: BlobOwner, name: string, bytes: Bytes) {
  if (bytes.length > LARGEST_BLOB) throw new RangeError('blob too large')
  const place = { store: 'blobs', id: `${owner}/${name}`, schema: SCHEMA }
  return (await obtainTierB(db)).sealBytes(place, bytes)
}

/**
 * Keeps bytes on the device, sealed (tier B), in place of earlier ones of that name; none of whoever has
 * signed out meanwhile. @throws as `sealBlob`
 */
export async function saveBlob(
  db: WalletDatabase,
  owner: BlobOwner,
  name: string,
  bytes: Bytes,
): Promise<void> {
  const sealed = await sealBlob(db, owner, name, bytes)
  await db.transact(['blobs', 'keys'], 'readwrite', async (tx) => {
    if (!isSealedTo(await tx.objectStore('keys').get('wallet'), sealed)) return
    await tx.objectStore('blobs').put(sealed)
  })
}

/** The bytes, or undefined. @throws AppError of the database, or `storage_damaged` */
export async function loadBlob(
  db: WalletDatabase,
  owner: BlobOwner,
  name: string,
): Promise<Bytes | undefined> {
  const id = `${owner}/${name}`
  const record = await db.transact(['blobs'], 'readonly', (tx) => tx.objectStore('blobs').get(id))
  return record && (await obtainTierB(db)).openBytes('blobs', record)
}

/** Forgets one. @throws AppError of the database */
export async function dropBlob(db: WalletDatabase, owner: BlobOwner, name: string): Promise<void> {
  await db.transact(['blobs'], 'readwrite', (tx) => tx.objectStore('blobs').delete(`${owner}/${name}`))
}

/** Forgets all of an owner, or of all owners of a kind, inside a transaction. */
export function dropBlobsOf(store: BlobStore, owner: BlobOwner | 'draft' | 'outbox'): Promise<void> {
  return store.delete(IDBKeyRange.bound(`${owner}/`, `${owner}0`, false, true))
}
