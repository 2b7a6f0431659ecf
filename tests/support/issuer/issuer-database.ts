import { randomBytes } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
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

type TestDatabaseOptions = {
  /** One of the same kind and on the same server, that nobody is connected to. */
  readonly copied?: DatabaseLocation
  /** How its name begins, or that of its folder. */
  readonly prefix?: string
}

/** A database of its own, empty or a copy; `postgresUrl` is a server on which databases may be made. */
export async function openTestDatabase(
  kind: DatabaseKind,
  postgresUrl: string,
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  return kind === 'sqlite' ? openSqlite(options) : openPostgres(postgresUrl, options)
}

async function openSqlite({
  copied,
  prefix = 'vi-bhyt-database-',
}: TestDatabaseOptions): Promise<TestDatabase> {
  const folder = makeTestFolder(prefix)
  const location = { file: join(folder, 'issuer.sqlite') }
  if (copied !== undefined && 'file' in copied) copyFileSync(copied.file, location.file)
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

async function openPostgres(
  serverUrl: string,
  { copied, prefix = 'vi_bhyt_' }: TestDatabaseOptions,
): Promise<TestDatabase> {
  const template =
    copied !== undefined && 'url' in copied ? new URL(copied.url).pathname.slice(1) : 'template1'
  const name = `${prefix}${randomBytes(6).toString('hex')}`
  const administer = async (statement: string) => {
    const client = new Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await administer(`create database ${name} template ${template}`)
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
