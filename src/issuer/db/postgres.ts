import { createHash } from 'node:crypto'
import { Socket } from 'node:net'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { Client, type ClientConfig, Pool, type PoolClient, types } from 'pg'
import { DatabaseSilent } from './database-trouble.ts'

const INT8_OID = 20

/** All our `int8` are Unix seconds and row numbers, far below 2^53. */
const config: ClientConfig = {
  types: {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === INT8_OID ? Number : types.getTypeParser(oid, format ?? 'text')) as typeof types.getTypeParser,
  },
  application_name: 'vi-bhyt issuer',
  connectionTimeoutMillis: 5000,
  statement_timeout: 15_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5000,
}

/**
 * How long an answer may take before the connection counts as dead, in milliseconds: longer than the database
 * lets one take.
 */
const SILENCE = 17_000

/** The same for the hot reads, which take a few milliseconds each. */
const SILENCE_OF_READS = 5000

/** How many connections of a pool are lent out, and how many ask for one. */
export type PoolState = { readonly inUse: number; readonly waiting: number }

/**
 * Connections for transactions and everything that is not hot. One that breaks, in the pool or in the middle
 * of a transaction, fails what is on it and nothing else; one on which nothing is heard is given up.
 */
export function createPool(url: string, silence: number = SILENCE): PostgresPool & { read(): PoolState } {
  const pool = new Pool({ ...config, connectionString: url, max: 10 })
  // An idle connection that breaks (restart of the database) is replaced at the next query.
  pool.on('error', () => {})
  // While one is lent out the pool does not listen, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const lent = new WeakMap<PoolClient, PostgresPoolClient>()
  return {
    async connect() {
      const client = await pool.connect()
      const known = lent.get(client) ?? limitSilence(client, silence)
      lent.set(client, known)
      return known
    },
    end: () => pool.end(),
    read: () => ({ inUse: pool.totalCount - pool.idleCount, waiting: pool.waitingCount }),
  }
}

/** For migrations: one connection keeps the lock, the other works. */
export function createPatientPool(url: string): PostgresPool {
  const pool = new Pool({
    ...config,
    connectionString: url,
    statement_timeout: 0,
    lock_timeout: 2000,
    max: 2,
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * A connection on which a query fails that gets no answer in time; it is then closed instead of going back to
 * the pool.
 */
function limitSilence(client: PoolClient, silence: number): PostgresPoolClient {
  let isSilent = false
  function query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(asked: unknown, parameters: readonly unknown[] = []): unknown {
    // Nothing here reads by cursor.
    if (typeof asked !== 'string' || isSilent) return Promise.reject(new DatabaseSilent())
    let timer: NodeJS.Timeout | undefined
    const waiting = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isSilent = true
        reject(new DatabaseSilent())
      }, silence)
    })
    const answer = client.query(asked, [...parameters])
    // It fails once more when the connection is closed.
    answer.catch(() => {})
    return Promise.race([answer, waiting]).finally(() => clearTimeout(timer))
  }
  return { query, release: () => client.release(isSilent) }
}

/** A query with what is asked of it in this turn of the event loop. */
type Batch = {
  readonly name: string
  readonly text: string
  readonly columns: string[][]
  readonly waiting: { resolve: (row: unknown) => void; reject: (error: unknown) => void }[]
}

/**
 * One connection for the hot reads. Every question is answered from the database, but those of one turn of
 * the event loop go there together, as one prepared statement, and the next do not wait for its answer: a
 * question costs the database and this process a fraction of what it costs alone. A broken connection fails
 * the questions that are on it and is replaced at the next one; so does one on which nothing is heard.
 */
export class BatchingReader {
  readonly #url: string
  readonly #silence: number
  #batches = new Map<string, Batch>()
  #client: Promise<Client> | undefined
  #socket: Socket | undefined

  constructor(url: string, silence: number = SILENCE_OF_READS) {
    this.#url = url
    this.#silence = silence
  }

  /**
   * A function that gives the first row of a query for text parameters, `$1` first. The query must use each
   * at least once, and its columns must have names of their own.
   */
  prepare<Row>(sql: string, parameters: number): (...values: string[]) => Promise<Row | undefined> {
    const numbers = Array.from({ length: parameters }, (_parameter, index) => index + 1)
    const text = [
      'select asked.turn, found.*',
      `from unnest(${numbers.map((number) => `$${number}::text[]`).join(', ')})`,
      `with ordinality as asked (${numbers.map((number) => `p${number}`).join(', ')}, turn)`,
      `cross join lateral (${sql.replace(/\$(\d+)/g, 'asked.p$1')} limit 1) as found`,
    ].join(' ')
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 20)
    return (...values) =>
      new Promise((resolve, reject) => {
        const batch = this.#findBatch(name, text, parameters)
        for (const [index, value] of values.entries()) batch.columns[index]?.push(value)
        batch.waiting.push({ resolve: (row) => resolve(row as Row | undefined), reject })
      })
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await (await client)?.end()
  }

  #findBatch(name: string, text: string, parameters: number): Batch {
    const known = this.#batches.get(name)
    if (known !== undefined) return known
    if (this.#batches.size === 0) setImmediate(() => this.#sendAll())
    const batch: Batch = { name, text, columns: Array.from({ length: parameters }, () => []), waiting: [] }
    this.#batches.set(name, batch)
    return batch
  }

  #sendAll(): void {
    const batches = this.#batches
    this.#batches = new Map()
    for (const batch of batches.values())
      this.#send(batch).catch((error: unknown) => {
        for (const { reject } of batch.waiting) reject(error)
      })
  }

  async #send({ name, text, columns, waiting }: Batch): Promise<void> {
    this.#client ??= this.#connect()
    const client = await this.#client
    const socket = this.#socket
    const timer = setTimeout(() => socket?.destroy(new DatabaseSilent()), this.#silence)
    const { rows } = await client
      .query<{ turn: number }>({ name, text, values: columns })
      .finally(() => clearTimeout(timer))
    const found = new Map(rows.map((row) => [row.turn, row]))
    for (const [index, { resolve }] of waiting.entries()) resolve(found.get(index + 1))
  }

  async #connect(): Promise<Client> {
    const socket = new Socket()
    this.#socket = socket
    const stream = () => socket
    const client = new Client({ ...config, connectionString: this.#url, pipeline: true, stream })
    const forget = () => {
      this.#client = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    try {
      await client.connect()
      // A few questions at a time would be planned anew each time, which costs five times what they do.
      await client.query('set plan_cache_mode = force_generic_plan')
    } catch (error) {
      forget()
      throw error
    }
    return client
  }
}
