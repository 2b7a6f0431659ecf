import type { Database } from '../db/open-database.ts'

/**
 * Forgets devices that ended long ago, once nothing of theirs is left: no session, no sign-in in the log, and
 * no credential that somebody could still show, whose position in a status list they hold.
 */
export function forgetDevices(
  database: Database,
  { life }: { readonly life: number },
  now: number,
): Promise<void> {
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
    const ids = (await due.limit(1000).execute()).map(({ id }) => id)
    if (ids.length === 0) return
    await transaction
      .updateTable('status_entries')
      .set({ device_id: null, card_id: null })
      .where('device_id', 'in', ids)
      .execute()
    await transaction.deleteFrom('holder_keys').where('device_id', 'in', ids).execute()
    // One that was saved in the moment in which the device ended, in versions that let that be.
    await transaction.deleteFrom('push_subscriptions').where('device_id', 'in', ids).execute()
    await transaction.deleteFrom('devices').where('id', 'in', ids).execute()
  })
}
