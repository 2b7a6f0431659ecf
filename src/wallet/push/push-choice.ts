import type { StoredPushChoice } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

export type PushChoice = Omit<StoredPushChoice, 'id'>

/** What notifications may say where the person wants that. */
export type PushDetails = Exclude<PushChoice['details'], undefined>

const none: PushChoice = { wanted: false, wasAsked: false }

/** What the person has chosen on this device. @throws AppError of the database */
export async function readPushChoice(db: WalletDatabase): Promise<PushChoice> {
  const row = await db.transact(['choices'], 'readonly', (tx) => tx.objectStore('choices').get('push'))
  return row?.id === 'push' ? row : none
}

/** Keeps what is given; the rest stays as it was. @throws AppError of the database */
export function savePushChoice(db: WalletDatabase, change: Partial<PushChoice>): Promise<void> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    const row = await store.get('push')
    await store.put({ ...(row?.id === 'push' ? row : none), ...change, id: 'push' })
  })
}
