import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import type { PasswordHasher } from './password.ts'

/** How often the present password may be typed wrong where a session asks for it again. */
const PASSWORD_TRIES: RateLimit = { name: 'password-again', uses: 5, window: 900 }

export type ReauthenticationError =
  | { readonly code: 'password_wrong' }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }

export type Reauthenticate = (
  personId: number,
  password: string,
  now: number,
) => Promise<Result<void, ReauthenticationError>>

/**
 * Whether whoever has the session knows the password too: asked before anything by which they could come back
 * without the session, which may be a phone that was left open or a stolen cookie.
 */
export function createReauthenticate(
  database: Database,
  { hasher, limits }: { readonly hasher: PasswordHasher; readonly limits: RateLimits },
): Reauthenticate {
  return async (personId, password, now) => {
    const use = [PASSWORD_TRIES, `person:${personId}`] as const
    const wait = await limits.take([use], now)
    if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
    const { password_hash: stored } = await database.query
      .selectFrom('accounts')
      .select('password_hash')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
    if (!(await hasher.verify(stored, password, { account: `person:${personId}` })))
      return err({ code: 'password_wrong' })
    await limits.forget(use)
    return ok(undefined)
  }
}
