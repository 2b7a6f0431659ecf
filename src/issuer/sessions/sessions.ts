import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { type SessionColumns, sessionColumns } from '../db/session-columns.ts'
import { createSessionToken, hashSecret, matchesSecret, type SessionToken } from './session-token.ts'

const DAY = 86_400

/** Unused for this long, a session has ended. */
const SESSION_IDLE = 30 * DAY

/** However much it is used, a session ends this long after sign-in. */
export const SESSION_LIFE = 90 * DAY

/** The time of the last use is written at most this often. */
const TOUCH_INTERVAL = 3600

export type SessionDefect = 'session_expired' | 'device_replaced'

/** What else happens in the same transaction. */
export type SessionHooks = {
  /** A device ends, for whatever reason. */
  onDeviceEnd(transaction: Transaction<Tables>, deviceId: string, now: number): Promise<void>
  /** Another device has become the account's active one. */
  onReplacement(transaction: Transaction<Tables>, personId: number, now: number): Promise<void>
}

/**
 * Whether the session of a request is good, from the row with its id, read in the same request: nothing is remembered
 * between requests, so an ended session is ended at once. Who cannot show the secret learns nothing but `session_expired`.
 */
export function checkSession(
  token: SessionToken,
  row: SessionColumns | undefined,
  now: number,
): SessionDefect | undefined {
  if (row === undefined || !matchesSecret(token.secret, row.secret_hash)) return 'session_expired'
  if (row.end_code === 'device_replaced') return 'device_replaced'
  return row.end_code !== null || now >= sessionEnd(row) ? 'session_expired' : undefined
}

/** When the session ends if it is not used again, in Unix seconds. */
export function sessionEnd(row: Pick<SessionColumns, 'used_at' | 'session_created_at'>): number {
  return Math.min(row.used_at + SESSION_IDLE, row.session_created_at + SESSION_LIFE)
}

export type Sessions = ReturnType<typeof createSessions>

/** Sessions and the devices they are on: one active device an account, one session a device. */
export function createSessions(database: Database, hooks: SessionHooks) {
  const findRow = database.prepare<SessionColumns & { full_name: string }>(
    database.query
      .selectFrom('sessions')
      .innerJoin('people', 'people.id', 'sessions.person_id')
      .select([...sessionColumns, 'people.full_name'])
      .where('sessions.id', '=', ''),
  )

  return {
    /** The row of a session with the name of the person. */
    find: (id: string) => findRow(id),

    /**
     * Makes a new device the active one of the account and opens its session. The device before it ends, with its session and
     * its credentials, in the same transaction.
     */
    async open(personId: number, now: number): Promise<SessionToken> {
      const token = createSessionToken()
      const deviceId = randomBytes(16).toString('base64url')
      const secretHash = hashSecret(token.secret)
      await database.query.transaction().execute(async (transaction) => {
        // Locks the account on either database: sign-ins of one account come one after the other.
        await transaction
          .updateTable('accounts')
          .set((column) => ({ created_at: column.ref('created_at') }))
          .where('person_id', '=', personId)
          .execute()
        const before = await transaction
          .selectFrom('devices')
          .select('id')
          .where('person_id', '=', personId)
          .where('ended_at', 'is', null)
          .execute()
        for (const { id } of before) await endDevice(transaction, id, 'device_replaced', now)
        await transaction
          .insertInto('devices')
          .values({ id: deviceId, person_id: personId, created_at: now, ended_at: null })
          .execute()
        await transaction
          .insertInto('sessions')
          .values({
            id: token.id,
            device_id: deviceId,
            person_id: personId,
            secret_hash: secretHash,
            created_at: now,
            used_at: now,
            end_code: null,
          })
          .execute()
        if (before.length > 0) await hooks.onReplacement(transaction, personId, now)
      })
      return token
    },

    /** Ends a session, its device and the credentials on it. */
    async end(row: SessionColumns, now: number): Promise<void> {
      await database.query
        .transaction()
        .execute((transaction) => endDevice(transaction, row.device_id, 'signed_out', now))
    },

    /** Notes that the session is in use; nothing, and at once, if the last note is recent enough. */
    touch(row: SessionColumns, now: number): Promise<unknown> | undefined {
      if (now - row.used_at < TOUCH_INTERVAL) return undefined
      return database.query
        .updateTable('sessions')
        .set({ used_at: now })
        .where('id', '=', row.session_id)
        .where('end_code', 'is', null)
        .execute()
    },

    /** Removes what ended long ago and nothing refers to. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('sessions')
        .where((where) =>
          where.or([
            where('created_at', '<', now - SESSION_LIFE - 7 * DAY),
            where('used_at', '<', now - SESSION_IDLE - 7 * DAY),
          ]),
        )
        .execute()
    },
  }

  async function endDevice(
    transaction: Transaction<Tables>,
    deviceId: string,
    code: 'signed_out' | 'device_replaced',
    now: number,
  ): Promise<void> {
    await transaction
      .updateTable('devices')
      .set({ ended_at: now })
      .where('id', '=', deviceId)
      .where('ended_at', 'is', null)
      .execute()
    await transaction
      .updateTable('sessions')
      .set({ end_code: code })
      .where('device_id', '=', deviceId)
      .where('end_code', 'is', null)
      .execute()
    await hooks.onDeviceEnd(transaction, deviceId, now)
  }
}
