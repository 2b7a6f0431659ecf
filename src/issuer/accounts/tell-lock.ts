import type { Database } from '../db/open-database.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'

/** Whoever guesses must not fill somebody's phone with notices of it. */
const TOLD: RateLimit = { name: 'lock-told', uses: 1, window: 86_400 }

export type TellLock = (
  locked: { readonly personId: number | undefined; readonly login: string },
  now: number,
) => Promise<void>

/**
 * Tells a person, once a day, that wrong passwords have locked their account somewhere. The work is the same
 * where there is no such account, so that how long an answer takes tells nobody whether there is.
 */
export function createTellLock(
  database: Database,
  { limits, messages }: { readonly limits: RateLimits; readonly messages: OutgoingMessages },
): TellLock {
  return ({ personId, login }, now) =>
    database.query.transaction().execute(async (transaction) => {
      if ((await limits.take([[TOLD, `account:${personId ?? login}`]], now, transaction)) > 0) return
      await messages.tellAlike(transaction, personId, { template: 'lock' }, now)
    })
}
