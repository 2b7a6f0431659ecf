import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import { CONTENT_KEYS } from '../../core/content/content-key-list.ts'
import { type TrustListError, verifyTrustList } from '../../core/credential/trust-list.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'

export type ContentKeys = ReturnType<typeof createContentKeys>

/**
 * The list of content keys. It is signed elsewhere, with a root key that this service never has, and only
 * kept and served here.
 */
export function createContentKeys(database: Database, roots: readonly RootKey[]) {
  let current: { readonly body: Bytes; readonly list: TrustList } | undefined

  async function readNewest() {
    return database.query
      .selectFrom('content_key_lists')
      .select(['sequence', 'body'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst()
  }

  return {
    /** Reads the newest list, to notice one that another process has published. */
    async refresh(now: number): Promise<void> {
      const row = await readNewest()
      if (row === undefined || row.sequence === current?.list.sequence) return
      const verified = await verifyTrustList(row.body, { roots, now, kind: CONTENT_KEYS })
      if (verified.ok) current = { body: row.body, list: verified.value }
    },

    /** Keeps a signed list, if it is good and newer than the newest. */
    async publish(body: Bytes, now: number): Promise<Result<TrustList, TrustListError>> {
      const newest = await readNewest()
      const verified = await verifyTrustList(body, {
        roots,
        now,
        kind: CONTENT_KEYS,
        ...(newest && { newerThan: newest.sequence }),
      })
      if (!verified.ok) return verified
      const { sequence } = verified.value
      await database.query
        .insertInto('content_key_lists')
        .values({ sequence, body, published_at: now })
        .execute()
      return ok(verified.value)
    },

    /** The list in force; `unavailable` while there is none or it has expired. */
    current(now: number): { readonly body: Bytes; readonly list: TrustList } {
      if (current === undefined || now >= current.list.expiresAt)
        throw new AppError('unavailable', { retryable: true })
      return current
    },
  }
}
