import type { CompiledQuery, Kysely } from 'kysely'
import type { Tables } from '../db/schema.ts'

/** Rows to a statement: far below either database's limit of parameters, and beyond this nothing gets faster. */
const CHUNK = 250

/** Statements for one table, compiled once and run with other values each time. */
export type BulkInsert<Row> = (transaction: Kysely<Tables>, rows: readonly Row[]) => Promise<void>

/** Inserts many rows of a table; `columns` says what is inserted, in any order. */
export function createBulkInsert<Table extends keyof Tables>(
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
): BulkInsert<Tables[Table]> {
  const compiled = new Map<number, CompiledQuery>()

  function compile(database: Kysely<Tables>, count: number): CompiledQuery {
    const known = compiled.get(count)
    if (known !== undefined) return known
    const row = Object.fromEntries(columns.map((column) => [column, 0]))
    const values = Array.from({ length: count }, () => row)
    // The values are placeholders; only their number and order count.
    const query = (database as unknown as Kysely<Record<string, Record<string, number>>>)
      .insertInto(table)
      .values(values)
      .compile()
    compiled.set(count, query)
    return query
  }

  return async (transaction, rows) => {
    for (let at = 0; at < rows.length; at += CHUNK) {
      const chunk = rows.slice(at, at + CHUNK)
      const query = compile(transaction, chunk.length)
      const parameters = chunk.flatMap((row) => columns.map((column) => row[column]))
      await transaction.executeQuery({ ...query, parameters })
    }
  }
}
