import { type ChildProcess, fork, spawn } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { toBase64Url } from '../../../src/core/bytes.ts'
import { issueProofOfPossession } from '../../../src/core/credential/proof-of-possession.ts'
import { argon2Hasher } from '../../../src/issuer/accounts/password.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import type { Database, DatabaseLocation } from '../../../src/issuer/db/open-database.ts'
import { fillRegistry } from '../../../src/issuer/demo/registry/fill-registry.ts'
import { createSessions } from '../../../src/issuer/sessions/sessions.ts'
import { compressPoint, createSign, toP256PublicKey } from '../../../src/issuer/signer-keys/es256-key.ts'
import { findFreePort } from '../../support/find-free-port.ts'
import { waitUntilReady } from '../../support/issuer/issuer-process.ts'

/** A person who is signed in, with an enrolled holder key. */
export type Holder = {
  readonly cookie: string
  readonly cardId: string
  readonly key: KeyObject
  etag: string
}

/** An issuer process over a registry of some size, with people who are signed in. */
export type Site = {
  readonly port: number
  readonly pid: number | undefined
  readonly holders: readonly Holder[]
  readonly seeding: { seconds: number; peoplePerSecond: number }
  stop(): Promise<void>
}

const TODAY = '2026-11-23'

/**
 * Seeds the database, signs some people in, starts the issuer and lets each read a snapshot and enrol a key.
 */
export async function openSite(
  database: Database,
  location: DatabaseLocation,
  { people, holders: wanted }: { people: number; holders: number },
): Promise<Site> {
  const now = Math.floor(Date.now() / 1000)
  await migrateDatabase(database, 'demo', now)
  const passwordHash = await argon2Hasher.hash('the-xanh', { salt: new Uint8Array(16) })
  const start = performance.now()
  await fillRegistry(database, { people, seed: 1, today: TODAY, passwordHash, now })
  const seconds = (performance.now() - start) / 1000

  const cards = await findCards(database, wanted)
  const sessions = createSessions(database, {
    onDeviceEnd: async () => {},
    onNewDevice: async () => {},
    onDeviceDisplaced: async () => {},
  })
  const port = await findFreePort()
  const child = startIssuer(location, port)
  await waitUntilReady(`http://127.0.0.1:${port}/api/ready`, child)
  const holders: Holder[] = []
  for (const { person_id: personId, id: cardId } of cards) {
    const browser = { device: undefined, name: '' }
    const opened = await sessions.open(
      { personId, accessVersion: 0, method: 'password', browser, isConfirmed: true },
      now,
    )
    if (!opened.ok) throw new Error('no session')
    const { id, secret } = opened.value.session
    const cookie = `session=${id}.${secret}`
    holders.push({
      cookie,
      cardId,
      etag: '',
      key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    })
  }
  for (const holder of holders) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/snapshot`, {
      headers: { cookie: holder.cookie },
    })
    await answer.arrayBuffer()
    holder.etag = answer.headers.get('etag') ?? ''
    const enrolled = await post(port, '/api/holder-keys', holder.cookie, await makeRequest(port, holder))
    if (!enrolled.ok) throw new Error(`enrolment answered ${enrolled.status}`)
    await enrolled.arrayBuffer()
  }
  return {
    port,
    pid: child.pid,
    holders,
    seeding: { seconds, peoplePerSecond: people / seconds },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Cards of account holders, spread evenly over the registry. */
async function findCards(database: Database, wanted: number) {
  const ids = await database.query
    .selectFrom('accounts')
    .select('person_id')
    .where('person_id', '>=', 1000)
    .orderBy('person_id')
    .execute()
  const step = Math.max(1, Math.floor(ids.length / wanted))
  const chosen = ids.filter((_row, index) => index % step === 0).slice(0, wanted)
  return database.query
    .selectFrom('cards')
    .select(['id', 'person_id'])
    .where(
      'person_id',
      'in',
      chosen.map((row) => row.person_id),
    )
    .execute()
}

function startIssuer(location: DatabaseLocation, port: number): ChildProcess {
  const where = 'url' in location ? { DATABASE_URL: location.url } : { DATABASE_FILE: location.file }
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/issuer/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...where, MODE: 'demo', PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'info' },
  })
}

/** The body of an enrolment or renewal, with a fresh nonce. */
export async function makeRequest(port: number, { cookie, cardId, key }: Holder): Promise<string> {
  const answer = await post(port, '/api/nonces', cookie)
  const { nonce } = (await answer.json()) as { nonce: string }
  const publicKey = toP256PublicKey(compressPoint(key))
  const proof = await issueProofOfPossession({
    cardId,
    nonce: new Uint8Array(Buffer.from(nonce, 'base64url')),
    publicKey,
    sign: createSign(key),
  })
  return JSON.stringify({ cardId, proof: toBase64Url(proof) })
}

function post(port: number, path: string, cookie: string, body?: string): Promise<Response> {
  const headers = { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) }
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers,
    ...(body !== undefined && { body }),
  })
}

/** A child that says its port when it listens. */
export async function forkServer(
  file: string,
  words: readonly string[],
): Promise<{ port: number; child: ChildProcess }> {
  const child = fork(file, words, { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const [message] = (await once(child, 'message')) as [{ port: number }]
  return { port: message.port, child }
}
