import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Database, type DatabaseLocation, openDatabase } from '../../../src/issuer/db/open-database.ts'
import { makeTestFolder } from '../test-folder.ts'

export type DatabaseKind = 'sqlite' | 'postgresql'

export type TestDatabase = {
  readonly location: DatabaseLocation
  readonly database: Database
  /** Closes and removes it. */
  dispose(): Promise<void>
}

/**
 * A database of its own, empty or, on PostgreSQL, a copy of the one of that name; `postgresUrl` is a server
 * on which databases may be made.
 */
export async function openTestDatabase(
  kind: DatabaseKind,
  postgresUrl: string,
  copied?: string,
): Promise<TestDatabase> {
  return kind === 'sqlite' ? openSqlite() : openPostgres(postgresUrl, copied)
}

async function openSqlite(): Promise<TestDatabase> {
  const folder = makeTestFolder('vi-bhyt-database-')
  const location = { file: join(folder, 'issuer.sqlite') }
  const database = openDatabase(location)
  return {
    location,
    database,
    async dispose() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openPostgres(serverUrl: string, copied = 'template1'): Promise<TestDatabase> {
  const name = `vi_bhyt_${randomBytes(6).toString('hex')}`
  const administer = async (statement: string) => {
    const client = new Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await administer(`create database ${name} template ${copied}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const location = { url: url.href }
  const database = openDatabase(location)
  return {
    location,
    database,
    async dispose() {
      await database.close()
      await administer(`drop database ${name} with (force)`)
    },
  }
}
