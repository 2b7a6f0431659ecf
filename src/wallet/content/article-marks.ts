import type { WalletDatabase } from '../database/wallet-database.ts'

/** Marks that are kept at most; the oldest goes first. There are fewer guides and news than that. */
const MOST = 400

/** What was read of guides and news, on this phone alone. @throws AppError of the database */
export async function readArticleMarks(db: WalletDatabase): Promise<readonly string[]> {
  const row = await db.transact(['choices'], 'readonly', (tx) => tx.objectStore('choices').get('articles'))
  return row?.id === 'articles' ? row.read : []
}

/** Notes that one was read; gives what has been read then. @throws AppError of the database */
export function markArticleRead(db: WalletDatabase, key: string): Promise<readonly string[]> {
  return db.transact(['choices'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    const row = await store.get('articles')
    const others = (row?.id === 'articles' ? row.read : []).filter((each) => each !== key)
    const read = [...others, key].slice(-MOST)
    await store.put({ id: 'articles', read })
    return read
  })
}
