import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import type { Tables } from '../../../src/issuer/db/schema.ts'

type Step = (transaction: Transaction<Tables>) => Promise<unknown>

/**
 * Begins `work` while `change` is made and not yet committed, and commits once the work waits for that or has
 * ended. `further` is done in between, in the same transaction: two that take rows crosswise wait for each
 * other there for ever, of which PostgreSQL ends one.
 */
export async function whileUncommitted<T>(
  { kind, query }: Database,
  change: Step,
  work: () => Promise<T>,
  further?: Step,
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
    await further?.(transaction)
  })
  if (begun === undefined) throw new Error('the work has not begun')
  return begun
}

/** Waits until some transaction of this database, of PostgreSQL, waits for another one's row. */
export async function waitForLock(query: Kysely<Tables>): Promise<void> {
  while (!(await isWaiting(query)));
}

async function isWaiting(query: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(query)
  return rows.length > 0
}

/** Takes the rows of a person's codes and leaves them as they are. */
export function touchCodes(query: Kysely<Tables>, personId: number): Promise<unknown> {
  return query
    .updateTable('one_time_codes')
    .set((column) => ({ tries: column.ref('tries') }))
    .where('subject', '=', `person:${personId}`)
    .execute()
}

/** Whose account has this address, which is there. */
export async function findPersonId(query: Kysely<Tables>, email: string): Promise<number> {
  const found = await query
    .selectFrom('accounts')
    .select('person_id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return found.person_id
}
