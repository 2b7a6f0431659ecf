/** In the place of postgres.ts: each hot read alone, as a prepared statement on one pipelined connection. */
import { createHash } from 'node:crypto'
import { Client } from 'pg'

export * from '../../../../src/issuer/db/postgres.ts'

export class BatchingReader {
  readonly #url: string
  #client: Promise<Client> | undefined

  constructor(url: string) {
    this.#url = url
  }

  prepare<Row>(sql: string): (...values: string[]) => Promise<Row | undefined> {
    const text = `${sql} limit 1`
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 20)
    return async (...values) => {
      this.#client ??= this.#connect()
      const client = await this.#client
      return (await client.query({ name, text, values })).rows[0] as Row | undefined
    }
  }

  async close(): Promise<void> {
    await (await this.#client)?.end()
  }

  async #connect(): Promise<Client> {
    const client = new Client({ connectionString: this.#url, pipeline: true })
    client.on('error', () => {})
    await client.connect()
    return client
  }
}
