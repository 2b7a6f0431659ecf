import type { WalletDatabase } from '../database/wallet-database.ts'

/**
 * Whether the person gives questions that the assistant could not answer to those who write answers: not
 * unless they have switched it on. @throws AppError of the database
 */
export async function readGivingChoice(db: WalletDatabase): Promise<boolean> {
  const row = await db.transact(['choices'], 'readonly', (tx) => tx.objectStore('choices').get('giving'))
  return row?.id === 'giving' && row.isOn
}

/** Keeps what was chosen on this device. @throws AppError of the database */
export function saveGivingChoice(db: WalletDatabase, isOn: boolean): Promise<void> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    await tx.objectStore('choices').put({ id: 'giving', isOn })
  })
}
