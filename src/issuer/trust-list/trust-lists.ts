import { hash } from 'node:crypto'
import { type Bytes, equalBytes } from '../../core/bytes.ts'
import { MAX_CREDENTIAL_LIFE } from '../../core/credential/card-credential.ts'
import type { RootKey, TrustedKey, TrustList } from '../../core/credential/trusted-keys.ts'
import type { Database } from '../db/open-database.ts'
import { createKeyListStore, type PublishedKeyList } from './key-list-store.ts'

export type PublishedTrustList = {
  readonly body: Bytes
  readonly etag: string
  readonly trustList: TrustList
}

export type TrustLists = ReturnType<typeof createTrustLists>

/**
 * The published trust list. When a new one drops a key before its time, because the key was stolen, every
 * snapshot signed until then is signed anew at its next reading: no wallet takes the old one any more. That
 * is one row, so that a stolen key can be answered at once however many snapshots there are.
 */
export function createTrustLists(database: Database, roots: readonly RootKey[]) {
  const store = createKeyListStore(database, {
    table: 'trust_lists',
    roots,
    async onPublish(transaction, { before, next }, now) {
      const isKeyDropped = before?.keys.some((key) => isNeeded(key, now) && !has(next.keys, key))
      if (!isKeyDropped) return
      const noted = { id: 1, key_dropped_at: now } as const
      await transaction
        .insertInto('snapshot_renewals')
        .values(noted)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(noted))
        .execute()
    },
  })
  let served: { of: PublishedKeyList; as: PublishedTrustList } | undefined

  return {
    refresh: store.refresh,
    publish: store.publish,

    /** The list that is served; `unavailable` while there is none or it has expired. */
    current(now: number): PublishedTrustList {
      const of = store.current(now)
      if (served?.of !== of) {
        const etag = `"${hash('sha256', of.body, 'base64url').slice(0, 22)}"`
        served = { of, as: { body: of.body, etag, trustList: of.list } }
      }
      return served.as
    },
  }
}

/** Whether something that the key has signed may still be in use. */
const isNeeded = ({ notAfter }: TrustedKey, now: number) => now < notAfter + MAX_CREDENTIAL_LIFE

const has = (keys: readonly TrustedKey[], { keyId, role }: TrustedKey) =>
  keys.some((key) => key.role === role && equalBytes(key.keyId, keyId))
