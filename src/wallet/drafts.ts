import { obtainDeviceKey } from './device-key.ts'
import type { WalletDatabase } from './wallet-database.ts'
import { obtainWalletKey, openEnvelope, sealEnvelope, unwrapWalletKey } from './wallet-key.ts'

/** Forms whose typed content survives a closed page; each is one row of the store `drafts` (tier B). */
export type DraftName = 'personal-details' | 'new-card'

const SCHEMA = 1
/** Longer ones are not drafts of a form; nothing else bounds what a page could write. */
const LONGEST_DRAFT = 20_000

/** Keeps what was typed so far, replacing the earlier draft. @throws AppError of the database */
export async function saveDraft(
  db: WalletDatabase,
  name: DraftName,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  if (JSON.stringify(values).length > LONGEST_DRAFT) return
  const walletKey = await obtainWalletKey(db, await obtainDeviceKey(db))
  const sealed = await sealEnvelope(walletKey, { store: 'drafts', id: name, schema: SCHEMA }, values)
  await db.transact(['drafts'], 'readwrite', async (tx) => {
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
  const deviceKey = await obtainDeviceKey(db)
  const walletKey = await obtainWalletKey(db, deviceKey)
  const privateKey = await unwrapWalletKey(deviceKey, walletKey)
  const plain = await openEnvelope({ keyId: walletKey.keyId, privateKey }, 'drafts', record)
  return plain as Record<string, string>
}

/** Forgets the draft: the form was sent, or the person emptied it. @throws AppError of the database */
export async function dropDraft(db: WalletDatabase, name: DraftName): Promise<void> {
  await db.transact(['drafts'], 'readwrite', async (tx) => {
    await tx.objectStore('drafts').delete(name)
  })
}
