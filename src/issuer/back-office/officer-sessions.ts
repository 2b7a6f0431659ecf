import type { Transaction } from 'kysely'
import { checkPassword } from '../../core/account/password-rules.ts'
import {
  type AuthenticatorSetup,
  OFFICER_SESSION_IDLE,
  type OfficerDuty,
  type OfficerRole,
  type OfficerSessionsView,
  type OfficerSessionView,
} from '../../core/api/officer-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { isCommonPassword } from '../accounts/common-passwords.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { toBranchView } from '../branches/branches.ts'
import { CLOCK_SKEW } from '../clock-skew.ts'
import type { Database } from '../db/open-database.ts'
import type { OfficerRow, Tables } from '../db/schema.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { type CookieForm, defineHostCookie } from '../sessions/host-cookie.ts'
import { createSessionToken, hashSecret, matchesSecret } from '../sessions/session-token.ts'
import type { Authenticators } from './authenticators.ts'
import { createOfficerCredentials } from './officer-credentials.ts'

const HOUR = 3600

/** A working day, however much it is used. */
export const OFFICER_SESSION_LIFE = 8 * HOUR
/** How long after a code a session may approve and reset, in seconds. */
const PROOF_LIFE = HOUR / 4
/** The time of the last use is written at most this often. */
const TOUCH_INTERVAL = 60

/**
 * How many sessions an officer has at a time: an office and a visit elsewhere; one more ends the one unused
 * longest.
 */
export const OFFICER_SESSIONS = 3

/** Officers can do more than account holders. */
const PASSWORD_MIN_LENGTH = 12

const cookie = defineHostCookie('officer', /[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/)

/** Reads the session's token out of a `Cookie` header. */
export const readOfficerToken = (cookies: string | undefined, form: CookieForm): string | undefined =>
  cookie.read(cookies, form)

/** The `Set-Cookie` value; without a token, one that removes the cookie. */
export const writeOfficerCookie = (token: string | undefined, form: CookieForm): string =>
  cookie.write(token, OFFICER_SESSION_LIFE, form)

/** Who asks, in a session that is good. */
export type SignedInOfficer = {
  readonly id: string
  readonly sessionId: string
  readonly fullName: string
  readonly role: OfficerRole
  readonly duty: OfficerDuty
  readonly officeCode: string
  /** A code was given a short time ago. */
  readonly isProven: boolean
  readonly view: OfficerSessionView
}

export type OfficerSignIn = {
  readonly login: string
  readonly password: string
  readonly code: string | undefined
  /** The token of another session in the browser, which ends. */
  readonly presented: string | undefined
  /** Its name, for the officer's list. */
  readonly browser: string
} & Client

export type OfficerSignInError =
  | { readonly code: 'officer_sign_in_failed' | 'officer_code_needed' | 'officer_code_failed' }
  | Refusal

export type OfficerCodeError =
  | { readonly code: 'officer_session_expired' | 'officer_code_failed' }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }

export type OfficerPasswordError =
  | OfficerSignInError
  | { readonly code: 'invalid_fields'; readonly fields: readonly string[] }

export type OfficerSessions = ReturnType<typeof createOfficerSessions>

/**
 * Sessions of officers: at most three for each, eight hours, half an hour without use. A password alone opens
 * one only while it is the first one and there is no authenticator yet, and then for nothing but setting that
 * up. Nothing is remembered between requests.
 */
export function createOfficerSessions(
  database: Database,
  parts: {
    readonly hasher: PasswordHasher
    readonly limits: RateLimits
    readonly admission: Admission
    readonly audit: AuditLog
    readonly authenticators: Authenticators
  },
) {
  const { hasher, audit, authenticators } = parts
  const credentials = createOfficerCredentials(database, parts)

  async function findSession(token: string | undefined, now: number): Promise<SignedInOfficer | undefined> {
    const [sessionId = '', secret = ''] = token?.split('.') ?? []
    const row = await database.query
      .selectFrom('officer_sessions')
      .innerJoin('officers', 'officers.id', 'officer_sessions.officer_id')
      .innerJoin('offices', 'offices.code', 'officers.office_code')
      .leftJoin('officer_authenticators', 'officer_authenticators.officer_id', 'officers.id')
      .select([
        'officers.id',
        'officers.full_name',
        'officers.role',
        'officers.duty',
        'officers.temporary_until',
        'officer_sessions.secret_hash',
        'officer_sessions.created_at',
        'officer_sessions.used_at',
        'officer_sessions.proved_at',
        'offices.code',
        'offices.name',
        'offices.address',
        'officer_authenticators.confirmed_at',
      ])
      .where('officer_sessions.id', '=', sessionId)
      .where('officers.ended_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined || !matchesSecret(secret, row.secret_hash)) return undefined
    const expiresAt = Math.min(row.created_at + OFFICER_SESSION_LIFE, row.used_at + OFFICER_SESSION_IDLE)
    // What a clock opened that was ahead would outlive the working day by as much.
    if (now >= expiresAt || row.created_at > now + CLOCK_SKEW) return undefined
    if (now - row.used_at >= TOUCH_INTERVAL)
      await database.query
        .updateTable('officer_sessions')
        .set({ used_at: now })
        .where('id', '=', sessionId)
        .execute()
    const { id, full_name: fullName, role, duty, code: officeCode } = row
    return {
      id,
      sessionId,
      fullName,
      role,
      duty,
      officeCode,
      isProven: now < row.proved_at + PROOF_LIFE && row.proved_at <= now + CLOCK_SKEW,
      view: {
        officer: { id, name: fullName, role, duty, office: toBranchView(row) },
        passwordTemporary: row.temporary_until !== null,
        authenticatorMissing: row.confirmed_at === null,
        expiresAt: Math.min(row.created_at + OFFICER_SESSION_LIFE, now + OFFICER_SESSION_IDLE),
        endsAt: row.created_at + OFFICER_SESSION_LIFE,
      },
    }
  }

  const readOfficer = (id: string): Promise<OfficerRow> =>
    database.query.selectFrom('officers').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  return {
    find: findSession,

    /** Opens a session instead of the one that the browser had, and gives the cookie's value. */
    async signIn(
      { presented, browser, code, ...request }: OfficerSignIn,
      now: number,
    ): Promise<Result<{ token: string; view: OfficerSessionView }, OfficerSignInError>> {
      const officer = await credentials.findByPassword(request, now)
      if (!officer.ok) return officer
      const { id, office_code: officeCode } = officer.value
      if (await authenticators.isSetUp(database.query, id)) {
        if (code === undefined) return err({ code: 'officer_code_needed' })
        const taken = await credentials.takeCode(officer.value, { code }, now)
        if (!taken.ok) return taken
      } else if (officer.value.temporary_until === null) {
        // Of a version without authenticators: whoever has the password must not choose the second factor.
        await credentials.noteFailure(
          'sign-in-refused',
          { login: request.login, officer: officer.value },
          now,
        )
        return err({ code: 'officer_sign_in_failed' })
      }
      await credentials.noteSuccess(officer.value, request.clientIp, now)
      const token = await database.query.transaction().execute(async (transaction) => {
        if (!(await lockOfficer(transaction, officer.value))) return undefined
        await audit.append(transaction, { officer: { id, officeCode }, action: 'signed-in' }, now)
        await endPresented(transaction, presented)
        return openSession(transaction, { officerId: id, browser }, now)
      })
      const session = token && (await findSession(token, now))
      if (!session) return err({ code: 'officer_sign_in_failed' })
      return ok({ token, view: session.view })
    },

    async signOut(officer: SignedInOfficer, now: number): Promise<void> {
      await database.query.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('officer_sessions').where('id', '=', officer.sessionId).execute()
        await audit.append(transaction, { officer, action: 'signed-out' }, now)
      })
    },

    /**
     * Takes a code, for what a session that was left alone must not do, or the first code of the
     * authenticator that is being set up. Gives the cookie's value, which is a new one.
     */
    async prove(
      officer: SignedInOfficer,
      { code, confirms = false }: { code: string; confirms?: boolean },
      now: number,
    ): Promise<Result<string, OfficerCodeError>> {
      const by = await readOfficer(officer.id)
      const taken = await credentials.takeCode(by, { code, confirms }, now)
      if (!taken.ok) return taken
      const token = await database.query.transaction().execute(async (transaction) => {
        if (confirms) await audit.append(transaction, { officer, action: 'authenticator-set' }, now)
        return renewToken(transaction, officer, now)
      })
      return token === undefined ? err({ code: 'officer_session_expired' }) : ok(token)
    },

    /** A new secret for the authenticator; undefined if the officer has set one up. */
    async beginAuthenticator({ id }: SignedInOfficer): Promise<AuthenticatorSetup | undefined> {
      const { login } = await readOfficer(id)
      return database.query
        .transaction()
        .execute((transaction) => authenticators.begin(transaction, { id, login }))
    },

    /** The officer's own sessions that are open, the last used first. */
    async list(officer: SignedInOfficer, now: number): Promise<OfficerSessionsView> {
      const rows = await database.query
        .selectFrom('officer_sessions')
        .select(['id', 'browser', 'created_at', 'used_at'])
        .where('officer_id', '=', officer.id)
        .where('created_at', '>', now - OFFICER_SESSION_LIFE)
        .where('used_at', '>', now - OFFICER_SESSION_IDLE)
        .orderBy('used_at', 'desc')
        .orderBy('id')
        .execute()
      return {
        sessions: rows.map(({ id, browser, created_at: createdAt, used_at: usedAt }) => ({
          id,
          browser,
          createdAt,
          usedAt,
          isThis: id === officer.sessionId,
        })),
      }
    },

    /** Ends one of the officer's own sessions; false if there is none of this id. */
    async end(officer: SignedInOfficer, id: string, now: number): Promise<boolean> {
      return database.query.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('officer_sessions')
          .where('id', '=', id)
          .where('officer_id', '=', officer.id)
          .executeTakeFirst()
        if (numDeletedRows === 0n) return false
        await audit.append(transaction, { officer, action: 'session-ended' }, now)
        return true
      })
    },

    /** Sets another password, ends the officer's sessions, and gives the cookie's value of a new one. */
    async changePassword(
      officer: SignedInOfficer,
      request: { password: string; newPassword: string; browser: string } & Client,
      now: number,
    ): Promise<Result<string, OfficerPasswordError>> {
      const held = await credentials.findByPassword(
        { ...request, login: (await readOfficer(officer.id)).login },
        now,
      )
      if (!held.ok) return held
      const { password, newPassword } = request
      const validationErrors = checkPassword(newPassword, { fullName: officer.fullName }, isCommonPassword)
      const isShort = newPassword.length < PASSWORD_MIN_LENGTH
      if (isShort || validationErrors.length > 0 || newPassword === password)
        return err({ code: 'invalid_fields', fields: ['newPassword'] })
      const passwordHash = await hasher.hash(newPassword, { account: `officer:${officer.id}` })
      const token = await database.query.transaction().execute(async (transaction) => {
        if (!(await lockOfficer(transaction, held.value))) return undefined
        await transaction
          .updateTable('officers')
          .set({ password_hash: passwordHash, temporary_until: null })
          .where('id', '=', officer.id)
          .execute()
        await transaction.deleteFrom('officer_sessions').where('officer_id', '=', officer.id).execute()
        await audit.append(transaction, { officer, action: 'password-changed' }, now)
        return openSession(transaction, { officerId: officer.id, browser: request.browser }, now)
      })
      return token ? ok(token) : err({ code: 'officer_sign_in_failed' })
    },

    /** Removes sessions that have ended. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('officer_sessions')
        .where((where) =>
          where.or([
            where('created_at', '<=', now - OFFICER_SESSION_LIFE),
            where('used_at', '<=', now - OFFICER_SESSION_IDLE),
            where('created_at', '>', now + CLOCK_SKEW),
          ]),
        )
        .execute()
    },
  }
}

/**
 * Locks the officer's row; false if the password that was right is not theirs any more, or they have ended.
 */
async function lockOfficer(
  transaction: Transaction<Tables>,
  { id, password_hash: verified }: OfficerRow,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('officers')
    .set((column) => ({ created_at: column.ref('created_at') }))
    .where('id', '=', id)
    .where('password_hash', '=', verified)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends the session that the browser has shown: one session a browser, whoever's it was. */
async function endPresented(transaction: Transaction<Tables>, token: string | undefined): Promise<void> {
  const [id = '', secret = ''] = token?.split('.') ?? []
  await transaction
    .deleteFrom('officer_sessions')
    .where('id', '=', id)
    .where('secret_hash', '=', hashSecret(secret))
    .execute()
}

/** Gives the session another token, as proved now; undefined if it has ended in the meantime. */
async function renewToken(
  transaction: Transaction<Tables>,
  { sessionId }: SignedInOfficer,
  now: number,
): Promise<string | undefined> {
  const { id, secret } = createSessionToken()
  const { numUpdatedRows } = await transaction
    .updateTable('officer_sessions')
    .set({ id, secret_hash: hashSecret(secret), proved_at: now })
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? `${id}.${secret}` : undefined
}

/**
 * Opens a session and gives its token as the cookie has it; of more than an officer may have the oldest go.
 */
async function openSession(
  transaction: Transaction<Tables>,
  { officerId, browser }: { officerId: string; browser: string },
  now: number,
): Promise<string> {
  const { id, secret } = createSessionToken()
  await transaction
    .insertInto('officer_sessions')
    .values({
      id,
      officer_id: officerId,
      secret_hash: hashSecret(secret),
      created_at: now,
      used_at: now,
      proved_at: now,
      browser,
    })
    .execute()
  await transaction
    .deleteFrom('officer_sessions')
    .where('officer_id', '=', officerId)
    .where('id', 'not in', (query) =>
      query
        .selectFrom('officer_sessions')
        .select('id')
        .where('officer_id', '=', officerId)
        .orderBy('used_at', 'desc')
        // Of those of one second the one that was opened now must stay.
        .orderBy((column) => column.case().when('id', '=', id).then(0).else(1).end())
        .limit(OFFICER_SESSIONS),
    )
    .execute()
  return `${id}.${secret}`
}
