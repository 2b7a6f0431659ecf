import { hkdfSync } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ExpressionBuilder, Kysely } from 'kysely'
import { CLOCK_SKEW } from '../clock-skew.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { createHmacSha256 } from '../sessions/nonces.ts'

/**
 * So many uses by one subject within a window of so many seconds, which begins with the first, or with each
 * that is taken, so that the last one locks for the whole window.
 */
export type RateLimit = {
  readonly name: string
  readonly uses: number
  readonly window: number
  readonly restarts?: true
}

/** Who is limited by what: a client IP, a phone number, or everybody together (`''`). */
export type LimitedUse = readonly [limit: RateLimit, subject: string]

/** Windows that are removed in one statement. */
const SWEPT_AT_ONCE = 1000

export type RateLimits = ReturnType<typeof createRateLimits>

/**
 * Counts in the database, so that they hold for all processes and survive a restart. Subjects are kept as
 * keyed digests: the table tells nobody's numbers.
 *
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createRateLimits(database: Database, secret: Uint8Array) {
  const authenticate = createHmacSha256(
    new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt use limit', 32)),
  )
  const digest = ({ name }: RateLimit, subject: string) =>
    Buffer.from(authenticate(Buffer.from(`${name}\0${subject}`)).subarray(0, 16)).toString('base64url')

  /** When a window ends at the latest that was begun by a clock that is right. */
  const latestEnd = ({ window }: RateLimit, now: number) => now + window + CLOCK_SKEW

  /** One statement takes one use, so that no number of calls at the same time gets more. */
  async function takeOne(query: Kysely<Tables>, [limit, subject]: LimitedUse, now: number): Promise<number> {
    const key = digest(limit, subject)
    const end = now + limit.window
    const isOver = (where: ExpressionBuilder<Tables, 'use_counts'>) =>
      where.or([
        where('use_counts.ends_at', '<=', now),
        where('use_counts.ends_at', '>', latestEnd(limit, now)),
      ])
    const taken = await query
      .insertInto('use_counts')
      .values({ limit_name: limit.name, subject: key, used: 1, ends_at: end })
      .onConflict((conflict) =>
        conflict
          .columns(['limit_name', 'subject'])
          .doUpdateSet((column) => ({
            used: column
              .case()
              .when(isOver(column))
              .then(1)
              .else(column('use_counts.used', '+', 1))
              .end(),
            ends_at: column
              .case()
              // No window ends later than one that begins now, so with `restarts` this is always so.
              .when('use_counts.ends_at', '<=', limit.restarts ? end : now)
              .then(end)
              .when(isOver(column))
              .then(end)
              .else(column.ref('use_counts.ends_at'))
              .end(),
          }))
          .where((where) => where.or([isOver(where), where('use_counts.used', '<', limit.uses)])),
      )
      .returning('used')
      .executeTakeFirst()
    if (taken !== undefined) return 0
    const held = await query
      .selectFrom('use_counts')
      .select('ends_at')
      .where('limit_name', '=', limit.name)
      .where('subject', '=', key)
      .executeTakeFirst()
    return Math.max(1, (held?.ends_at ?? now) - now)
  }

  return {
    /**
     * Takes one use of each limit, if need be in a transaction. Gives the seconds to wait, or 0 when it may
     * go ahead.
     */
    async take(
      uses: readonly LimitedUse[],
      now: number,
      query: Kysely<Tables> = database.query,
    ): Promise<number> {
      for (const use of uses) {
        const wait = await takeOne(query, use, now)
        if (wait > 0) return wait
      }
      return 0
    },

    /** Seconds until a use of each could be taken, 0 if it could be now; in one read. Takes none. */
    async waitFor(
      uses: readonly LimitedUse[],
      now: number,
      query: Kysely<Tables> = database.query,
    ): Promise<number> {
      if (uses.length === 0) return 0
      const keys = new Map(uses.map(([limit, subject]) => [digest(limit, subject), limit]))
      const rows = await query
        .selectFrom('use_counts')
        .select(['subject', 'used', 'ends_at'])
        // By both columns of the key: there is a row for whoever asked anything today.
        .where('limit_name', 'in', [...new Set(uses.map(([{ name }]) => name))])
        .where('subject', 'in', [...keys.keys()])
        .where('ends_at', '>', now)
        .execute()
      const spent = rows.filter(({ subject, used, ends_at: endsAt }) => {
        const limit = keys.get(subject)
        return limit !== undefined && used >= limit.uses && endsAt <= latestEnd(limit, now)
      })
      return Math.max(0, ...spent.map((row) => row.ends_at - now))
    },

    /** Whether the subject has used something in the window that has not ended. */
    async isKnown([limit, subject]: LimitedUse, now: number): Promise<boolean> {
      const held = await database.query
        .selectFrom('use_counts')
        .select('used')
        .where('limit_name', '=', limit.name)
        .where('subject', '=', digest(limit, subject))
        .where('ends_at', '>', now)
        .where('ends_at', '<=', latestEnd(limit, now))
        .executeTakeFirst()
      return held !== undefined
    },

    /** Forgets what the subject has used. */
    async forget([limit, subject]: LimitedUse): Promise<void> {
      await database.query
        .deleteFrom('use_counts')
        .where('limit_name', '=', limit.name)
        .where('subject', '=', digest(limit, subject))
        .execute()
    },

    /** Removes windows that have ended, some at a time: nobody waits until all are gone. */
    async sweep(now: number): Promise<void> {
      for (;;) {
        const ended = database.query
          .selectFrom('use_counts')
          .select(['limit_name', 'subject'])
          .where('ends_at', '<=', now)
          .limit(SWEPT_AT_ONCE)
          // One that somebody takes a use of at this moment begins anew.
          .$if(database.kind === 'postgresql', (query) => query.forUpdate().skipLocked())
        const { numDeletedRows } = await database.query
          .deleteFrom('use_counts')
          .where((where) =>
            where(where.refTuple('limit_name', 'subject'), 'in', ended.$asTuple('limit_name', 'subject')),
          )
          .executeTakeFirst()
        if (numDeletedRows < SWEPT_AT_ONCE) return
        await setImmediate()
      }
    },
  }
}
