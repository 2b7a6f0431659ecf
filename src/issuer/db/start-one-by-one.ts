import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from './open-database.ts'

/** Any number that no one else uses for an advisory lock in the same database. */
const START_LOCK = 1_900_906_801

/** How often it is asked whether it is one's turn, in milliseconds. */
const INTERVAL = 100

/**
 * Does the work of a start that looks what is there and then writes what is not: issuers that start at the
 * same time do it one after the other. The embedded database has one process.
 */
export async function startOneByOne<T>(
  { kind, query }: Pick<Database, 'kind' | 'query'>,
  work: () => Promise<T>,
  lock = START_LOCK,
): Promise<T> {
  if (kind === 'sqlite') return work()
  return query.connection().execute(async (connection) => {
    // Not a lock that is waited for: that may take longer than a statement may.
    const take = sql<{ taken: boolean }>`select pg_try_advisory_lock(${sql.lit(lock)}) as taken`
    while (!(await take.execute(connection)).rows[0]?.taken) await sleep(INTERVAL)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(lock)})`.execute(connection)
    }
  })
}
