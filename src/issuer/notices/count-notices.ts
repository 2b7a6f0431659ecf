import type { Database } from '../db/open-database.ts'
import { SMS_A_MONTH } from '../inbox/notice-policy.ts'

/** What operators see of a month (`YYYY-MM`), and of pushes now: numbers alone. */
export async function countNotices(database: Database, month: string) {
  const { query } = database
  const of = query.selectFrom('notice_texts').where('month', '=', month)
  const { sent, held, people, most } = await of
    .select(({ fn }) => [
      fn.sum('sent').as('sent'),
      fn.sum('held').as('held'),
      fn.countAll().as('people'),
      fn.max('sent').as('most'),
    ])
    .executeTakeFirstOrThrow()
  const { count: atBudget } = await of
    .where('sent', '>=', SMS_A_MONTH)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  const countRows = (table: 'push_subscriptions' | 'push_messages') =>
    query
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
  return {
    sent: Number(sent ?? 0),
    held: Number(held ?? 0),
    people: Number(people),
    most: Number(most ?? 0),
    atBudget: Number(atBudget),
    devices: Number((await countRows('push_subscriptions')).count),
    waiting: Number((await countRows('push_messages')).count),
  }
}
