import { createHash } from 'node:crypto'
import { Client, type ClientConfig, Pool, types } from 'pg'
import type { Parameter } from './open-database.ts'

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

/**
 * One connection for the hot reads, with prepared statements and without waiting for the answer before the next question
 * is sent. A broken connection fails the questions that are on it and is replaced at the next one.
 */
export class PipelinedReader {
  readonly #url: string
  readonly #names = new Map<string, string>()
  #client: Promise<Client> | undefined

  constructor(url: string) {
    this.#url = url
  }

  async readFirst<Row>(sql: string, values: Parameter[]): Promise<Row | undefined> {
    let name = this.#names.get(sql)
    if (name === undefined) {
      name = createHash('sha256').update(sql).digest('base64url').slice(0, 20)
      this.#names.set(sql, name)
    }
    this.#client ??= this.#connect()
    const client = await this.#client
    const { rows } = await client.query({ name, text: sql, values })
    return rows[0] as Row | undefined
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await (await client)?.end()
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
