import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import type { PasswordHasher } from './password.ts'

/**
 * How often the present password may be typed wrong where a session asks for it again; counted anew with
 * another one, so that who was in uses up none of what the owner has after that.
 */
const TRIES: RateLimit = { name: 'password-again', uses: 5, window: 900 }
const TRIES_A_DAY: RateLimit = { name: 'password-again, day', uses: 20, window: 86_400 }
/** Whoever guesses must not fill the owner's phone with notices of it. */
const TOLD: RateLimit = { name: 'password-again, told', uses: 1, window: 86_400 }

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
 * without the session, which may be a phone that was left open or a stolen cookie. Once a day the owner is
 * told when wrong passwords have used up what there is.
 */
export function createReauthenticate(
  database: Database,
  {
    hasher,
    limits,
    messages,
  }: { readonly hasher: PasswordHasher; readonly limits: RateLimits; readonly messages: OutgoingMessages },
): Reauthenticate {
  return async (personId, password, now) => {
    const person = `person:${personId}`
    const { password_hash: stored, access_version: version } = await database.query
      .selectFrom('accounts')
      .select(['password_hash', 'access_version'])
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
    const subject = `${person} ${version}`
    const uses = [[TRIES, subject] as const, [TRIES_A_DAY, subject] as const]
    const wait = await limits.take(uses, now)
    if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
    if (!(await hasher.verify(stored, password, { account: person }))) {
      if ((await limits.waitFor(uses, now)) > 0) await tellOwner(personId, now)
      return err({ code: 'password_wrong' })
    }
    for (const use of uses) await limits.forget(use)
    return ok(undefined)
  }

  function tellOwner(personId: number, now: number): Promise<void> {
    return database.query.transaction().execute(async (transaction) => {
      if ((await limits.take([[TOLD, `person:${personId}`]], now, transaction)) > 0) return
      await messages.tell(transaction, personId, { template: 'password-guessed' }, now)
    })
  }
}
