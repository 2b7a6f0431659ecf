import type { DraftName } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { dropBlobsOf } from '../sealing/blobs.ts'
import { obtainTierB } from '../sealing/tier-b.ts'
import { isSealedTo } from '../sealing/wallet-key.ts'

const SCHEMA = 1
/** Longer ones are not drafts of a form; nothing else bounds what a page could write. */
const LONGEST_DRAFT = 20_000

/**
 * Keeps what was typed so far, replacing the earlier draft; nothing of whoever has signed out meanwhile.
 * @throws AppError of the database
 */
export async function saveDraft(
  db: WalletDatabase,
  name: DraftName,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  if (JSON.stringify(values).length > LONGEST_DRAFT) return
  const sealed = await (await obtainTierB(db)).seal({ store: 'drafts', id: name, schema: SCHEMA }, values)
  await db.transact(['drafts', 'keys'], 'readwrite', async (tx) => {
    if (!isSealedTo(await tx.objectStore('keys').get('wallet'), sealed)) return
    await tx.objectStore('drafts').put(sealed)
  })
}

/** The draft, or undefined. @throws AppError of the database, or `storage_damaged` */
export async function loadDraft(
  db: WalletDatabase,
  name: DraftName,
): Promise<Readonly<Record<string, string>> | undefined> {
  const record = await db.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').get(name))
  if (!record) return undefined
  return (await (await obtainTierB(db)).open('drafts', record)) as Record<string, string>
}

/** Forgets the draft with its pictures: the form was sent, or the person emptied it. @throws AppError of the database */
export async function dropDraft(db: WalletDatabase, name: DraftName): Promise<void> {
  await db.transact(['drafts', 'blobs'], 'readwrite', async (tx) => {
    await tx.objectStore('drafts').delete(name)
    await dropBlobsOf(tx.objectStore('blobs'), `draft/${name}`)
  })
}
