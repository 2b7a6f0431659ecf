import { type VerifiedContent, verifyContent } from '../../core/content/verify-content.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import type { StoredContent } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

/** What this device holds and can verify. */
export type HeldContent = VerifiedContent & { readonly etag?: string }

/** The stored row, as it is. @throws AppError of the database */
export function readStoredContent(db: WalletDatabase): Promise<StoredContent | undefined> {
  return db.transact(['trust'], 'readonly', async (tx) => {
    const row = await tx.objectStore('trust').get('content')
    return row?.id === 'content' ? row : undefined
  })
}

/** What the device holds and can verify now (Unix seconds). Bytes are verified at every reading. */
export async function readHeldContent(
  db: WalletDatabase,
  context: { roots: readonly RootKey[]; now: number },
): Promise<HeldContent> {
  const stored = await readStoredContent(db)
  if (!stored) return {}
  const held = await verifyContent(stored.bytes, context)
  return { ...held, ...(held.manifest && stored.etag && { etag: stored.etag }) }
}
