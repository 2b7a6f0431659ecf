import { createHash, hkdfSync } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import * as v from 'valibot'
import { type Bytes, encodeUtf8 } from '../../core/bytes.ts'
import type { Database } from '../db/open-database.ts'
import type { PushSubscriptionRow, Tables } from '../db/schema.ts'
import { openBytes, sealBytes, tryResealing } from '../sealing/sealed-bytes.ts'

/** Where a browser takes pushes, and the keys that they are encrypted to, base64url (RFC 8291). */
export type PushSubscription = {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

const Content = v.object({ endpoint: v.string(), p256dh: v.string(), auth: v.string() })

type Owner = Pick<PushSubscriptionRow, 'person_id' | 'device_id'>

const labelOf = ({ person_id, device_id }: Owner) => `push\0${person_id}\0${device_id}`

const deriveKey = (secret: Uint8Array): Bytes =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt push subscription', 32))

/**
 * SHA-256 of an endpoint's URL, base64url: what is compared, since the URL itself tells whose browser it is.
 */
export function hashEndpoint(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('base64url')
}

/**
 * Seals every subscription anew, from one secret of the issuer to another; can be done again. One that was
 * sealed under neither stays as it is.
 */
export function resealPushSubscriptions(database: Database, from: Uint8Array, to: Uint8Array): Promise<void> {
  const keys = { from: deriveKey(from), to: deriveKey(to) }
  return database.query.transaction().execute(async (transaction) => {
    const rows = await transaction.selectFrom('push_subscriptions').selectAll().execute()
    for (const row of rows) {
      const content = tryResealing(row.content, keys, labelOf(row))
      if (content)
        await transaction
          .updateTable('push_subscriptions')
          .set({ content })
          .where('person_id', '=', row.person_id)
          .where('device_id', '=', row.device_id)
          .execute()
    }
  })
}

/** Forgets where a device that ends takes pushes; what is on its way to it goes nowhere any more. */
export async function forgetPushOfDevice(transaction: Transaction<Tables>, deviceId: string): Promise<void> {
  await transaction.deleteFrom('push_subscriptions').where('device_id', '=', deviceId).execute()
}

export type PushSubscriptions = ReturnType<typeof createPushSubscriptions>

/**
 * Where people's browsers take pushes, one for each device. An endpoint is personal data: it is sealed, and
 * is in no log.
 * @param secret any secret of the issuer; a key of its own is derived from it
 */
export function createPushSubscriptions(database: Database, secret: Uint8Array) {
  const key = deriveKey(secret)
  const ofDevice = (query: Kysely<Tables>, owner: Owner) =>
    query
      .deleteFrom('push_subscriptions')
      .where('person_id', '=', owner.person_id)
      .where('device_id', '=', owner.device_id)

  return {
    /**
     * Keeps a device's subscription in place of the one that was held of it; another one of the same device
     * waits until the transaction ends.
     */
    async save(
      transaction: Transaction<Tables>,
      owner: Owner,
      { subscription, vapidKey }: { subscription: PushSubscription; vapidKey: string },
      now: number,
    ): Promise<void> {
      const { endpoint, p256dh, auth } = subscription
      const row = {
        endpoint_hash: hashEndpoint(endpoint),
        vapid_key: vapidKey,
        content: sealBytes(encodeUtf8(JSON.stringify({ endpoint, p256dh, auth })), key, labelOf(owner)),
        created_at: now,
      }
      await transaction
        .insertInto('push_subscriptions')
        .values({ person_id: owner.person_id, device_id: owner.device_id, ...row })
        .onConflict((conflict) => conflict.columns(['person_id', 'device_id']).doUpdateSet(row))
        .execute()
    },

    /** What is held of a device. */
    find: (query: Kysely<Tables>, owner: Owner): Promise<PushSubscriptionRow | undefined> =>
      query
        .selectFrom('push_subscriptions')
        .selectAll()
        .where('person_id', '=', owner.person_id)
        .where('device_id', '=', owner.device_id)
        .executeTakeFirst(),

    /** The devices of a person that take pushes. */
    async listDevices(query: Kysely<Tables>, personId: number): Promise<string[]> {
      const rows = await query
        .selectFrom('push_subscriptions')
        .select('device_id')
        .where('person_id', '=', personId)
        .execute()
      return rows.map(({ device_id: deviceId }) => deviceId)
    },

    /** `unavailable` (thrown) if it was sealed under another secret. */
    open: (row: PushSubscriptionRow): PushSubscription =>
      v.parse(Content, JSON.parse(Buffer.from(openBytes(row.content, key, labelOf(row))).toString())),

    /** Forgets a device's subscription; of another endpoint than the one that was tried, it stays. */
    async forget(owner: Owner, endpointHash?: string): Promise<void> {
      await ofDevice(database.query, owner)
        .$if(endpointHash !== undefined, (query) => query.where('endpoint_hash', '=', endpointHash ?? ''))
        .execute()
    },
  }
}
