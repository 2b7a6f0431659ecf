import { hkdfSync } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { createHmacSha256 } from '../sessions/nonces.ts'

/** So many in so many seconds; then no more until the window ends. */
export type AttemptLimit = {
  /** Names what is counted; the same name shares its counters. */
  readonly name: string
  readonly most: number
  /** Seconds from the first that is counted; with `restarts` from the latest, so that the last one locks for the whole window. */
  readonly window: number
  readonly restarts?: true
}

/** What is counted, and for whom. */
export type AttemptCounter = { readonly limit: AttemptLimit; readonly subject: string }

/** A counter after an attempt was added to it: `wait` in seconds, 0 as long as `most` is not exceeded. */
export type CountedAttempt = { readonly count: number; readonly wait: number }

export type AttemptCounters = ReturnType<typeof createAttemptCounters>

/**
 * Counters in the database, so that they hold for all processes and over restarts. Rows are found by an HMAC under a key of the
 * issuer: they do not say whose address or number they are about.
 *
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createAttemptCounters(database: Database, secret: Uint8Array) {
  const authenticate = createHmacSha256(
    new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt attempt counter', 32)),
  )
  const hashKey = ({ limit, subject }: AttemptCounter) =>
    Buffer.from(authenticate(Buffer.from(`${limit.name}\0${subject}`))).toString('base64url')

  return {
    /** Seconds until another attempt is allowed by all of the counters; 0 if it is now. One read. */
    async waitFor(counters: readonly AttemptCounter[], now: number): Promise<number> {
      const mostByKey = new Map(counters.map((counter) => [hashKey(counter), counter.limit.most]))
      const rows = await database.query
        .selectFrom('attempt_counters')
        .selectAll()
        .where('key_hash', 'in', [...mostByKey.keys()])
        .where('ends_at', '>', now)
        .execute()
      const full = rows.filter((row) => row.count >= (mostByKey.get(row.key_hash) ?? 0))
      return Math.max(0, ...full.map((row) => row.ends_at - now))
    },

    /** Counts an attempt, in one statement, so that of any number at the same time each gets a count of its own. */
    async add(query: Kysely<Tables>, counter: AttemptCounter, now: number): Promise<CountedAttempt> {
      const { most, window, restarts } = counter.limit
      const end = now + window
      const isOver = sql<boolean>`attempt_counters.ends_at <= ${now}`
      const isRestarted = restarts ? sql<boolean>`attempt_counters.count < ${most}` : sql<boolean>`1 = 0`
      const { count, ends_at: endsAt } = await query
        .insertInto('attempt_counters')
        .values({ key_hash: hashKey(counter), count: 1, ends_at: end })
        .onConflict((conflict) =>
          conflict.column('key_hash').doUpdateSet({
            count: sql<number>`case when ${isOver} then 1 else attempt_counters.count + 1 end`,
            ends_at: sql<number>`case when ${isOver} or ${isRestarted} then ${end} else attempt_counters.ends_at end`,
          }),
        )
        .returning(['count', 'ends_at'])
        .executeTakeFirstOrThrow()
      return { count, wait: count > most ? endsAt - now : 0 }
    },

    /** Forgets what was counted. */
    async clear(counter: AttemptCounter): Promise<void> {
      await database.query.deleteFrom('attempt_counters').where('key_hash', '=', hashKey(counter)).execute()
    },

    /** Removes counters whose window is over. */
    async sweep(now: number): Promise<void> {
      await database.query.deleteFrom('attempt_counters').where('ends_at', '<=', now).execute()
    },
  }
}
