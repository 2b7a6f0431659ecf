import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeRootKeys } from '../../../src/core/credential/root-keys.ts'
import { argon2Hasher } from '../../../src/issuer/accounts/password.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { type Database, openDatabase } from '../../../src/issuer/db/open-database.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { fillRegistry, hashSeededPassword } from '../../../src/issuer/demo/registry/fill-registry.ts'
import {
  compressPoint,
  generatePrivateKey,
  toKeyId,
  toP256PublicKey,
} from '../../../src/issuer/signer-keys/es256-key.ts'
import { type Holder, makeReport, openSessions } from '../../support/cluster/holders.ts'
import { type IssuerCluster, PROCESSES, startCluster } from '../../support/cluster/issuer-cluster.ts'
import { ask, type PostgresPair, startPostgresPair } from '../../support/cluster/postgres-pair.ts'
import { startTcpProxy, type TcpProxy } from '../../support/cluster/tcp-proxy.ts'
import { startWriteLoad } from '../../support/cluster/write-load.ts'
import { readSentCode } from '../../support/issuer/demo-inbox.ts'
import { createHolderKey, makeProof, readCookie } from '../../support/issuer/issuer-fixture.ts'

const readCount = (name: string, usual: number) => Number(process.env[name] ?? usual)

/** Starts on an empty database, in each mode. */
const ROUNDS = readCount('CLUSTER_ROUNDS', 2)
/** How long connections are cut, in seconds. */
const CUT_SECONDS = readCount('CLUSTER_CUT_SECONDS', 30)
/** How long the database is silent, in seconds. */
const SILENT_SECONDS = readCount('CLUSTER_SILENT_SECONDS', 10)
/** Writes while the primary is killed. */
const WRITES = readCount('CLUSTER_WRITES', 2000)

/** What was measured, beside what must hold: no clock of this machine decides. */
const note = (what: string) => process.stdout.write(`  ${what}\n`)

let pair: PostgresPair
beforeAll(async () => {
  pair = await startPostgresPair()
})
afterAll(() => pair.stop())

describe('three issuers that start at once on an empty database', () => {
  const root = compressPoint(generatePrivateKey())
  const production = {
    MODE: 'production',
    ORIGIN: 'https://vi.example',
    TRUSTED_PROXIES: '0',
    // Whatever was built here was built for a demo.
    APP_FOLDER: 'no-such-folder',
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
    ROOT_KEYS: writeRootKeys([{ keyId: toKeyId(root), publicKey: toP256PublicKey(root), demo: false }]),
  }

  it.each([
    { mode: 'demo', environment: {}, started: 'api/ready' as const },
    // Without a trust list it serves nothing yet.
    { mode: 'production', environment: production, started: 'api/health' as const },
  ])('all come up, as $mode, each time', async ({ mode, environment, started }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const name = `start_${mode}_${round}`
      await ask(pair.primary, `create database ${name}`)
      const { issuers, dispose } = await startCluster(`${pair.primary}${name}`, environment, started)
      expect(issuers.filter(({ isAlive }) => isAlive())).toHaveLength(PROCESSES)
      await dispose()
      await ask(pair.primary, `drop database ${name} with (force)`)
    }
  })
})

describe('three issuers on a primary and a standby', () => {
  let proxy: TcpProxy
  let database: Database
  let cluster: IssuerCluster
  let holders: Holder[]
  let writers: Holder[]
  let urls: string[]

  beforeAll(async () => {
    await ask(pair.primary, 'create database vi')
    proxy = await startTcpProxy(`${pair.primary}vi`)
    database = openDatabase({ url: `${pair.primary}vi` })
    const now = Math.floor(Date.now() / 1000)
    await migrateDatabase(database, 'demo', now)
    const passwordHash = await hashSeededPassword(argon2Hasher)
    const people = 2 * Math.max(200, Math.ceil(WRITES / 10))
    await fillRegistry(database, { people, seed: 1, today: '2026-11-23', passwordHash, now })
    const sessions = await openSessions(database, people, now)
    // Who writes when the primary is killed has written nothing before: nobody may report without end.
    holders = sessions.filter((_holder, index) => index % 2 === 0)
    writers = sessions.filter((_holder, index) => index % 2 === 1)
    cluster = await startCluster(proxy.url)
    urls = cluster.issuers.map(({ url }) => url)
    expect(urls).toHaveLength(PROCESSES)
  })
  afterAll(async () => {
    await cluster.dispose()
    await database.close()
    await proxy.stop()
  })

  const at = (issuer: number, path: string, init: RequestInit = {}) =>
    fetch(`${urls[issuer]}${path}`, { signal: AbortSignal.timeout(30_000), ...init })
  const post = (issuer: number, path: string, body: unknown, cookie = '') =>
    at(issuer, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  const statusOf = (issuer: number, path: string, cookie = '') =>
    at(issuer, path, { headers: { cookie } }).then(
      ({ status }) => status,
      () => 0,
    )
  const everywhere = <T>(look: (issuer: number) => Promise<T>) =>
    Promise.all(urls.map((_url, issuer) => look(issuer)))
  const expectAllAlive = () =>
    expect(cluster.issuers.map(({ isAlive }) => isAlive())).toEqual([true, true, true])

  /** Waits until each answers as it should, and gives the milliseconds that it took. */
  async function measureReturn(): Promise<number> {
    const start = performance.now()
    const look = async (issuer: number) => [
      await statusOf(issuer, 'api/ready'),
      await statusOf(issuer, 'api/snapshot', holders[0]?.cookie),
      await statusOf(issuer, 'api/reports', holders[0]?.cookie),
    ]
    await expect
      .poll(() => everywhere(look), { timeout: 90_000, interval: 100 })
      .toEqual(urls.map(() => [200, 200, 200]))
    return Math.round(performance.now() - start)
  }

  it('go on with what another one has begun, from the sign-in to the sign-out', async () => {
    const [{ login, password }] = demoAccounts
    const { ticket } = await (await post(0, 'api/session', { login, password })).json()
    const inbox = { request: (path: string) => at(2, path.slice(1)) }
    const code = await readSentCode(inbox, () => post(1, 'api/session/take-over/code', { ticket }))
    const entered = await post(2, 'api/session/take-over', { ticket, code })
    expect(entered.status).toBe(200)
    const cookie = readCookie(entered)

    const snapshot = await at(1, 'api/snapshot', { headers: { cookie } })
    expect(snapshot.status).toBe(200)
    const etag = snapshot.headers.get('etag') ?? ''
    const held = await at(2, 'api/snapshot', { headers: { cookie, 'if-none-match': etag } })
    expect(held.status).toBe(304)

    const card = await database.query
      .selectFrom('cards')
      .innerJoin('people', 'people.id', 'cards.person_id')
      .select('cards.id')
      .where('people.bhxh_code', '=', login)
      .executeTakeFirstOrThrow()
    const key = createHolderKey()
    for (const [asked, answering] of [
      [0, 1],
      [1, 2],
    ] as const) {
      const { nonce } = await (await post(asked, 'api/nonces', {}, cookie)).json()
      const proof = await makeProof(nonce, card.id, key)
      expect((await post(answering, 'api/holder-keys', { cardId: card.id, proof }, cookie)).status).toBe(200)
    }

    const tags = await everywhere(async (issuer) =>
      (await at(issuer, 'api/status-lists/0')).headers.get('etag'),
    )
    expect(new Set(tags).size).toBe(1)

    expect((await at(2, 'api/session', { method: 'DELETE', headers: { cookie } })).ok).toBe(true)
    expect(await everywhere((issuer) => statusOf(issuer, 'api/snapshot', cookie))).toEqual([401, 401, 401])
  })

  it('count wrong codes together, and take the right one no more', async () => {
    const [, { login, password }] = demoAccounts
    const { ticket } = await (await post(0, 'api/session', { login, password })).json()
    const inbox = { request: (path: string) => at(1, path.slice(1)) }
    const code = await readSentCode(inbox, () => post(1, 'api/session/take-over/code', { ticket }))
    const wrong = code === '000000' ? '000001' : '000000'
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_try, index) =>
        post(index % PROCESSES, 'api/session/take-over', { ticket, code: wrong }),
      ),
    )
    expect(tries.every(({ status }) => status >= 400 && status < 500)).toBe(true)
    expect((await post(2, 'api/session/take-over', { ticket, code })).status).not.toBe(200)
  })

  it('take once what is sent to all of them at once', async () => {
    const [holder] = holders
    if (holder === undefined) throw new Error('nobody is signed in')
    const report = makeReport(holder)
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_try, index) =>
        post(index % PROCESSES, 'api/reports', report, holder.cookie),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const rows = await database.query
      .selectFrom('office_requests')
      .select('id')
      .where('request_key', '=', report.key)
      .execute()
    expect(rows).toHaveLength(1)
  })

  it(`live through ${CUT_SECONDS} s in which connections are cut in the middle of transactions`, async () => {
    let isCutting = true
    const odd = new Set<number>()
    const visit = async (turn: number) => {
      for (let each = turn; isCutting; each += PROCESSES) {
        const holder = holders[each % holders.length]
        if (holder === undefined) return
        const asked = [
          () => post(turn, 'api/reports', makeReport(holder), holder.cookie),
          () => at(turn, 'api/snapshot', { headers: { cookie: holder.cookie } }),
        ]
        for (const ask of asked) {
          const status = await ask().then(
            (answer) => answer.arrayBuffer().then(() => answer.status),
            () => 0,
          )
          if (![200, 429, 503].includes(status)) odd.add(status)
        }
      }
    }
    const visitors = urls.flatMap((_url, issuer) => [visit(issuer), visit(issuer)])
    let cut = 0
    const end = Date.now() + CUT_SECONDS * 1000
    while (Date.now() < end) {
      const rows = await ask(
        `${pair.primary}vi`,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'vi-bhyt issuer' and (state = 'idle in transaction' or random() < 0.2)`,
      )
      cut += rows.length
      await sleep(50)
    }
    isCutting = false
    await Promise.all(visitors)
    expectAllAlive()
    note(`${cut} connections cut in ${CUT_SECONDS} s; all answer again after ${await measureReturn()} ms`)
    expect(cut).toBeGreaterThan(0)
    expect([...odd]).toEqual([])
  })

  it('say that they are not ready while the database is silent, and come back by themselves', async () => {
    const start = performance.now()
    proxy.fallSilent()
    const silence = sleep(SILENT_SECONDS * 1000)
    // Kept waiting, as phones and desks would, and let go.
    const waiting = everywhere((issuer) => statusOf(issuer, 'api/snapshot', holders[1]?.cookie))
    await expect
      .poll(() => everywhere((issuer) => statusOf(issuer, 'api/ready')), { timeout: 60_000 })
      .toEqual([503, 503, 503])
    const noticed = Math.round(performance.now() - start)
    expect(await everywhere((issuer) => statusOf(issuer, 'api/health'))).toEqual([200, 200, 200])
    expect(await waiting).toEqual([503, 503, 503])
    await silence
    expect(await everywhere((issuer) => statusOf(issuer, 'api/ready'))).toEqual([503, 503, 503])
    proxy.speak()
    note(`silence noticed after ${noticed} ms; all answer again ${await measureReturn()} ms after its end`)
    expectAllAlive()
  })

  it(`lose none of ${WRITES} acknowledged writes when the primary is killed, and go on with the standby`, async () => {
    const load = startWriteLoad(urls, { holders: writers, writes: WRITES })
    while (load.acknowledged.length < WRITES / 3 && load.odd.length === 0) await sleep(20)
    const killed = performance.now()
    await pair.killPrimary()
    const before = load.acknowledged.length
    await pair.promote()
    const promoted = Math.round(performance.now() - killed)
    proxy.turnTo(`${pair.standby}vi`)
    const returned = measureReturn()
    await load.done
    expectAllAlive()
    const rows = await ask(`${pair.standby}vi`, 'select request_key from office_requests')
    const kept = new Set(rows.map(({ request_key }) => request_key))
    expect(load.acknowledged).toHaveLength(WRITES)
    expect(load.acknowledged.filter((key) => !kept.has(key))).toEqual([])
    expect(rows).toHaveLength(kept.size)
    expect(load.odd).toEqual([])
    note(
      `killed after ${before} writes; promoted after ${promoted} ms, all answer ${await returned} ms later; ` +
        `longest time without a write ${Math.round(load.longestGap(killed))} ms`,
    )
  })
})
