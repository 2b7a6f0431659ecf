import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'
import { NO_ACCOUNT_HASH, type PasswordHasher } from './password.ts'
import type { PasswordLimits } from './password-limits.ts'
import type { TellLock } from './tell-lock.ts'

export type PasswordCheckError = { code: 'sign_in_failed' | 'temporary_password_expired' } | Refusal

/** `temporary`: the password may only be used to set another. */
export type KnownPerson = {
  readonly personId: number
  readonly accessVersion: number
  readonly temporary: boolean
}

export type CheckPassword = (
  request: {
    login: string
    password: string
    /** The enrolled device that the request comes from. */
    device: { readonly id: string; readonly personId: number } | undefined
    now: number
  } & Client,
) => Promise<Result<KnownPerson, PasswordCheckError>>

/**
 * Checks a login (BHXH number, 10 digits, or personal number, 12) and password. Every attempt that is not
 * throttled costs exactly one verification and gets the same answer, whether or not there is such an account,
 * and whichever number was typed; a closed one is none.
 */
export function createCheckPassword(
  database: Database,
  {
    hasher,
    limits,
    admission,
    tellLock,
  }: { hasher: PasswordHasher; limits: PasswordLimits; admission: Admission; tellLock: TellLock },
): CheckPassword {
  const findAccount = (login: string) =>
    database.query
      .selectFrom('people')
      .innerJoin('accounts', 'accounts.person_id', 'people.id')
      .select(['people.id', 'accounts.password_hash', 'accounts.temporary_until', 'accounts.access_version'])
      .where(login.length === 12 ? 'people.personal_id' : 'people.bhxh_code', '=', login)
      .where('accounts.closed_at', 'is', null)
      .executeTakeFirst()

  return async ({ login, password, clientIp, solution, device, now }) => {
    const account = await findAccount(login)
    const attempt = {
      login,
      personId: account?.id,
      clientIp,
      deviceId: device !== undefined && device.personId === account?.id ? device.id : undefined,
    }
    const wait = await limits.waitFor(attempt, now)
    if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
    if (await limits.costsWork(attempt, now)) {
      const worked = await admission.acceptWork({ clientIp, solution }, now)
      if (!worked.ok) return worked
    }
    const asker = { account: attempt.deviceId ?? login, client: clientIp }
    const right = await hasher.verify(account?.password_hash ?? NO_ACCOUNT_HASH, password, asker)
    const taken = account !== undefined && right && !(await limits.isLocked(attempt, now))
    const late = taken ? await limits.waitFor(attempt, now) : await limits.fail(attempt, now)
    if (late > 0) return err({ code: 'too_many_requests', retryAfter: late })
    if (!taken) {
      if (await limits.isWorthTelling(attempt, now)) await tellLock(attempt, now)
      return err({ code: 'sign_in_failed' })
    }
    await limits.succeed(attempt, now)
    const { id: personId, temporary_until: until, access_version: accessVersion } = account
    if (until !== null && now >= until) return err({ code: 'temporary_password_expired' })
    return ok({ personId, accessVersion, temporary: until !== null })
  }
}
