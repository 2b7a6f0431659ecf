import type { CompiledQuery, Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/open-database.ts'
import type { Tables } from '../../db/schema.ts'

/** Rows to a statement: far below either database's limit of parameters, and beyond this nothing gets faster. */
const CHUNK = 250

/** Inserts many rows in one transaction. */
export type BulkInsert<Row> = (transaction: Transaction<Tables>, rows: readonly Row[]) => Promise<void>

/** Statements for one table of one database, compiled once and run with other values each time. */
export function createBulkInsert<Table extends keyof Tables>(
  database: Database,
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
): BulkInsert<Tables[Table]> {
  const compiled = new Map<number, CompiledQuery>()

  function compile(count: number): CompiledQuery {
    const known = compiled.get(count)
    if (known !== undefined) return known
    // The values are placeholders; only their number and order count.
    const row = Object.fromEntries(columns.map((column) => [column, 0]))
    const values = Array.from({ length: count }, () => row)
    const untyped = database.query as unknown as Kysely<Record<string, Record<string, number>>>
    const query = untyped.insertInto(table).values(values).compile()
    compiled.set(count, query)
    return query
  }

  return async (transaction, rows) => {
    for (let at = 0; at < rows.length; at += CHUNK) {
      const chunk = rows.slice(at, at + CHUNK)
      const parameters = chunk.flatMap((row) => columns.map((column) => row[column]))
      await transaction.executeQuery({ ...compile(chunk.length), parameters })
    }
  }
}
