import type { Transaction } from 'kysely'
import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { transactResult } from '../db/transact-result.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import type { ProvenPerson, Sessions } from '../sessions/sessions.ts'

/**
 * Right passwords write no count of their own; whoever has one must not end an account's devices for ever.
 */
const ENDINGS: RateLimit = { name: 'lost-device', uses: 3, window: 86_400 }

export type EndLostDevice = (
  person: ProvenPerson,
  now: number,
) => Promise<Result<void, { code: 'too_many_requests'; retryAfter: number }>>

/**
 * Ends the active device of a person who knows the password and has nothing else at hand: the phone with the
 * number, the browser and the passkey is what was lost. It gives nothing else, not even whether there was a
 * device. The person is told, and signs in again on that device, as on any new one, if they were not the one.
 */
export function createEndLostDevice(
  database: Database,
  {
    sessions,
    limits,
    messages,
  }: { readonly sessions: Sessions; readonly limits: RateLimits; readonly messages: OutgoingMessages },
): EndLostDevice {
  return (person, now) =>
    transactResult(database, async (transaction) => {
      const { personId } = person
      const wait = await limits.take([[ENDINGS, `person:${personId}`]], now, transaction)
      if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
      await sessions.lock(transaction, person)
      await endActiveDevice(transaction, { sessions, messages }, personId, now)
      return ok(undefined)
    })
}

/** Ends a person's active device as a lost one and tells them; undefined if there is none. */
export async function endActiveDevice(
  transaction: Transaction<Tables>,
  { sessions, messages }: { readonly sessions: Sessions; readonly messages: OutgoingMessages },
  personId: number,
  now: number,
): Promise<{ name: string } | undefined> {
  const ended = await sessions.endActive(transaction, { personId, code: 'removed' }, now)
  if (ended) await messages.tell(transaction, personId, { template: 'lost-device', device: ended.name }, now)
  return ended
}
