import type { Database } from '../../../src/issuer/db/open-database.ts'

/** What people leave behind in the database by what they do with their accounts, in the order in which rows refer to each other. */
const traces = [
  'sign_ins',
  'sessions',
  'holder_keys',
  'status_entries',
  'pending_steps',
  'passkeys',
  'devices',
  'office_requests',
  'one_time_codes',
  'use_counts',
  'inbound_messages',
  'outgoing_messages',
] as const

/** Remembers the accounts as they are now; the function brings them back, as if nobody had ever used them. */
export async function rememberAccounts({ query }: Database): Promise<() => Promise<void>> {
  const accounts = await query.selectFrom('accounts').selectAll().where('email', 'is not', null).execute()
  return async () => {
    for (const table of traces) await query.deleteFrom(table).execute()
    for (const { person_id: personId, ...account } of accounts)
      await query.updateTable('accounts').set(account).where('person_id', '=', personId).execute()
  }
}
