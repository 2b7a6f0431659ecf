/**
 * Renewals, and the read of a 304, in the ways that decision 4 weighs: signing on a thread of its own, on
 * Node's pool, and at once; hot reads that go to PostgreSQL together, and each alone. In turns beside a bare
 * route, with keys that the issuer has never seen and with a few again and again.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createProgress } from '../../../src/cli/progress.ts'
import { toBase64Url } from '../../../src/core/bytes.ts'
import { issueProofOfPossession } from '../../../src/core/credential/proof-of-possession.ts'
import { argon2Hasher } from '../../../src/issuer/accounts/password.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import type { Database, DatabaseLocation } from '../../../src/issuer/db/open-database.ts'
import { DANGEROUS_demoKeyEncryptionKey } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { fillRegistry, hashSeededPassword } from '../../../src/issuer/demo/registry/fill-registry.ts'
import { createNonces } from '../../../src/issuer/sessions/nonces.ts'
import { createSessionToken, hashSecret } from '../../../src/issuer/sessions/session-token.ts'
import { compressPoint, createSign, toP256PublicKey } from '../../../src/issuer/signer-keys/es256-key.ts'
import { findFreePort } from '../../support/find-free-port.ts'
import { type DatabaseKind, openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { waitUntilReady } from '../../support/issuer/issuer-process.ts'
import { startPostgres } from '../../support/issuer/postgres-setup.ts'
import type { BenchOptions } from '../main.ts'
import { readCpuMicros } from './issuer.ts'
import type { LoadFigures, LoadOrder, LoadRequest } from './issuer-load.ts'
import { forkServer } from './issuer-site.ts'

const moduleUrl = (path: string) => new URL(path, import.meta.url).href
const thread = moduleUrl('../../../src/issuer/signer-keys/signature-thread.ts')
const reader = moduleUrl('../../../src/issuer/db/postgres.ts')

/** Modules that other ones stand in for. */
const variants: Record<string, Record<string, string>> = {
  'as it is': {},
  'signed in the pool': { [thread]: moduleUrl('./variants/sign-in-pool.ts') },
  'signed at once': { [thread]: moduleUrl('./variants/sign-at-once.ts') },
  'each read alone': { [reader]: moduleUrl('./variants/plain-reader.ts') },
}
const variantsOf: Record<DatabaseKind, readonly string[]> = {
  sqlite: ['as it is', 'signed in the pool', 'signed at once'],
  postgresql: ['as it is', 'signed in the pool', 'signed at once', 'each read alone'],
}

const kinds = ['new keys', 'known keys', '304'] as const
type Kind = (typeof kinds)[number]

const CONNECTIONS = 32
const [WARM_UP_MS, MEASURE_MS] = [200, 2000]

/** Keys for one turn: more than a turn renews, so that none comes twice. */
const KEYS_A_TURN = 2000
const KNOWN_KEYS = 40

type Holder = { readonly sessionId: string; readonly cookie: string; cardId: string; key: KeyObject }
type Turn = LoadFigures & { readonly issuerMicros: number; readonly databaseMicros: number }

/** @param count Rounds; ten if not told. */
export async function benchRenewals({ quick, count = quick ? 2 : 10, only }: BenchOptions) {
  const postgres = await startPostgres()
  const load = fork(new URL('./issuer-load.ts', import.meta.url), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  try {
    const figures: Record<string, unknown> = {}
    for (const kind of ['sqlite', 'postgresql'] as const)
      if (only === undefined || only === kind)
        figures[kind] = await benchDatabase(kind, postgres.url, load, count)
    return { rounds: count, ...figures }
  } finally {
    load.kill()
    await postgres.stop()
  }
}

async function benchDatabase(kind: DatabaseKind, postgresUrl: string, load: ChildProcess, rounds: number) {
  const held = await openTestDatabase(kind, postgresUrl)
  const progress = createProgress(`rounds on ${kind}`)
  const holders = await enrolMany(held.database, KEYS_A_TURN * (rounds + 1) + KNOWN_KEYS)
  const known = holders.splice(0, KNOWN_KEYS)
  const names = variantsOf[kind]
  const issuers = []
  for (const name of names) issuers.push(await startVariant(held.location, variants[name] ?? {}))
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-renewals-'))
  const [first] = issuers
  const bare = await forkBare(first?.port ?? 0, known, folder)
  const turns = new Map<string, Turn[]>()
  try {
    for (let round = -1; round < rounds; round++) {
      progress.tell(round + 1, rounds + 1)
      for (const each of kinds) {
        const fresh = holders.slice((round + 1) * KEYS_A_TURN, (round + 2) * KEYS_A_TURN)
        const requests = await writeRequests(each, each === 'new keys' ? fresh : known, first?.port ?? 0)
        const measure = async (name: string, port: number, child: ChildProcess, path?: string) => {
          const order = {
            port,
            connections: CONNECTIONS,
            warmUpMs: WARM_UP_MS,
            measureMs: MEASURE_MS,
            requests: path ? requests.map((request) => ({ ...request, path })) : requests,
            expectedStatus: each === '304' ? 304 : 200,
          }
          const turn = await runTurn(load, order, child.pid, held.database)
          if (each === 'new keys' && !path && turn.sent > KEYS_A_TURN) throw new Error('too few keys')
          // In the first round code is still being compiled.
          if (round >= 0) turns.set(`${name} ${each}`, [...(turns.get(`${name} ${each}`) ?? []), turn])
        }
        await measure('bare', bare.port, bare.child, each === '304' ? '/not-modified' : '/renewal')
        const order = issuers.map((issuer, index) => ({ issuer, name: names[index] ?? '' }))
        // Who comes first after the bare route changes.
        for (const { issuer, name } of round % 2 === 0 ? order : order.reverse())
          await measure(name, issuer.port, issuer.child)
      }
    }
  } finally {
    progress.end()
    bare.child.kill()
    for (const { child } of issuers) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
    await held.dispose()
  }
  return Object.fromEntries(
    kinds.map((each) => [
      each,
      Object.fromEntries(['bare', ...names].map((name) => [name, summarize(name, each, turns)])),
    ]),
  )
}

function summarize(name: string, kind: Kind, turns: ReadonlyMap<string, Turn[]>) {
  const own = turns.get(`${name} ${kind}`) ?? []
  const bare = turns.get(`bare ${kind}`) ?? []
  const ratios = own.map((turn, round) => turn.perSecond / (bare[round]?.perSecond ?? Number.NaN))
  const sorted = ratios.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2))
  const sum = (of: (turn: Turn) => number) => own.reduce((total, turn) => total + of(turn), 0)
  const sent = sum((turn) => turn.sent)
  return {
    ratio: at(0.5),
    quarters: [at(0.25), at(0.75)],
    issuerMicros: Math.round(sum((turn) => turn.issuerMicros) / sent),
    databaseMicros: Math.round(sum((turn) => turn.databaseMicros) / sent),
    p50: Number((sum(({ p50 }) => p50) / own.length).toFixed(1)),
  }
}

async function runTurn(
  load: ChildProcess,
  order: LoadOrder,
  pid: number | undefined,
  database: Database,
): Promise<Turn> {
  const before = { issuer: readCpuMicros(pid) ?? 0, database: await readDatabaseMicros(database) }
  load.send(order)
  const [figures] = (await once(load, 'message')) as [LoadFigures]
  if (figures.unexpected > 0) throw new Error(`${figures.unexpected} answers of ${figures.sent} unexpected`)
  return {
    ...figures,
    issuerMicros: (readCpuMicros(pid) ?? 0) - before.issuer,
    databaseMicros: sumGrowth(before.database, await readDatabaseMicros(database)),
  }
}

/** Processor time of each connection that there is; none of SQLite, which is in the issuer's. */
async function readDatabaseMicros(database: Database): Promise<Map<number, number>> {
  if (database.kind === 'sqlite') return new Map()
  const { rows } = await sql<{
    pid: number
  }>`select pid from pg_stat_activity where datname = current_database()`.execute(database.query)
  return new Map(rows.map(({ pid }) => [pid, readCpuMicros(pid) ?? 0]))
}

/** What has come; of a connection that was not there before, all. */
function sumGrowth(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, micros]) => sum + micros - (before.get(pid) ?? 0), 0)
}

async function startVariant(location: DatabaseLocation, replaced: Record<string, string>) {
  const where = 'url' in location ? { DATABASE_URL: location.url } : { DATABASE_FILE: location.file }
  const port = await findFreePort()
  const words = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    moduleUrl('./variants/replace-modules.ts'),
  ]
  const child = spawn(process.execPath, [...words, 'src/issuer/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...where,
      BENCH_REPLACED: JSON.stringify(replaced),
      MODE: 'demo',
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
    },
  })
  await waitUntilReady(`http://127.0.0.1:${port}/api/ready`, child)
  return { port, child }
}

async function forkBare(port: number, known: readonly Holder[], folder: string) {
  const capture = async (kind: Kind) => {
    const [request] = await writeRequests(kind, known.slice(0, 1), port)
    if (request === undefined) throw new Error('nobody is enrolled')
    const { method, path, headers, body } = request
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body && { body }) })
    // These the server writes by itself.
    const own = ['connection', 'content-length', 'date', 'keep-alive']
    return {
      headers: Object.fromEntries([...answer.headers].filter(([name]) => !own.includes(name))),
      body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
    }
  }
  const [renewal, notModified] = [await capture('known keys'), await capture('304')]
  const file = join(folder, 'answers.json')
  writeFileSync(file, JSON.stringify({ renewal, notModified, snapshot: notModified }))
  return forkServer(join(import.meta.dirname, 'issuer-bare.ts'), [file])
}

const nonces = createNonces(DANGEROUS_demoKeyEncryptionKey)
const tags = new Map<string, string>()

async function writeRequests(kind: Kind, holders: readonly Holder[], port: number): Promise<LoadRequest[]> {
  return Promise.all(
    holders.map(async ({ sessionId, cookie: Cookie, cardId, key }): Promise<LoadRequest> => {
      if (kind === '304') {
        const path = '/api/snapshot'
        const known = tags.get(sessionId)
        const etag = known ?? (await readTag(`http://127.0.0.1:${port}${path}`, Cookie))
        tags.set(sessionId, etag)
        return { method: 'GET', path, headers: { Cookie, 'If-None-Match': etag }, body: '' }
      }
      const { nonce } = nonces.issue(sessionId, Math.floor(Date.now() / 1000))
      const publicKey = toP256PublicKey(compressPoint(key))
      const proof = await issueProofOfPossession({
        cardId,
        nonce: new Uint8Array(nonce),
        publicKey,
        sign: createSign(key),
      })
      const body = JSON.stringify({ cardId, proof: toBase64Url(proof) })
      const headers = {
        Cookie,
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
      }
      return { method: 'POST', path: '/api/credentials', headers, body }
    }),
  )
}

async function readTag(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie } })
  await answer.arrayBuffer()
  return answer.headers.get('etag') ?? ''
}

/** People on devices with enrolled keys, which no issuer has seen yet. */
async function enrolMany(database: Database, wanted: number): Promise<Holder[]> {
  const now = Math.floor(Date.now() / 1000)
  await migrateDatabase(database, 'demo', now)
  const passwordHash = await hashSeededPassword(argon2Hasher)
  // Children have no accounts.
  await fillRegistry(database, { people: 2 * wanted, seed: 1, today: '2026-11-23', passwordHash, now })
  const cards = await database.query
    .selectFrom('accounts')
    .innerJoin('cards', 'cards.person_id', 'accounts.person_id')
    .select(['cards.id', 'cards.person_id'])
    .where('accounts.person_id', '>=', 1000)
    .orderBy('accounts.person_id')
    .limit(wanted)
    .execute()
  if (cards.length < wanted) throw new Error(`only ${cards.length} accounts`)
  const holders: Holder[] = []
  for (let from = 0; from < wanted; from += 200) {
    const rows = cards.slice(from, from + 200).map(({ id: cardId, person_id: personId }, index) => {
      const [session, device] = [createSessionToken(), createSessionToken()]
      const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      holders.push({
        sessionId: session.id,
        cookie: `session=${session.id}.${session.secret}`,
        cardId,
        key,
      })
      return { cardId, personId, session, device, key, position: from + index }
    })
    await database.query.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('devices')
        .values(
          rows.map(({ personId, device }) => ({
            id: device.id,
            person_id: personId,
            created_at: now,
            ended_at: null,
            name: '',
            secret_hash: hashSecret(device.secret),
            used_at: now,
            end_code: null,
            removed_at: null,
          })),
        )
        .execute()
      await transaction
        .insertInto('sessions')
        .values(
          rows.map(({ personId, device, session }) => ({
            id: session.id,
            device_id: device.id,
            person_id: personId,
            secret_hash: hashSecret(session.secret),
            created_at: now,
            used_at: now,
            end_code: null,
          })),
        )
        .execute()
      await transaction
        .insertInto('status_entries')
        .values(
          rows.map(({ cardId, device, position }) => ({
            list: 0,
            position,
            device_id: device.id,
            card_id: cardId,
            reserved_until: now + 400 * 86_400,
            revoked_at: null,
          })),
        )
        .execute()
      await transaction
        .insertInto('holder_keys')
        .values(
          rows.map(({ cardId, device, key, position }) => ({
            device_id: device.id,
            card_id: cardId,
            public_key: compressPoint(key),
            status_list: 0,
            status_position: position,
            created_at: now,
          })),
        )
        .execute()
    })
  }
  return holders
}
