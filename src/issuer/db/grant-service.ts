import { sql } from 'kysely'
import type { Database } from './open-database.ts'

/** What the running service never changes, or only adds to; everything else it reads, writes and deletes. */
const narrower: Readonly<Record<string, string>> = {
  schema_migrations: 'select',
  issuer_mode: 'select',
  signer_keys: 'select, insert',
  audit_entries: 'select, insert',
}

/**
 * Gives the role of the running service what it needs, on PostgreSQL: rows, and neither tables nor the
 * entries of the officers' log that are written.
 *
 * @param role A role that exists; it must not be the owner.
 */
export function grantToService(database: Database, role: string): Promise<void> {
  return database.query.transaction().execute(async (transaction) => {
    const to = sql.id(role)
    const { rows } = await sql<{ name: string; schema: string }>`
      select tablename as name, schemaname as schema from pg_tables
      where schemaname = current_schema() and tableowner = current_user`.execute(transaction)
    const [first] = rows
    if (first === undefined) throw new Error('This role owns no tables: migrate with the role that does')
    await sql`grant usage on schema ${sql.id(first.schema)} to ${to}`.execute(transaction)
    for (const { name } of rows) {
      const rights = sql.raw(narrower[name] ?? 'select, insert, update, delete')
      await sql`revoke all on table ${sql.id(name)} from ${to}`.execute(transaction)
      await sql`grant ${rights} on table ${sql.id(name)} to ${to}`.execute(transaction)
    }
  })
}
