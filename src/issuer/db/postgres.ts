import { createHash } from 'node:crypto'
import { Client, type ClientConfig, Pool, types } from 'pg'

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
}

/** Connections for transactions and everything that is not hot. */
export function createPool(url: string): Pool {
  const pool = new Pool({ ...config, connectionString: url, max: 10 })
  // An idle connection that breaks (restart of the database) is replaced at the next query.
  pool.on('error', () => {})
  return pool
}

/** A query with what is asked of it in this turn of the event loop. */
type Batch = {
  readonly name: string
  readonly text: string
  readonly columns: string[][]
  readonly waiting: { resolve: (row: unknown) => void; reject: (error: unknown) => void }[]
}

/**
 * One connection for the hot reads. Every question is answered from the database, but those of one turn of the event loop go there
 * together, as one prepared statement, and the next do not wait for its answer: a question costs the database and this process
 * a fraction of what it costs alone. A broken connection fails the questions that are on it and is replaced at the next one.
 */
export class BatchingReader {
  readonly #url: string
  #batches = new Map<string, Batch>()
  #client: Promise<Client> | undefined

  constructor(url: string) {
    this.#url = url
  }

  /**
   * A function that gives the first row of a query for text parameters, `$1` first. The query must use each at least once, and
   * its columns must have names of their own.
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
    const { rows } = await client.query<{ turn: number }>({ name, text, values: columns })
    const found = new Map(rows.map((row) => [row.turn, row]))
    for (const [index, { resolve }] of waiting.entries()) resolve(found.get(index + 1))
  }

  async #connect(): Promise<Client> {
    const client = new Client({ ...config, connectionString: this.#url, pipeline: true })
    const forget = () => {
      this.#client = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    try {
      await client.connect()
    } catch (error) {
      forget()
      throw error
    }
    return client
  }
}
