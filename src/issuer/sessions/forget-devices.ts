import { setImmediate } from 'node:timers/promises'
import type { Database } from '../db/open-database.ts'

/** Devices that are forgotten in one transaction: on the embedded database everybody waits for it. */
const AT_ONCE = 200

/** And in one go: as many as end in an hour where very many sign in. */
const MOST = 100_000

/**
 * Forgets devices that ended long ago, once nothing of theirs is left: no session, no sign-in in the log, and
 * no credential that somebody could still show, whose position in a status list they hold.
 */
export async function forgetDevices(
  database: Database,
  { life }: { readonly life: number },
  now: number,
): Promise<void> {
  for (let forgotten = 0; forgotten < MOST; forgotten += AT_ONCE) {
    if ((await forgetSome(database, { life }, now)) < AT_ONCE) return
    await setImmediate()
  }
}

function forgetSome(database: Database, { life }: { readonly life: number }, now: number): Promise<number> {
  return database.query.transaction().execute(async (transaction) => {
    const due = transaction
      .selectFrom('devices')
      .select('devices.id')
      .where('ended_at', '<', now - life)
      .where((where) =>
        where.not(
          where.or([
            where.exists(where.selectFrom('sessions').select('id').whereRef('device_id', '=', 'devices.id')),
            where.exists(where.selectFrom('sign_ins').select('id').whereRef('device_id', '=', 'devices.id')),
            where.exists(
              where
                .selectFrom('status_entries')
                .select('position')
                .whereRef('device_id', '=', 'devices.id')
                .where('reserved_until', '>=', now),
            ),
          ]),
        ),
      )
    const ids = (await due.limit(AT_ONCE).execute()).map(({ id }) => id)
    if (ids.length === 0) return 0
    await transaction
      .updateTable('status_entries')
      .set({ device_id: null, card_id: null })
      .where('device_id', 'in', ids)
      .execute()
    await transaction.deleteFrom('holder_keys').where('device_id', 'in', ids).execute()
    // One that was saved in the moment in which the device ended, in versions that let that be.
    await transaction.deleteFrom('push_subscriptions').where('device_id', 'in', ids).execute()
    await transaction.deleteFrom('devices').where('id', 'in', ids).execute()
    return ids.length
  })
}
