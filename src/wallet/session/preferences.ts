import type { CodeKind } from '../../core/card/card-code.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

/** Keeps the person's choice of card or code; what is absent stays as it was. */
export function saveChoice(db: WalletDatabase, choice: { cardId?: string; code?: CodeKind }): Promise<void> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    await store.put({ ...(await store.get('card')), ...choice, id: 'card' })
  })
}

/** Keeps the language of the interface (BCP 47 tag); it outlives a sign-out. */
export function saveLanguage(db: WalletDatabase, language: string): Promise<void> {
  return db.transact(['preferences'], 'readwrite', async (tx) => {
    await tx.objectStore('preferences').put({ id: 'language', value: language })
  })
}
