/**
 * What grows with the country, on PostgreSQL: the first refresh of a day, a dependant's 304 beside the own
 * one, latencies beside those of a small registry, status positions, and a trust list that drops a key. Per
 * request the processor time of the issuer and of the database's processes, where the system tells (Linux),
 * and the bytes of WAL: figures that other work on the machine hardly changes.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import {
  DANGEROUS_demoRootKey,
  DEMO_ISSUER,
  demoRoot,
  demoTrustedKeys,
} from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { createSign } from '../../../src/issuer/signer-keys/es256-key.ts'
import { createStatusPositions } from '../../../src/issuer/status-lists/status-positions.ts'
import { createTrustLists } from '../../../src/issuer/trust-list/trust-lists.ts'
import { startPostgres } from '../../support/issuer/postgres-setup.ts'
import type { BenchOptions } from '../main.ts'
import { readCpuMicros } from './issuer.ts'
import type { LoadFigures, LoadOrder } from './issuer-load.ts'
import { type Asker, type Country, openCountry } from './scale-registry.ts'

const CLIENTS = 32

/** Turns of one kind of request at one size, and how long each is, in milliseconds. */
const [ROUNDS, WARM_UP_MS, MEASURE_MS] = [30, 150, 700]

/**
 * @param count People in the registry.
 * @param registry A database on the server in `TEST_DATABASE_URL`, filled by `npm run seed`, in the place of
 * one that is filled now.
 */
export async function benchScale({ quick, count = quick ? 2000 : 100_000, registry }: BenchOptions) {
  const postgres = await startPostgres()
  const small = await openCountry(postgres.url, 1000)
  const large = await openCountry(postgres.url, registry ?? count)
  const load = fork(new URL('./issuer-load.ts', import.meta.url), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  try {
    const measure = (work: () => Promise<number>) => measurePer(large.database, large.pid, work)
    const repeat = async (askers: readonly Asker[]) => {
      const rounds = Math.ceil(8000 / askers.length)
      for (let round = 0; round < rounds; round++) await ask(large.port, askers, 304)
      return rounds * askers.length
    }
    const { own, dependants } = large.recent
    // So that all code is compiled, and what is in use is in memory.
    await repeat(own)
    await repeat(dependants)
    const [ownAgain, otherAgain] = [await measure(() => repeat(own)), await measure(() => repeat(dependants))]
    await sql`checkpoint`.execute(large.database.query)
    const idle = await measureIdle(large)
    const start = performance.now()
    const firstOfDay = await measure(async () => {
      await ask(large.port, large.absent, 304)
      // The uses are gathered, and written once a second.
      await sleep(2500)
      return large.absent.length
    })
    const seconds = (performance.now() - start) / 1000
    // What the processes do every second, whoever comes; the slower the machine, the more of it.
    const meanwhile = (perSecond: number) => Math.round((perSecond * seconds) / large.absent.length)
    const growth = await measureGrowth(load, small, large, quick ? 4 : ROUNDS)
    return {
      people: large.people,
      snapshots: large.snapshots,
      own304: ownAgain,
      dependant304: otherAgain,
      dependantOverOwn: sum(otherAgain) / sum(ownAgain),
      firstOfDay: {
        requests: large.absent.length,
        ...firstOfDay,
        ofWhichMeanwhile: {
          issuerMicros: meanwhile(idle.issuerMicros),
          databaseMicros: meanwhile(idle.databaseMicros),
        },
      },
      growth,
      positionsPerSecond: await measurePositions(large.database, quick ? 2000 : 20_000),
      droppedKeyMs: await measureDrop(large.database, Math.floor(Date.now() / 1000)),
    }
  } finally {
    load.kill()
    await small.stop()
    await large.stop()
    await postgres.stop()
  }
}

/**
 * Latencies and processor time at the larger size over those at the smaller, in turns: the medians of the
 * rounds' ratios, since what slows the machine for a moment slows both.
 */
async function measureGrowth(load: ChildProcess, small: Country, large: Country, rounds: number) {
  const run = async ({ port, recent }: Country, isHeld: boolean) => {
    const requests = recent.own.map(({ cookie, path, etag }) => ({
      method: 'GET',
      path,
      headers: { cookie, ...(isHeld && { 'if-none-match': etag }) },
      body: '',
    }))
    const order: LoadOrder = {
      port,
      connections: CLIENTS,
      warmUpMs: WARM_UP_MS,
      measureMs: MEASURE_MS,
      requests,
      expectedStatus: isHeld ? 304 : 200,
    }
    load.send(order)
    const [figures] = (await once(load, 'message')) as [LoadFigures]
    if (figures.unexpected > 0) throw new Error(`${figures.unexpected} unexpected answers`)
    return figures
  }
  const compare = async (isHeld: boolean) => {
    const pairs: { small: LoadFigures; large: LoadFigures }[] = []
    const [costs, sent] = [
      { small: 0, large: 0 },
      { small: 0, large: 0 },
    ]
    for (let round = -1; round < rounds; round++) {
      const turn = { small: { ...none }, large: { ...none } }
      // Who comes first changes.
      const sizes = [['small', small] as const, ['large', large] as const]
      for (const [size, country] of round % 2 === 0 ? sizes : sizes.reverse()) {
        const before = await readUsed(country.database, country.pid)
        turn[size] = await run(country, isHeld)
        const after = await readUsed(country.database, country.pid)
        if (round < 0) continue
        costs[size] += after.issuer - before.issuer + backendMicros(before, after)
        sent[size] += turn[size].sent
      }
      if (round >= 0) pairs.push(turn)
    }
    const ratios = pairs.map((pair) => pair.large.p99 / pair.small.p99).sort((a, b) => a - b)
    const at = (share: number) => Number((ratios[Math.floor(ratios.length * share)] ?? Number.NaN).toFixed(2))
    return {
      p99: { median: at(0.5), quarters: [at(0.25), at(0.75)] },
      processorTime: Number((costs.large / sent.large / (costs.small / sent.small)).toFixed(2)),
    }
  }
  return { rounds, snapshot: await compare(false), notModified: await compare(true) }
}

const none: LoadFigures = { perSecond: 0, p50: 0, p99: 0, unexpected: 0, sent: 0 }

type Cost = { readonly issuerMicros: number; readonly databaseMicros: number; readonly walBytes: number }

const sum = ({ issuerMicros, databaseMicros }: Cost) => issuerMicros + databaseMicros

/** Each asks once. */
async function ask(port: number, askers: readonly Asker[], status: number): Promise<void> {
  let next = 0
  const work = async () => {
    for (let asker = askers[next++]; asker !== undefined; asker = askers[next++]) {
      const { cookie, path, etag } = asker
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { cookie, ...(etag && { 'if-none-match': etag }) },
      })
      await answer.arrayBuffer()
      if (answer.status !== status) throw new Error(`${path} answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, work))
}

/** What a request costs, of as many as `work` says that it has made. */
async function measurePer(
  database: Database,
  issuer: number | undefined,
  work: () => Promise<number>,
): Promise<Cost> {
  const before = await readUsed(database, issuer)
  const requests = await work()
  const after = await readUsed(database, issuer)
  return {
    issuerMicros: Math.round((after.issuer - before.issuer) / requests),
    databaseMicros: Math.round(backendMicros(before, after) / requests),
    walBytes: Math.round((after.wal - before.wal) / requests),
  }
}

type Used = Awaited<ReturnType<typeof readUsed>>

/** Of a process that has come meanwhile, all; one that has gone is of another database or of autovacuum. */
function backendMicros(before: Used, after: Used): number {
  return [...after.backends].reduce((sum, [pid, micros]) => sum + micros - (before.backends.get(pid) ?? 0), 0)
}

/** What issuer and database spend in a second while nobody asks. */
function measureIdle({ database, pid }: Country): Promise<Cost> {
  const seconds = 10
  return measurePer(database, pid, async () => {
    await sleep(seconds * 1000)
    return seconds
  })
}

/** Processor time so far, of the issuer and each of the database's processes, and bytes of WAL. */
async function readUsed(database: Database, issuer: number | undefined) {
  const { rows } = await sql<{
    pid: number
  }>`select pid from pg_stat_activity where datname = current_database() or datname is null`.execute(
    database.query,
  )
  const wal = await sql<{ bytes: string }>`select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes`.execute(
    database.query,
  )
  return {
    issuer: readCpuMicros(issuer) ?? Number.NaN,
    backends: new Map(rows.map(({ pid }) => [pid, readCpuMicros(pid) ?? 0])),
    wal: Number(wal.rows[0]?.bytes),
  }
}

/** Status positions that are taken in a second, by enrolments that do not wait for each other. */
async function measurePositions(database: Database, wanted: number): Promise<number> {
  const positions = createStatusPositions(database)
  let taken = 0
  const start = performance.now()
  const work = async () => {
    for (; taken < wanted; taken++) await positions.take()
  }
  await Promise.all(Array.from({ length: CLIENTS }, work))
  return Math.round((taken * 1000) / (performance.now() - start))
}

/** How long it takes to publish a list without the key that has signed every snapshot, in milliseconds. */
async function measureDrop(database: Database, now: number): Promise<number> {
  const trustLists = createTrustLists(database, [demoRoot])
  await trustLists.refresh(now)
  const { trustList } = trustLists.current(now)
  const list = {
    issuer: DEMO_ISSUER,
    sequence: trustList.sequence + 1,
    issuedAt: now,
    expiresAt: trustList.expiresAt,
    specimen: true,
    keys: demoTrustedKeys.filter(({ role }) => role !== 'snapshot'),
  }
  const body = await issueTrustList(list, { keyId: demoRoot.keyId, sign: createSign(DANGEROUS_demoRootKey) })
  const start = performance.now()
  const published = await trustLists.publish(body, now)
  if (!published.ok) throw new Error(`the list was not published: ${published.error}`)
  return Math.round(performance.now() - start)
}
