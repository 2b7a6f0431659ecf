import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Compilable, Kysely, PostgresDialect } from 'kysely'
import { NodeSqliteDialect } from './node-sqlite-dialect.ts'
import { BatchingReader, createPatientPool, createPool, type PoolState } from './postgres.ts'
import type { Tables } from './schema.ts'

/**
 * A query that was built and compiled once. Parameters are text, given in the order in which they stand in
 * the SQL. The answer is the first row; on SQLite it is there at once, without a turn of the event loop.
 */
export type PreparedQuery<Row> = (...parameters: string[]) => Row | undefined | Promise<Row | undefined>

export type Database = {
  readonly kind: 'sqlite' | 'postgresql'
  readonly query: Kysely<Tables>
  prepare<Row>(query: Compilable<Row>): PreparedQuery<Row>
  /**
   * Does the work over connections of its own, on which a statement may take as long as it takes, and gives
   * up its wait for a lock after two seconds. Absent where nobody waits.
   */
  readonly withPatience?: <T>(work: (query: Kysely<Tables>) => Promise<T>) => Promise<T>
  /** Absent where there is one connection. */
  readonly readPool?: () => PoolState
  close(): Promise<void>
}

/**
 * Where the data is: a `postgres://` URL, or a file of the embedded database, whose folder is made if need
 * be.
 */
export type DatabaseLocation = { url: string } | { file: string }

/** Opens the database; nothing is migrated yet. */
export function openDatabase(location: DatabaseLocation): Database {
  return 'url' in location ? openPostgres(location.url) : openSqlite(location.file)
}

/**
 * The file is nobody else's from its first byte on. SQLite gives its companions the mode of the file; those
 * of an earlier version are changed.
 */
function protectFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  for (const each of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(each)) chmodSync(each, 0o600)
}

function openSqlite(file: string): Database {
  protectFile(file)
  const dialect = new NodeSqliteDialect(file)
  const query = new Kysely<Tables>({ dialect })
  return {
    kind: 'sqlite',
    query,
    prepare<Row>(compilable: Compilable<Row>): PreparedQuery<Row> {
      const { sql } = compilable.compile()
      return (...parameters) => dialect.prepareRead(sql).get(...parameters) as Row | undefined
    },
    close: () => query.destroy(),
  }
}

function openPostgres(url: string): Database {
  const reader = new BatchingReader(url)
  const pool = createPool(url)
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    kind: 'postgresql',
    query,
    prepare<Row>(compilable: Compilable<Row>): PreparedQuery<Row> {
      const { sql, parameters } = compilable.compile()
      return reader.prepare<Row>(sql, parameters.length)
    },
    async withPatience(work) {
      const patient = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPatientPool(url) }) })
      try {
        return await work(patient)
      } finally {
        await patient.destroy()
      }
    },
    readPool: () => pool.read(),
    async close() {
      await reader.close()
      await query.destroy()
    },
  }
}
