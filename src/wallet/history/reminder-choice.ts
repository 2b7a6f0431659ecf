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

/** Keeps what is given; the rest stays as it was. @throws AppError of the database */
export function saveReminderChoice(db: WalletDatabase, change: Partial<ReminderChoice>): Promise<void> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    const row = await store.get('reminders')
    const before = row?.id === 'reminders' ? row : { wanted: false, shown: [] }
    const { wanted, shown } = { ...before, ...change }
    await store.put({ id: 'reminders', wanted, shown: shown.slice(-MOST_SHOWN) })
  })
}
