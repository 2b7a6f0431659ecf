import type { ExpressionBuilder, Transaction } from 'kysely'
import type { Database } from '../db/open-database.ts'
import type { DeviceRow, Tables } from '../db/schema.ts'
import { createSessionToken, type DeviceToken, hashSecret, matchesSecret } from './session-token.ts'

/** How long sign-ins are remembered and devices that have ended are shown, in seconds. */
export const LOG_LIFE = 180 * 86_400

/** How many of each are shown. */
const LISTED = 50

export type Devices = ReturnType<typeof createDevices>

/** What can be asked about devices; they begin and end with sessions (sessions.ts). */
export function createDevices(database: Database) {
  return {
    /** The device that a browser proves to be, if it is active and has an enrolled holder key. */
    async findEnrolled(
      token: DeviceToken | undefined,
    ): Promise<{ id: string; personId: number } | undefined> {
      if (token === undefined) return undefined
      const row = await database.query
        .selectFrom('devices')
        .select(['id', 'person_id', 'secret_hash'])
        .where('id', '=', token.id)
        .where('ended_at', 'is', null)
        .where((where) =>
          where.exists(
            where
              .selectFrom('holder_keys')
              .select('card_id')
              .whereRef('holder_keys.device_id', '=', 'devices.id'),
          ),
        )
        .executeTakeFirst()
      return row?.secret_hash && matchesSecret(token.secret, row.secret_hash)
        ? { id: row.id, personId: row.person_id }
        : undefined
    },

    /** The devices of a person that are active or ended lately, and their last sign-ins, the newest first. */
    async list(personId: number, now: number) {
      const devices = await database.query
        .selectFrom('devices')
        .select(['id', 'name', 'created_at', 'ended_at', 'end_code'])
        .select(lastUse)
        .where('person_id', '=', personId)
        .where('removed_at', 'is', null)
        .where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>', now - LOG_LIFE)]))
        .orderBy('created_at', 'desc')
        .limit(LISTED)
        .execute()
      const signIns = await database.query
        .selectFrom('sign_ins')
        .innerJoin('devices', 'devices.id', 'sign_ins.device_id')
        .select(['sign_ins.at', 'sign_ins.method', 'devices.name as device'])
        .where('sign_ins.person_id', '=', personId)
        .where('sign_ins.at', '>', now - LOG_LIFE)
        .orderBy('sign_ins.at', 'desc')
        .limit(LISTED)
        .execute()
      return { devices, signIns }
    },
  }
}

/** When a device was last used: by its session, while it has one (session-uses.ts). */
function lastUse(column: ExpressionBuilder<Tables, 'devices'>) {
  const bySession = column
    .selectFrom('sessions')
    .select((session) => session.fn.max('sessions.used_at').as('used_at'))
    .whereRef('sessions.device_id', '=', 'devices.id')
  return column.fn.coalesce(bySession, 'devices.used_at').as('used_at')
}

/** The account's active device. */
export async function findActiveDevice(transaction: Transaction<Tables>, personId: number) {
  return transaction
    .selectFrom('devices')
    .select(['id', 'name'])
    .select(lastUse)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

/** The active device, of whatever account, that the browser proves to be. */
export async function findOwnDevice(
  transaction: Transaction<Tables>,
  token: DeviceToken | undefined,
): Promise<(Pick<DeviceRow, 'id' | 'person_id' | 'name'> & { token: DeviceToken }) | undefined> {
  if (token === undefined) return undefined
  const row = await transaction
    .selectFrom('devices')
    .select(['id', 'person_id', 'name', 'secret_hash'])
    .where('id', '=', token.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.secret_hash && matchesSecret(token.secret, row.secret_hash) ? { ...row, token } : undefined
}

/** A new device of an account. */
export async function addDevice(
  transaction: Transaction<Tables>,
  personId: number,
  name: string,
  now: number,
): Promise<DeviceToken> {
  const token = createSessionToken()
  await transaction
    .insertInto('devices')
    .values({
      id: token.id,
      person_id: personId,
      created_at: now,
      ended_at: null,
      name,
      secret_hash: hashSecret(token.secret),
      used_at: now,
      end_code: null,
      removed_at: null,
    })
    .execute()
  return token
}

/** The same device, signed in to again. */
export async function renewDevice(
  transaction: Transaction<Tables>,
  token: DeviceToken,
  name: string,
  now: number,
): Promise<DeviceToken> {
  await transaction.updateTable('devices').set({ name, used_at: now }).where('id', '=', token.id).execute()
  return token
}
