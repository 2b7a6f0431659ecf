import { err, ok, type Result } from '../../core/result.ts'
import { NO_ACCOUNT_HASH, type PasswordHasher } from '../accounts/password.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { OfficerRow } from '../db/schema.ts'
import { type Admission, type Client, listWiderUses, type Refusal } from '../rate-limits/admission.ts'
import type { LimitedUse, RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import type { Authenticators } from './authenticators.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/**
 * Whoever has signed in from a client IP lately is not stopped by what others try from elsewhere. `pair`
 * refuses; what strangers can use up, a network's share and an officer's day, asks for a proof of work.
 */
const LIMITS = {
  pair: { name: 'officer sign-in', uses: 5, window: HOUR / 4 },
  network: { name: 'officer sign-in, address', uses: 300, window: HOUR },
  officer: { name: 'officer sign-in, officer', uses: 200, window: DAY },
  known: { name: 'officer at an address', uses: 1_000_000, window: 30 * DAY },
  code: { name: 'officer code', uses: 5, window: HOUR / 4 },
  codes: { name: 'officer code, day', uses: 40, window: DAY },
} as const

const hourly = (name: string): RateLimit => ({ name, uses: 1, window: HOUR })

/**
 * What of failed sign-ins goes into the log: for an officer the first since the last right one, and that a
 * limit was reached, once an hour each; for names that nobody has the same, all together (`ofNobody`). So
 * nobody makes the log grow by guessing.
 */
const LOGGED = {
  'sign-in-refused': {
    ofName: hourly('officer sign-in refused, logged'),
    ofNobody: hourly('officer sign-in refused, nobody'),
  },
  'sign-in-locked': {
    ofName: hourly('officer sign-in locked, logged'),
    ofNobody: hourly('officer sign-in locked, nobody'),
  },
} as const

const subjectOf = ({ id, password_hash: hash }: Pick<OfficerRow, 'id' | 'password_hash'>) => `${id} ${hash}`

type TooMany = { readonly code: 'too_many_requests'; readonly retryAfter: number }

export type OfficerCredentials = ReturnType<typeof createOfficerCredentials>

/** Checks what officers sign in with: password and code, with limits, and failures in the log. */
export function createOfficerCredentials(
  database: Database,
  parts: {
    readonly hasher: PasswordHasher
    readonly limits: RateLimits
    readonly admission: Admission
    readonly audit: AuditLog
    readonly authenticators: Authenticators
  },
) {
  const { hasher, limits, admission, audit, authenticators } = parts

  /**
   * Writes a failure under a name into the log, if it is one that goes there. The work is the same whether or
   * not an officer has the name: statement by statement, entry or none.
   */
  async function noteFailure(
    action: keyof typeof LOGGED,
    { login, officer }: { readonly login: string; readonly officer: OfficerRow | undefined },
    now: number,
  ): Promise<void> {
    const { ofName, ofNobody } = LOGGED[action]
    await database.query.transaction().execute(async (transaction) => {
      if ((await limits.take([[ofName, login]], now, transaction)) > 0) return
      const isNobodyLogged = (await limits.waitFor([[ofNobody, '']], now, transaction)) > 0
      const isFirstOfNobody = officer === undefined && !isNobodyLogged
      await limits.take([[ofNobody, isFirstOfNobody ? '' : login]], now, transaction)
      const by = officer && { officer: { id: officer.id, officeCode: officer.office_code } }
      const note = { ...by, action }
      if (officer !== undefined || isFirstOfNobody) await audit.append(transaction, note, now)
      else await audit.pretend(transaction, note, now)
    })
  }

  return {
    /** The officer whose password it is, with the same work whether or not there is such an officer. */
    async findByPassword(
      { login, password, ...client }: { login: string; password: string } & Client,
      now: number,
    ): Promise<Result<OfficerRow, Refusal | { readonly code: 'officer_sign_in_failed' }>> {
      const { clientIp } = client
      const pair = [LIMITS.pair, `${login} ${clientIp}`] as const
      const isKnown = await limits.isKnown([LIMITS.known, `${login} ${clientIp}`], now)
      const contested: LimitedUse[] = isKnown
        ? []
        : [[LIMITS.network, clientIp], ...listWiderUses(LIMITS.network, clientIp), [LIMITS.officer, login]]
      const bounds = { own: [pair], contested }
      const admitted = await admission.admit(bounds, client, now)
      const officer = await database.query
        .selectFrom('officers')
        .selectAll()
        .where('login', '=', login)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      if (!admitted.ok) {
        // By the officer's limit: where there was no turn for the request, nobody has typed anything wrong.
        if (admitted.error.code === 'too_many_requests' && (await limits.waitFor([pair], now)) > 0)
          await noteFailure('sign-in-locked', { login, officer }, now)
        return admitted
      }
      const isRight = await hasher.verify(officer?.password_hash ?? NO_ACCOUNT_HASH, password, {
        account: `officer:${login}`,
        client: clientIp,
      })
      const isLate = officer?.temporary_until != null && now >= officer.temporary_until
      if (officer === undefined || !isRight || isLate) {
        await noteFailure('sign-in-refused', { login, officer }, now)
        return err({ code: 'officer_sign_in_failed' })
      }
      await limits.forget(pair)
      return ok(officer)
    },

    /**
     * Takes a code of the officer's authenticator, or the first one of an authenticator that is set up. Wrong
     * ones are counted for as long as the password is the same: who had it, and used them up, is stopped by
     * another.
     */
    async takeCode(
      officer: OfficerRow,
      { code, confirms = false }: { code: string; confirms?: boolean },
      now: number,
    ): Promise<Result<void, TooMany | { readonly code: 'officer_code_failed' }>> {
      const subject = subjectOf(officer)
      const by = { login: officer.login, officer }
      const [recent, daily] = [[LIMITS.code, subject] as const, [LIMITS.codes, subject] as const]
      const wait = await limits.take([recent, daily], now)
      if (wait > 0) {
        await noteFailure('sign-in-locked', by, now)
        return err({ code: 'too_many_requests', retryAfter: wait })
      }
      const taken = { officerId: officer.id, code, confirms }
      if (!(await authenticators.take(database.query, taken, now))) {
        await noteFailure('sign-in-refused', by, now)
        return err({ code: 'officer_code_failed' })
      }
      await limits.forget(recent)
      return ok(undefined)
    },

    /**
     * Notes that the officer is in, from there: later failures are logged again, and others' do not stop
     * them.
     */
    async noteSuccess(officer: OfficerRow, clientIp: string, now: number): Promise<void> {
      const { login } = officer
      const { ofName, ofNobody } = LOGGED['sign-in-refused']
      await limits.forget([ofName, login])
      await limits.forget([ofNobody, login])
      await limits.forget([LIMITS.codes, subjectOf(officer)])
      await limits.take([[LIMITS.known, `${login} ${clientIp}`]], now)
    },

    noteFailure,
  }
}
