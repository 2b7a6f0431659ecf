import { hash } from 'node:crypto'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, equalBytes } from '../../core/bytes.ts'
import { MAX_CREDENTIAL_LIFE } from '../../core/credential/card-credential.ts'
import { type TrustListError, verifyTrustList } from '../../core/credential/trust-list.ts'
import type { RootKey, TrustedKey, TrustList } from '../../core/credential/trusted-keys.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'

export type PublishedTrustList = {
  readonly body: Bytes
  readonly etag: string
  readonly trustList: TrustList
}

export type TrustLists = ReturnType<typeof createTrustLists>

/**
 * The published trust list. It is signed elsewhere, with a root key that this service never has
 * (docs/operations.md), and only kept and served here.
 */
export function createTrustLists(database: Database, roots: readonly RootKey[]) {
  let current: PublishedTrustList | undefined

  async function readNewest() {
    return database.query
      .selectFrom('trust_lists')
      .select(['sequence', 'body'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst()
  }

  return {
    /** Reads the newest list, to notice one that another process has published. */
    async refresh(now: number): Promise<void> {
      const row = await readNewest()
      if (row === undefined || row.sequence === current?.trustList.sequence) return
      const verified = await verifyTrustList(row.body, { roots, now })
      if (!verified.ok) return
      const etag = `"${hash('sha256', row.body, 'base64url').slice(0, 22)}"`
      current = { body: row.body, etag, trustList: verified.value }
    },

    /**
     * Keeps a signed list, if it is good and newer than the newest. When it drops a key before its time,
     * because the key was stolen, every snapshot is signed anew at its next reading: no wallet takes the old
     * one any more.
     */
    async publish(body: Bytes, now: number): Promise<Result<TrustList, TrustListError>> {
      const newest = await readNewest()
      const verified = await verifyTrustList(body, {
        roots,
        now,
        ...(newest && { newerThan: newest.sequence }),
      })
      if (!verified.ok) return verified
      const { sequence, keys } = verified.value
      const before = newest && (await verifyTrustList(newest.body, { roots, now: 0 }))
      const isKeyDropped =
        before?.ok && before.value.keys.some((key) => isNeeded(key, now) && !has(keys, key))
      await database.query.transaction().execute(async (transaction) => {
        await transaction.insertInto('trust_lists').values({ sequence, body, published_at: now }).execute()
        if (isKeyDropped) await transaction.updateTable('snapshots').set({ renew_at: 0 }).execute()
      })
      return ok(verified.value)
    },

    /** The list that is served; `unavailable` while there is none or it has expired. */
    current(now: number): PublishedTrustList {
      if (current === undefined || now >= current.trustList.expiresAt)
        throw new AppError('unavailable', { retryable: true })
      return current
    },
  }
}

/** Whether something that the key has signed may still be in use. */
const isNeeded = ({ notAfter }: TrustedKey, now: number) => now < notAfter + MAX_CREDENTIAL_LIFE

const has = (keys: readonly TrustedKey[], { keyId, role }: TrustedKey) =>
  keys.some((key) => key.role === role && equalBytes(key.keyId, keyId))
