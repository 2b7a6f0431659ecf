import type { WalletDatabase } from '../database/wallet-database.ts'

/** Whether the person wants notifications of reminders, and which have been shown (their ids). */
export type ReminderChoice = { wanted: boolean; shown: readonly string[] }

/** Ids are forgotten oldest first beyond this many: far more than a family's cards have ahead. */
const MOST_SHOWN = 200

/** @throws AppError of the database */
export async function readReminderChoice(db: WalletDatabase): Promise<ReminderChoice> {
  const row = await db.transact(['choices'], 'readonly', (tx) => tx.objectStore('choices').get('reminders'))
  return row?.id === 'reminders' ? { wanted: row.wanted, shown: row.shown } : { wanted: false, shown: [] }
}

/** Keeps whether they are wanted; what was shown stays as it was. @throws AppError of the database */
export function saveReminderChoice(
  db: WalletDatabase,
  { wanted }: Pick<ReminderChoice, 'wanted'>,
): Promise<void> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    const row = await store.get('reminders')
    await store.put({ id: 'reminders', wanted, shown: row?.id === 'reminders' ? row.shown : [] })
  })
}

/**
 * Notes that these are about to be shown; false where the person has switched reminders off or signed out
 * meanwhile: then nothing is kept of them. @throws AppError of the database
 */
export function noteShownReminders(db: WalletDatabase, ids: readonly string[]): Promise<boolean> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    const row = await store.get('reminders')
    if (row?.id !== 'reminders' || !row.wanted) return false
    await store.put({ ...row, shown: [...row.shown, ...ids].slice(-MOST_SHOWN) })
    return true
  })
}
