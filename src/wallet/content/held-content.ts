import type { Bytes } from '../../core/bytes.ts'
import { readContentAnswer } from '../../core/content/content-answer.ts'
import { CONTENT_KEYS } from '../../core/content/content-key-list.ts'
import { type ContentManifest, verifyContentManifest } from '../../core/content/content-manifest.ts'
import { verifyTrustList } from '../../core/credential/trust-list.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import type { StoredContent } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

/** What this device holds and can verify: the list of content keys, and under it the manifest. */
export type HeldContent = {
  readonly keyList?: TrustList
  readonly manifest?: ContentManifest
  readonly etag?: string
}

/** The stored row, as it is. @throws AppError of the database */
export function readStoredContent(db: WalletDatabase): Promise<StoredContent | undefined> {
  return db.transact(['trust'], 'readonly', async (tx) => {
    const row = await tx.objectStore('trust').get('content')
    return row?.id === 'content' ? row : undefined
  })
}

/**
 * Verifies an answer of the issuer, or the stored one: its list of keys, and the manifest under that list.
 * With `under`, a newer list counts instead of its own, so that a manifest whose key was dropped is none.
 */
export async function verifyContent(
  bytes: Bytes,
  {
    roots,
    now,
    under,
    held,
  }: {
    roots: readonly RootKey[]
    now: number
    under?: TrustList | undefined
    held?: ContentManifest | undefined
  },
): Promise<HeldContent> {
  const parts = readContentAnswer(bytes)
  if (!parts.ok) return {}
  const listed = await verifyTrustList(parts.value.keyList, { roots, now, kind: CONTENT_KEYS })
  const own = listed.ok ? listed.value : undefined
  const keyList = under && (!own || own.sequence < under.sequence) ? under : own
  if (!keyList) return {}
  const manifest = await verifyContentManifest(parts.value.manifest, { keys: keyList, now, held })
  return { keyList, ...(manifest.ok && { manifest: manifest.value }) }
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
