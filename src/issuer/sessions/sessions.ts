import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { lockDevice } from '../db/lock-device.ts'
import type { Database } from '../db/open-database.ts'
import type { DeviceRow, SessionRow, SignInRow, Tables } from '../db/schema.ts'
import { type SessionColumns, sessionColumns } from '../db/session-columns.ts'
import { addDevice, findActiveDevice, findOwnDevice, LOG_LIFE, renewDevice } from './devices.ts'
import { forgetDevices } from './forget-devices.ts'
import {
  createSessionToken,
  type DeviceToken,
  hashSecret,
  matchesSecret,
  type SessionToken,
} from './session-token.ts'
import { createSessionUses } from './session-uses.ts'

const DAY = 86_400

/** Unused for this long, a session has ended. */
const SESSION_IDLE = 30 * DAY

/** However much it is used, a session ends this long after sign-in. */
const SESSION_LIFE = 90 * DAY

export type SessionError = 'session_expired' | 'device_replaced' | 'device_removed'

/** What else happens in the same transaction. */
export type SessionHooks = {
  /** A device ends, for whatever reason. */
  onDeviceEnd(transaction: Transaction<Tables>, deviceId: string, now: number): Promise<void>
  /**
   * A device, of this name, that the account has not known has become its active one, in place of another or
   * of none.
   */
  onNewDevice(
    transaction: Transaction<Tables>,
    added: { personId: number; deviceName: string; isReplacement: boolean },
    now: number,
  ): Promise<void>
  /** A person's device, of this name, has ended because somebody else signed in in its browser. */
  onDeviceDisplaced(
    transaction: Transaction<Tables>,
    displaced: { personId: number; deviceName: string },
    now: number,
  ): Promise<void>
}

/** The browser that a request comes from: what it proves to be, and what it calls itself (device-name.ts). */
export type Browser = { readonly device: DeviceToken | undefined; readonly name: string }

/** Who has proved to be whom, and the version of the account's access at that time. */
export type ProvenPerson = { readonly personId: number; readonly accessVersion: number }

/** A person who has proved who they are. */
export type Entry = ProvenPerson & {
  readonly method: SignInRow['method']
  readonly browser: Browser
  /** Whether they have shown more than that, and know which device this one replaces. */
  readonly isConfirmed: boolean
}

export type NamedDevice = { readonly name: string; readonly usedAt: number }

/**
 * Why more is asked for: another device is the active one, or the password came from a browser that the
 * account does not know.
 */
export type Unconfirmed =
  | { readonly reason: 'other-device'; readonly device: NamedDevice }
  | { readonly reason: 'new-browser' }

export type OpenedSession = { readonly session: SessionToken; readonly device: DeviceToken }

/**
 * Whether the session of a request is good, from the row with its id, read in the same request: nothing is
 * remembered between requests, so an ended session is ended at once. Who cannot show the secret learns
 * nothing but `session_expired`.
 */
export function checkSession(
  token: SessionToken,
  row: SessionColumns | undefined,
  now: number,
): SessionError | undefined {
  if (row === undefined || !matchesSecret(token.secret, row.secret_hash)) return 'session_expired'
  if (row.end_code === 'device_replaced' || row.end_code === 'device_removed') return row.end_code
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
  const uses = createSessionUses(database)

  return {
    /** The row of a session with the name of the person. */
    find: (id: string) => findRow(id),

    /**
     * Opens a session, on the device that the browser proves to be or on a new one, and makes it the active
     * one. If the account is active on another device, that one ends with its session and its credentials, in
     * the same transaction. Nothing happens as long as it is not confirmed that it may be replaced, nor to a
     * password alone on a browser that does not prove the account's device: the error says why. Tokens are
     * new each time, but for the device's own. `ticket_expired` (thrown) if everything that was under way has
     * ended since the person proved who they are, by a new password for one.
     *
     * @param confirm Uses up what the person has shown, in the same transaction: a crash between the two
     * leaves both or neither. What it refuses opens nothing, and what it wrote stays.
     */
    open: <E = never>(
      entry: Entry,
      now: number,
      confirm?: (transaction: Transaction<Tables>) => Promise<Result<void, E>>,
    ): Promise<Result<OpenedSession, Unconfirmed | E>> =>
      database.query.transaction().execute<Result<OpenedSession, Unconfirmed | E>>(async (transaction) => {
        const { personId, method, browser, isConfirmed } = entry
        const shown = await findOwnDevice(transaction, browser.device)
        await lockAccounts(transaction, entry, shown)
        const confirmed = await confirm?.(transaction)
        if (confirmed && !confirmed.ok) return confirmed
        // Whoever signs out or removes the device in this moment locks it alone: that comes before or after.
        const proven = shown && (await lockDevice(transaction, shown.id)) ? shown : undefined
        const active = await findActiveDevice(transaction, personId)
        const own = proven?.person_id === personId ? proven : undefined
        const replaced = active?.id === own?.id ? undefined : active
        if (replaced && !isConfirmed)
          return err({ reason: 'other-device', device: { name: replaced.name, usedAt: replaced.used_at } })
        if (!own && method === 'password' && !isConfirmed) return err({ reason: 'new-browser' })
        if (replaced) await endDevice(transaction, replaced.id, 'device_replaced', now)
        // Another person's until now; the browser forgets that with the answer.
        if (proven && !own) {
          await endDevice(transaction, proven.id, 'signed_out', now)
          const displaced = { personId: proven.person_id, deviceName: proven.name }
          await hooks.onDeviceDisplaced(transaction, displaced, now)
        }
        const device = own
          ? await renewDevice(transaction, own.token, browser.name, now)
          : await addDevice(transaction, personId, browser.name, now)
        if (!own) {
          const added = { personId, deviceName: browser.name, isReplacement: replaced !== undefined }
          await hooks.onNewDevice(transaction, added, now)
        }
        const session = await addSession(
          transaction,
          { device_id: device.id, person_id: personId, created_at: now },
          now,
        )
        await transaction
          .insertInto('sign_ins')
          .values({ id: randomUUID(), person_id: personId, device_id: device.id, method, at: now })
          .execute()
        return ok({ session, device })
      }),

    /**
     * Replaces the session by one with a new id and secret on the same device, as part of a transaction that
     * changes what the person may do or how they prove who they are. It ends when the old one would have.
     */
    async rotate(transaction: Transaction<Tables>, row: SessionColumns, now: number): Promise<SessionToken> {
      // Whatever ends the device ends the new session, or has ended the old one.
      if (!(await lockDevice(transaction, row.device_id))) throw new AppError('session_expired')
      const { numDeletedRows } = await transaction
        .deleteFrom('sessions')
        .where('id', '=', row.session_id)
        .where('end_code', 'is', null)
        .executeTakeFirst()
      if (numDeletedRows === 0n) throw new AppError('session_expired')
      const { device_id, person_id, session_created_at: created_at } = row
      return addSession(transaction, { device_id, person_id, created_at }, now)
    },

    /** Ends a session, its device and the credentials on it. */
    async end(row: SessionColumns, now: number): Promise<void> {
      await database.query
        .transaction()
        .execute((transaction) => endDevice(transaction, row.device_id, 'signed_out', now))
    },

    /**
     * Locks the account; `ticket_expired` (thrown) if everything that was under way has ended since the
     * person proved who they are.
     */
    lock: lockAccount,

    /**
     * Ends whatever device is active, with its session and its credentials, as part of a transaction, and
     * names it: for when an account is closed (`signed_out`), or the device is lost or somebody else's
     * (`removed`), which it is told to wipe itself.
     */
    async endActive(
      transaction: Transaction<Tables>,
      { personId, code }: { personId: number; code: 'signed_out' | 'removed' },
      now: number,
    ): Promise<{ name: string } | undefined> {
      const active = await findActiveDevice(transaction, personId)
      if (active) await endDevice(transaction, active.id, code, now)
      return active
    },

    /**
     * Ends every session of a person, as part of a transaction; the devices and the credentials on them stay.
     * For when a password was set by someone who could not sign in.
     */
    async endAll(transaction: Transaction<Tables>, personId: number): Promise<void> {
      await transaction
        .updateTable('sessions')
        .set({ end_code: 'signed_out' })
        // By the person's devices: sessions have no index of their own for people.
        .where(
          'device_id',
          'in',
          transaction.selectFrom('devices').select('id').where('person_id', '=', personId),
        )
        .where('end_code', 'is', null)
        .execute()
    },

    /**
     * Ends a device of a person, if it is active, and takes it off the list; false if there is no such
     * device.
     */
    remove: (personId: number, deviceId: string, now: number): Promise<boolean> =>
      database.query.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('devices')
          .set({ removed_at: now })
          .where('id', '=', deviceId)
          .where('person_id', '=', personId)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        await endDevice(transaction, deviceId, 'removed', now)
        return true
      }),

    /** Notes that the session is in use. */
    touch: uses.note,

    /** Writes which sessions were in use (session-uses.ts). */
    writeUses: uses.write,

    /**
     * Removes what ended long ago and nothing refers to. The session of a device that is active, or was ended
     * from elsewhere, stays for as long as the device is remembered: a phone that was away for months hears
     * at its next request that it has to wipe itself.
     */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('sessions')
        .where((where) =>
          where.or([
            where('created_at', '<', now - SESSION_LIFE - 7 * DAY),
            where('used_at', '<', now - SESSION_IDLE - 7 * DAY),
          ]),
        )
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('devices')
                .select('devices.id')
                .whereRef('devices.id', '=', 'sessions.device_id')
                .where((device) =>
                  device.or([
                    device('ended_at', 'is', null),
                    device.and([
                      device('ended_at', '>=', now - LOG_LIFE),
                      device('devices.end_code', '!=', 'signed_out'),
                    ]),
                  ]),
                ),
            ),
          ),
        )
        .execute()
      await database.query
        .deleteFrom('sign_ins')
        .where('at', '<', now - LOG_LIFE)
        .execute()
      await forgetDevices(database, { life: LOG_LIFE }, now)
    },
  }

  async function endDevice(
    transaction: Transaction<Tables>,
    deviceId: string,
    code: Exclude<DeviceRow['end_code'], null>,
    now: number,
  ): Promise<void> {
    await transaction
      .updateTable('devices')
      .set((column) => ({
        ended_at: now,
        end_code: code,
        // The session may be forgotten before the device is.
        used_at: column.fn.coalesce(
          column.selectFrom('sessions').select('used_at').where('device_id', '=', deviceId).limit(1),
          'used_at',
        ),
      }))
      .where('id', '=', deviceId)
      .where('ended_at', 'is', null)
      .execute()
    await transaction
      .updateTable('sessions')
      .set({ end_code: code === 'removed' ? 'device_removed' : code })
      .where('device_id', '=', deviceId)
      // A device that is removed hears of it also if its session had ended before.
      .$if(code !== 'removed', (query) => query.where('end_code', 'is', null))
      .execute()
    await hooks.onDeviceEnd(transaction, deviceId, now)
  }
}

/**
 * Locks the account, and that of whose device is given up for it: of two people who sign in on each other's
 * phone at once neither may wait for the other, so the lower number comes first.
 */
async function lockAccounts(
  transaction: Transaction<Tables>,
  entry: ProvenPerson,
  device: { readonly person_id: number } | undefined,
): Promise<void> {
  const other = device?.person_id ?? entry.personId
  const lockOther = () =>
    transaction
      .updateTable('accounts')
      .set((column) => ({ created_at: column.ref('created_at') }))
      .where('person_id', '=', other)
      .execute()
  if (other < entry.personId) await lockOther()
  await lockAccount(transaction, entry)
  if (other > entry.personId) await lockOther()
}

/** Locks the account on either database: sign-ins of one account come one after the other. */
async function lockAccount(
  transaction: Transaction<Tables>,
  { personId, accessVersion }: ProvenPerson,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('accounts')
    .set((column) => ({ created_at: column.ref('created_at') }))
    .where('person_id', '=', personId)
    .where('closed_at', 'is', null)
    .where('access_version', '=', accessVersion)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AppError('ticket_expired')
}

/** Opens a session on a device, and forgets the ones before it. */
async function addSession(
  transaction: Transaction<Tables>,
  owner: Pick<SessionRow, 'device_id' | 'person_id' | 'created_at'>,
  now: number,
): Promise<SessionToken> {
  const token = createSessionToken()
  await transaction.deleteFrom('sessions').where('device_id', '=', owner.device_id).execute()
  await transaction
    .insertInto('sessions')
    .values({ ...owner, id: token.id, secret_hash: hashSecret(token.secret), used_at: now, end_code: null })
    .execute()
  return token
}
