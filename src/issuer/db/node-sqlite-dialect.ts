import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/** Prepared statements that are kept; the service has far fewer, seeding and tests a few more. */
const STATEMENT_LIMIT = 256

/** One SQLite connection with its prepared statements. */
class SqliteHandle {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(file: string, options: { readOnly: boolean }) {
    this.#database = new DatabaseSync(file, {
      readOnly: options.readOnly,
      enableForeignKeyConstraints: true,
      timeout: 5000,
    })
  }

  exec(sql: string): void {
    this.#database.exec(sql)
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    if (this.#statements.size >= STATEMENT_LIMIT) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}

/**
 * `node:sqlite` for kysely, with two connections to one file: a writer, which one transaction or one
 * statement has at a time, and a reader, so that reads never wait for a write and see what is committed, at
 * once (WAL).
 */
export class NodeSqliteDialect implements Dialect {
  readonly #file: string
  #open: { writer: SqliteHandle; reader: SqliteHandle } | undefined
  #turn: Promise<void> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  #handles() {
    if (this.#open === undefined) {
      const writer = new SqliteHandle(this.#file, { readOnly: false })
      // FULL: an acknowledged transaction survives a power cut.
      writer.exec('pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536')
      const reader = new SqliteHandle(this.#file, { readOnly: true })
      reader.exec('pragma cache_size = -65536; pragma mmap_size = 2147483648')
      this.#open = { writer, reader }
    }
    return this.#open
  }

  /** The statement on the reading connection, for queries that are run again and again. */
  prepareRead(sql: string): StatementSync {
    return this.#handles().reader.prepare(sql)
  }

  /** Waits for the writing connection; the caller releases it. */
  async takeWriter(): Promise<{ writer: SqliteHandle; release: () => void }> {
    const before = this.#turn
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#turn = promise
    await before
    return { writer: this.#handles().writer, release: resolve }
  }

  close(): void {
    this.#open?.reader.close()
    this.#open?.writer.close()
    this.#open = undefined
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this)
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler()
  }

  createAdapter() {
    return new SqliteAdapter()
  }

  createIntrospector(database: ConstructorParameters<typeof SqliteIntrospector>[0]) {
    return new SqliteIntrospector(database)
  }
}

class NodeSqliteDriver implements Driver {
  readonly #dialect: NodeSqliteDialect

  constructor(dialect: NodeSqliteDialect) {
    this.#dialect = dialect
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<NodeSqliteConnection> {
    return new NodeSqliteConnection(this.#dialect)
  }

  async beginTransaction(connection: NodeSqliteConnection): Promise<void> {
    await connection.begin()
  }

  async commitTransaction(connection: NodeSqliteConnection): Promise<void> {
    connection.end('commit')
  }

  async rollbackTransaction(connection: NodeSqliteConnection): Promise<void> {
    connection.end('rollback')
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#dialect.close()
  }
}

/** Outside a transaction reads go to the reading connection, and a write has the writing one for itself. */
class NodeSqliteConnection implements DatabaseConnection {
  readonly #dialect: NodeSqliteDialect
  #transaction: { writer: SqliteHandle; release: () => void } | undefined

  constructor(dialect: NodeSqliteDialect) {
    this.#dialect = dialect
  }

  async begin(): Promise<void> {
    const turn = await this.#dialect.takeWriter()
    try {
      turn.writer.exec('begin immediate')
    } catch (error) {
      turn.release()
      throw error
    }
    this.#transaction = turn
  }

  end(statement: 'commit' | 'rollback'): void {
    try {
      this.#transaction?.writer.exec(statement)
      this.#transaction?.release()
      this.#transaction = undefined
    } catch (error) {
      // A failed commit leaves the transaction open: kysely rolls it back, which releases the connection.
      if (statement === 'rollback') {
        this.#transaction?.release()
        this.#transaction = undefined
      }
      throw error
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#transaction !== undefined) return run<R>(this.#transaction.writer.prepare(query.sql), query)
    if (SelectQueryNode.is(query.query)) return run<R>(this.#dialect.prepareRead(query.sql), query)
    const turn = await this.#dialect.takeWriter()
    try {
      return run<R>(turn.writer.prepare(query.sql), query)
    } finally {
      turn.release()
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Nothing here is streamed')
  }
}

function run<R>(statement: StatementSync, { parameters }: CompiledQuery): QueryResult<R> {
  const values = parameters as readonly SQLInputValue[]
  if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] }
  return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) }
}
