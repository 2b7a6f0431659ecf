import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import type { Tables } from '../../../src/issuer/db/schema.ts'

/** Begins `work` while `change` is made and not yet committed, and commits once the work waits for that or has ended. */
export async function whileUncommitted<T>(
  { kind, query }: Database,
  change: (transaction: Transaction<Tables>) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  let begun: Promise<T> | undefined
  await query.transaction().execute(async (transaction) => {
    await change(transaction)
    const under = { way: true }
    begun = work().finally(() => {
      under.way = false
    })
    if (kind === 'postgresql') while (under.way && !(await isWaiting(query)));
    // One connection writes: whoever wants to write, too, waits for it, which cannot be seen from outside.
    else for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
  })
  if (begun === undefined) throw new Error('the work has not begun')
  return begun
}

async function isWaiting(query: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(query)
  return rows.length > 0
}
