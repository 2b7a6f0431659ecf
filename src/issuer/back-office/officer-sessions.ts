import type { Transaction } from 'kysely'
import { checkPassword } from '../../core/account/password-rules.ts'
import {
  OFFICER_SESSION_IDLE,
  type OfficerRole,
  type OfficerSessionsView,
  type OfficerSessionView,
} from '../../core/api/office-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { NO_ACCOUNT_HASH, type PasswordHasher } from '../accounts/password.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { toBranchView } from '../branches/offices.ts'
import type { Database } from '../db/open-database.ts'
import type { OfficerRow, Tables } from '../db/schema.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { type CookieForm, defineHostCookie } from '../sessions/host-cookie.ts'
import { createSessionToken, hashSecret, matchesSecret } from '../sessions/session-token.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** A working day, however much it is used. */
export const OFFICER_SESSION_LIFE = 8 * HOUR
/** How long after the password a session may approve and reset, in seconds. */
const PROOF_LIFE = HOUR / 4
/** The time of the last use is written at most this often. */
const TOUCH_INTERVAL = 60

/** Officers can do more than account holders. */
const PASSWORD_MIN_LENGTH = 12

/** Whoever has signed in from a client IP lately is not stopped by what others try from elsewhere. */
const LIMITS = {
  pair: { name: 'officer sign-in', uses: 5, window: HOUR / 4 },
  network: { name: 'officer sign-in, address', uses: 300, window: HOUR },
  officer: { name: 'officer sign-in, officer', uses: 200, window: DAY },
  known: { name: 'officer at an address', uses: 1_000_000, window: 30 * DAY },
} as const

/**
 * What of failed sign-ins goes into the log: for an officer the first since the last right one, and that a limit was reached, once an
 * hour each; for names that nobody has the same, all together. So nobody makes the log grow by guessing.
 */
const LOGGED = {
  'sign-in-refused': { name: 'officer sign-in refused, logged', uses: 1, window: HOUR },
  'sign-in-locked': { name: 'officer sign-in locked, logged', uses: 1, window: HOUR },
} as const

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
  readonly officeCode: string
  /** The password was given a short time ago. */
  readonly isProven: boolean
  readonly view: OfficerSessionView
}

export type OfficerSignIn = {
  readonly login: string
  readonly password: string
  readonly clientIp: string
  /** The token of another session in the browser, which ends. */
  readonly presented: string | undefined
  /** Its name, for the officer's list. */
  readonly browser: string
}

export type OfficerSignInError =
  | { readonly code: 'officer_sign_in_failed' }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }

export type OfficerPasswordError =
  | OfficerSignInError
  | { readonly code: 'invalid_fields'; readonly fields: readonly string[] }

export type OfficerSessions = ReturnType<typeof createOfficerSessions>

/** Sessions of officers: several for each, eight hours, half an hour without use. Nothing is remembered between requests. */
export function createOfficerSessions(
  database: Database,
  parts: { readonly hasher: PasswordHasher; readonly limits: RateLimits; readonly audit: AuditLog },
) {
  const { hasher, limits, audit } = parts

  /** Checks a password, with the same work whether or not there is such an officer. */
  async function findByPassword(
    { login, password, clientIp }: { login: string; password: string; clientIp: string },
    now: number,
  ) {
    const pair = [LIMITS.pair, `${login} ${clientIp}`] as const
    const known = [LIMITS.known, `${login} ${clientIp}`] as const
    const isKnown = await limits.isKnown(known, now)
    const wait = await limits.take(
      [[LIMITS.network, clientIp], pair, ...(isKnown ? [] : [[LIMITS.officer, login] as const])],
      now,
    )
    const officer = await database.query
      .selectFrom('officers')
      .selectAll()
      .where('login', '=', login)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (wait > 0) {
      await noteFailure('sign-in-locked', officer, now)
      return err({ code: 'too_many_requests', retryAfter: wait } as const)
    }
    const isRight = await hasher.verify(officer?.password_hash ?? NO_ACCOUNT_HASH, password)
    const isLate = officer?.temporary_until != null && now >= officer.temporary_until
    if (officer === undefined || !isRight || isLate) {
      await noteFailure('sign-in-refused', officer, now)
      return err({ code: 'officer_sign_in_failed' } as const)
    }
    await limits.forget(pair)
    await limits.forget([LOGGED['sign-in-refused'], officer.id])
    await limits.take([known], now)
    return ok(officer)
  }

  /** Writes a failure into the log, if it is one that goes there. */
  async function noteFailure(
    action: keyof typeof LOGGED,
    officer: OfficerRow | undefined,
    now: number,
  ): Promise<void> {
    const by = officer && { officer: { id: officer.id, officeCode: officer.office_code } }
    await database.query.transaction().execute(async (transaction) => {
      const isLogged = (await limits.take([[LOGGED[action], officer?.id ?? '']], now, transaction)) > 0
      if (!isLogged) await audit.append(transaction, { ...by, action }, now)
    })
  }

  async function findSession(token: string | undefined, now: number): Promise<SignedInOfficer | undefined> {
    const [sessionId = '', secret = ''] = token?.split('.') ?? []
    const row = await database.query
      .selectFrom('officer_sessions')
      .innerJoin('officers', 'officers.id', 'officer_sessions.officer_id')
      .innerJoin('offices', 'offices.code', 'officers.office_code')
      .select([
        'officers.id',
        'officers.full_name',
        'officers.role',
        'officers.temporary_until',
        'officer_sessions.secret_hash',
        'officer_sessions.created_at',
        'officer_sessions.used_at',
        'officer_sessions.proved_at',
        'offices.code',
        'offices.name',
        'offices.address',
      ])
      .where('officer_sessions.id', '=', sessionId)
      .where('officers.ended_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined || !matchesSecret(secret, row.secret_hash)) return undefined
    const expiresAt = Math.min(row.created_at + OFFICER_SESSION_LIFE, row.used_at + OFFICER_SESSION_IDLE)
    if (now >= expiresAt) return undefined
    if (now - row.used_at >= TOUCH_INTERVAL)
      await database.query
        .updateTable('officer_sessions')
        .set({ used_at: now })
        .where('id', '=', sessionId)
        .execute()
    const { id, full_name: fullName, role, code: officeCode } = row
    return {
      id,
      sessionId,
      fullName,
      role,
      officeCode,
      isProven: now < row.proved_at + PROOF_LIFE,
      view: {
        officer: { id, name: fullName, role, office: toBranchView(row) },
        passwordTemporary: row.temporary_until !== null,
        expiresAt: Math.min(row.created_at + OFFICER_SESSION_LIFE, now + OFFICER_SESSION_IDLE),
        endsAt: row.created_at + OFFICER_SESSION_LIFE,
      },
    }
  }

  async function readLogin({ id }: SignedInOfficer): Promise<string> {
    const row = await database.query
      .selectFrom('officers')
      .select('login')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.login
  }

  return {
    find: findSession,

    /** Opens a session instead of the one that the browser had, and gives the cookie's value. */
    async signIn(
      { presented, browser, ...request }: OfficerSignIn,
      now: number,
    ): Promise<Result<{ token: string; view: OfficerSessionView }, OfficerSignInError>> {
      const officer = await findByPassword(request, now)
      if (!officer.ok) return officer
      const { id, office_code: officeCode } = officer.value
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

    /** Takes the password once more, for what a session that was left alone must not do. */
    async prove(
      officer: SignedInOfficer,
      { password, clientIp }: { password: string; clientIp: string },
      now: number,
    ): Promise<Result<void, OfficerSignInError>> {
      const held = await findByPassword({ login: await readLogin(officer), password, clientIp }, now)
      if (!held.ok) return held
      await database.query
        .updateTable('officer_sessions')
        .set({ proved_at: now })
        .where('id', '=', officer.sessionId)
        .execute()
      return ok(undefined)
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
      request: { password: string; newPassword: string; clientIp: string; browser: string },
      now: number,
    ): Promise<Result<string, OfficerPasswordError>> {
      const held = await findByPassword({ ...request, login: await readLogin(officer) }, now)
      if (!held.ok) return held
      const { password, newPassword } = request
      const validationErrors = checkPassword(newPassword, { fullName: officer.fullName })
      const isShort = newPassword.length < PASSWORD_MIN_LENGTH
      if (isShort || validationErrors.length > 0 || newPassword === password)
        return err({ code: 'invalid_fields', fields: ['newPassword'] })
      const passwordHash = await hasher.hash(newPassword)
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
          ]),
        )
        .execute()
    },
  }
}

/** Locks the officer's row; false if the password that was right is not theirs any more, or they have ended. */
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

/** Opens a session and gives its token as the cookie has it. */
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
  return `${id}.${secret}`
}
