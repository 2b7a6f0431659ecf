import type { Transaction } from 'kysely'
import type { Tables } from '../db/schema.ts'

/** Positions in one list: a list with one in a thousand revoked packs to about 2 KB. */
export const LIST_LENGTH = 2 ** 20

/**
 * Odd, so multiplying by it modulo a power of two visits every position once: neighbours in time are not
 * neighbours in the list.
 */
const STRIDE = 0x9e3779b1

/**
 * How long a position is kept for a card on a device: two lives of a credential, so that a renewal seldom has
 * to extend it.
 */
export const RESERVATION = 60 * 86_400

export type StatusIndex = { readonly list: number; readonly position: number }

/**
 * Allocates an index to a card on a device: one whose last credential has expired, else the next new one.
 * Lists are filled in turn.
 */
export async function allocateStatusIndex(
  transaction: Transaction<Tables>,
  { deviceId, cardId, now }: { deviceId: string; cardId: string; now: number },
): Promise<StatusIndex> {
  const owner = { device_id: deviceId, card_id: cardId, reserved_until: now + RESERVATION, revoked_at: null }
  const free = await transaction
    .selectFrom('status_entries')
    .select(['list', 'position'])
    .where('reserved_until', '<', now)
    .limit(1)
    .executeTakeFirst()
  if (free !== undefined) {
    const { numUpdatedRows } = await transaction
      .updateTable('status_entries')
      .set(owner)
      .where('list', '=', free.list)
      .where('position', '=', free.position)
      .where('reserved_until', '<', now)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) return free
  }
  const place = await takeNext(transaction)
  await transaction
    .insertInto('status_entries')
    .values({ ...place, ...owner })
    .execute()
  return place
}

async function takeNext(transaction: Transaction<Tables>): Promise<StatusIndex> {
  const last = await transaction
    .selectFrom('status_counters')
    .select((column) => column.fn.max('list').as('list'))
    .executeTakeFirst()
  const list = last?.list ?? 0
  const { allotted } = await transaction
    .insertInto('status_counters')
    .values({ list, allotted: 1 })
    .onConflict((conflict) =>
      conflict
        .column('list')
        .doUpdateSet((column) => ({ allotted: column('status_counters.allotted', '+', 1) })),
    )
    .returning('allotted')
    .executeTakeFirstOrThrow()
  const position = Number((BigInt(allotted - 1) * BigInt(STRIDE)) % BigInt(LIST_LENGTH))
  if (allotted === LIST_LENGTH)
    await transaction
      .insertInto('status_counters')
      .values({ list: list + 1, allotted: 0 })
      .execute()
  return { list, position }
}

/** Sets the bits of every card on a device that has ended. */
export async function revokeDevice(
  transaction: Transaction<Tables>,
  deviceId: string,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('status_entries')
    .set({ revoked_at: now })
    .where('device_id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .execute()
}

/**
 * Sets the bits of a person's cards on all devices of another, who is no longer their guardian, and forgets
 * the keys there.
 */
export async function revokeCards(
  transaction: Transaction<Tables>,
  { holderId, dependantId }: { holderId: number; dependantId: number },
  now: number,
): Promise<void> {
  const devices = transaction.selectFrom('devices').select('id').where('person_id', '=', holderId)
  const cards = transaction.selectFrom('cards').select('id').where('person_id', '=', dependantId)
  await transaction
    .updateTable('status_entries')
    .set({ revoked_at: now })
    .where('device_id', 'in', devices)
    .where('card_id', 'in', cards)
    .where('revoked_at', 'is', null)
    .execute()
  await transaction
    .deleteFrom('holder_keys')
    .where('device_id', 'in', devices)
    .where('card_id', 'in', cards)
    .execute()
}
