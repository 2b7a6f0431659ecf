import { obtainDeviceKey } from './device-key.ts'
import { openRecord, sealRecord } from './sealing.ts'
import type { WalletDatabase } from './wallet-database.ts'

/** Forms whose typed content survives a closed page; each is one sealed row of the store `state`. */
export type DraftName = 'personal-details' | 'new-card'

const SCHEMA = 1
/** Longer ones are not drafts of a form; nothing else bounds what a page could write. */
const LONGEST_DRAFT = 20_000

const idOf = (name: DraftName) => `draft:${name}`

/** Keeps what was typed so far, replacing the earlier draft. @throws AppError of the database */
export async function saveDraft(
  db: WalletDatabase,
  name: DraftName,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  if (JSON.stringify(values).length > LONGEST_DRAFT) return
  const place = { store: 'state', id: idOf(name), schema: SCHEMA, sequence: 0 }
  const sealed = await sealRecord(await obtainDeviceKey(db), place, values)
  await db.transact(['state'], 'readwrite', async (tx) => {
    await tx.objectStore('state').put(sealed)
  })
}

/** The draft, or undefined. @throws AppError of the database, or `storage_damaged` */
export async function loadDraft(
  db: WalletDatabase,
  name: DraftName,
): Promise<Readonly<Record<string, string>> | undefined> {
  const record = await db.transact(['state'], 'readonly', (tx) => tx.objectStore('state').get(idOf(name)))
  if (!record) return undefined
  return (await openRecord(await obtainDeviceKey(db), 'state', record)) as Record<string, string>
}

/** Forgets the draft: the form was sent, or the person emptied it. @throws AppError of the database */
export async function dropDraft(db: WalletDatabase, name: DraftName): Promise<void> {
  await db.transact(['state'], 'readwrite', async (tx) => {
    await tx.objectStore('state').delete(idOf(name))
  })
}
