import type { Transaction } from 'kysely'
import type { Tables } from '../db/schema.ts'
import type { StatusIndex } from './status-positions.ts'

/**
 * How long a position is kept for a card on a device: two lives of a credential, so that a renewal seldom has
 * to extend it.
 */
export const RESERVATION = 60 * 86_400

/**
 * For how long a position then belongs to nobody, in seconds: lists that desks hold may still have its bit,
 * and would show whoever gets it as revoked. The lists of a desk without a network are days old.
 */
const REST = 30 * 86_400

/**
 * Gives a card on a device a position: one whose last credential has expired long ago, else the new one that
 * was taken for it.
 */
export async function allocateStatusIndex(
  transaction: Transaction<Tables>,
  { deviceId, cardId, taken, now }: { deviceId: string; cardId: string; taken: StatusIndex; now: number },
): Promise<StatusIndex> {
  const owner = { device_id: deviceId, card_id: cardId, reserved_until: now + RESERVATION, revoked_at: null }
  const free = await transaction
    .selectFrom('status_entries')
    .select(['list', 'position'])
    .where('reserved_until', '<', now - REST)
    .limit(1)
    .executeTakeFirst()
  if (free !== undefined) {
    const { numUpdatedRows } = await transaction
      .updateTable('status_entries')
      .set(owner)
      .where('list', '=', free.list)
      .where('position', '=', free.position)
      .where('reserved_until', '<', now - REST)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) return free
  }
  await transaction
    .insertInto('status_entries')
    .values({ ...taken, ...owner })
    .execute()
  return taken
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
