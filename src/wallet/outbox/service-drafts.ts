import type { Bytes } from '../../core/bytes.ts'
import type { DraftName } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { sealBlob } from '../sealing/blobs.ts'
import { obtainTierB } from '../sealing/tier-b.ts'
import { isSealedTo } from '../sealing/wallet-key.ts'

/** A request to a public service while it is being filled in, for days if need be. */
export type ServiceDraft = {
  /**
   * A random UUID: what its rows are called, so that they do not say which service it is, and the
   * idempotency key of the request, so that one draft makes one request.
   */
  readonly id: string
  /** The definition that the answers were given to. */
  readonly service: string
  readonly version: number
  /** As the definition's fields hold them (JSON); pictures by the names of their files. */
  readonly answers: Readonly<Record<string, unknown>>
  /** The page that was on screen last. */
  readonly page: string
  /** Unix seconds. */
  readonly changedAt: number
  /** The request that it mends, where the office has sent pages of one back. */
  readonly mends?: {
    readonly number: string
    /**
     * Ids of the pages that stay as they were sent; what went back, and what only a mended answer opens, is
     * asked.
     */
    readonly closed: readonly string[]
    /** What the officer wrote. */
    readonly note?: string
    /**
     * The definition that it was filed by, and its texts, as a pack has them: the pack may have a later one.
     */
    readonly written: unknown
    readonly texts: unknown
  }
}

/** Files that come and go with a change of answers, by name. */
export type FileChanges = {
  readonly added?: Readonly<Record<string, Bytes>>
  readonly removed?: readonly string[]
}

const SCHEMA = 1
const PREFIX = 'service-'
/** So many requests are in hand at once; a further one begins when one of them was sent or thrown away. */
export const MOST_SERVICE_DRAFTS = 10
/** Definitions bound what their fields hold; nothing else bounds what a page could write. */
const LONGEST_DRAFT = 150_000

/** What the rows of a draft are called. */
export function draftNameOf(id: string): DraftName {
  return `${PREFIX}${id}`
}

/**
 * Keeps a draft as it is now, sealed (tier B), with the files that have come and without those that have
 * gone, in one transaction: killed at any moment, answers and files are those of the same change. Keeps
 * nothing of whoever has signed out meanwhile.
 * @throws AppError of the database; RangeError beyond the bounds
 */
export async function saveServiceDraft(
  db: WalletDatabase,
  draft: ServiceDraft,
  { added = {}, removed = [] }: FileChanges = {},
): Promise<void> {
  if (JSON.stringify(draft).length > LONGEST_DRAFT) throw new RangeError('draft too large')
  const name = draftNameOf(draft.id)
  const tierB = await obtainTierB(db)
  const [row, ...blobs] = await Promise.all([
    tierB.seal({ store: 'drafts', id: name, schema: SCHEMA }, draft),
    ...Object.entries(added).map(([file, bytes]) => sealBlob(db, `draft/${name}`, file, bytes)),
  ])
  await db.transact(['drafts', 'blobs', 'keys'], 'readwrite', async (tx) => {
    const store = tx.objectStore('blobs')
    if (!isSealedTo(await tx.objectStore('keys').get('wallet'), row)) return
    await tx.objectStore('drafts').put(row)
    for (const blob of blobs) await store.put(blob)
    for (const file of removed) await store.delete(`draft/${name}/${file}`)
  })
}

/**
 * All that is being filled in on this device, what was changed last first; one that does not open is left
 * out. @throws AppError of the database
 */
export async function listServiceDrafts(db: WalletDatabase): Promise<readonly ServiceDraft[]> {
  const rows = await db.transact(['drafts'], 'readonly', (tx) =>
    tx.objectStore('drafts').getAll(IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`)),
  )
  if (rows.length === 0) return []
  const tierB = await obtainTierB(db)
  const opened = await Promise.all(rows.map((row) => tierB.open('drafts', row).catch(() => undefined)))
  return opened
    .flatMap((draft) => (draft ? [draft as ServiceDraft] : []))
    .sort((one, other) => other.changedAt - one.changedAt)
}
