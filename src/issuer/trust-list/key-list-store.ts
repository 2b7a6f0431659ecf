import type { Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import { type KeyListKind, type TrustListError, verifyTrustList } from '../../core/credential/trust-list.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'

export type PublishedKeyList = { readonly body: Bytes; readonly list: TrustList }

/**
 * The lists of keys of one kind. They are signed elsewhere, with a root key that this service never has
 * (docs/operations.md), and only kept and served here.
 *
 * @param onPublish What else changes with a new list, in its transaction; `before` as the one before
 * verified.
 */
export function createKeyListStore(
  database: Database,
  {
    table,
    roots,
    kind,
    onPublish,
  }: {
    table: 'trust_lists' | 'content_key_lists' | 'payment_key_lists'
    roots: readonly RootKey[]
    kind?: KeyListKind
    onPublish?: (
      transaction: Transaction<Tables>,
      lists: { before: TrustList | undefined; next: TrustList },
      now: number,
    ) => Promise<void>
  },
) {
  let current: PublishedKeyList | undefined
  const verify = (body: Uint8Array, now: number, newerThan = -1) =>
    verifyTrustList(body, { roots, now, newerThan, ...(kind && { kind }) })

  async function readNewest() {
    return database.query
      .selectFrom(table)
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
      const verified = await verify(row.body, now)
      if (verified.ok) current = { body: row.body, list: verified.value }
    },

    /** Keeps a signed list, if it is good and newer than the newest. */
    async publish(body: Bytes, now: number): Promise<Result<TrustList, TrustListError>> {
      const newest = await readNewest()
      const verified = await verify(body, now, newest?.sequence)
      if (!verified.ok) return verified
      const next = verified.value
      const held = newest && (await verify(newest.body, 0))
      const before = held?.ok ? held.value : undefined
      await database.query.transaction().execute(async (transaction) => {
        const row = { sequence: next.sequence, body, published_at: now }
        await transaction.insertInto(table).values(row).execute()
        await onPublish?.(transaction, { before, next }, now)
      })
      return ok(next)
    },

    /** The list in force; `unavailable` while there is none or it has expired. */
    current(now: number): PublishedKeyList {
      if (current === undefined || now >= current.list.expiresAt)
        throw new AppError('unavailable', { retryable: true })
      return current
    },
  }
}
