import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { argon2Hasher } from '../../../src/issuer/accounts/password.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { fillRegistry, hashSeededPassword } from '../../../src/issuer/demo/registry/fill-registry.ts'
import { type Balancer, findHaproxy, startBalancer } from '../../support/cluster/balancer.ts'
import { type Holder, makeReport, openSessions } from '../../support/cluster/holders.ts'
import { type IssuerCluster, PROCESSES, startCluster } from '../../support/cluster/issuer-cluster.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { startPostgres, type TestPostgres } from '../../support/issuer/postgres-setup.ts'

const haproxy = findHaproxy()
if (haproxy === undefined)
  process.stdout.write(
    'Skipped: three issuers behind HAProxy, because this machine has none (Debian: haproxy).\n',
  )

const CLIENTS = 12

/** For what hangs, in milliseconds. */
const PATIENT = { timeout: 90_000 }

type Failed = { readonly status: number; readonly startedAt: number }

describe.skipIf(haproxy === undefined)('three issuers behind HAProxy, as deploy/haproxy.cfg has it', () => {
  let postgres: TestPostgres
  let held: TestDatabase
  let cluster: IssuerCluster
  let balancer: Balancer
  let holders: Holder[]

  beforeAll(async () => {
    postgres = await startPostgres()
    held = await openTestDatabase('postgresql', postgres.url)
    const now = Math.floor(Date.now() / 1000)
    await migrateDatabase(held.database, 'demo', now)
    const passwordHash = await hashSeededPassword(argon2Hasher)
    await fillRegistry(held.database, { people: 200, seed: 1, today: '2026-11-23', passwordHash, now })
    holders = await openSessions(held.database, 100, now)
    const url = 'url' in held.location ? held.location.url : ''
    cluster = await startCluster(url, { HOST: '127.0.0.1', TRUSTED_PROXIES: '1', DRAIN_SECONDS: '5' })
    expect(cluster.issuers).toHaveLength(PROCESSES)
    balancer = await startBalancer(
      haproxy ?? '',
      cluster.issuers.map(({ url: issuer }) => Number(new URL(issuer).port)),
    )
  })
  afterAll(async () => {
    await balancer?.stop()
    await cluster?.dispose()
    await held?.dispose()
    await postgres?.stop()
  })

  /** People who go on asking, each request once, until they are told to stop; gives what failed. */
  function startVisitors() {
    let isAsking = true
    let answered = 0
    const failed: Failed[] = []
    const visit = async (first: number) => {
      for (let turn = first; isAsking; turn += CLIENTS) {
        const holder = holders[turn % holders.length]
        if (holder === undefined) return
        const { cookie } = holder
        const headers = { cookie, 'content-type': 'application/json' }
        const body = JSON.stringify(makeReport(holder))
        for (const [path, init] of [
          ['api/trust-list', {}],
          ['api/snapshot', { headers: { cookie } }],
          ['api/reports', { method: 'POST', headers, body }],
        ] as const) {
          const startedAt = performance.now()
          const status = await fetch(`${balancer.url}${path}`, init).then(
            (answer) => answer.arrayBuffer().then(() => answer.status),
            () => 0,
          )
          // Some have sent as many reports as they may in a day.
          if (status === 200 || status === 429) answered++
          else failed.push({ status, startedAt })
        }
      }
    }
    const visitors = Array.from({ length: CLIENTS }, (_visitor, index) => visit(index))
    return {
      failed,
      countAnswered: () => answered,
      async stop() {
        isAsking = false
        await Promise.all(visitors)
      },
    }
  }

  it('fail no request when one is told to stop', async () => {
    const visitors = startVisitors()
    await expect.poll(visitors.countAnswered, PATIENT).toBeGreaterThan(100)
    expect(await cluster.issuers[0]?.stop()).toBe(0)
    const seen = visitors.countAnswered()
    await expect.poll(visitors.countAnswered, PATIENT).toBeGreaterThan(seen + 100)
    await visitors.stop()
    process.stdout.write(
      `  SIGTERM: ${visitors.failed.length} of ${visitors.countAnswered()} requests failed\n`,
    )
    expect(visitors.failed).toEqual([])
    // Nor was any connection refused, for which another issuer would have been asked.
    expect(await balancer.countRetries()).toBe(0)
    await cluster.issuers[0]?.restart()
    await expect.poll(balancer.countUp, PATIENT).toBe(PROCESSES)
  })

  it('fail only what was under way when one is killed', async () => {
    const visitors = startVisitors()
    await expect.poll(visitors.countAnswered, PATIENT).toBeGreaterThan(100)
    await cluster.issuers[1]?.kill()
    const killedAt = performance.now()
    await expect.poll(balancer.countUp, PATIENT).toBe(PROCESSES - 1)
    const seen = visitors.countAnswered()
    await expect.poll(visitors.countAnswered, PATIENT).toBeGreaterThan(seen + 100)
    await sleep(1000)
    await visitors.stop()
    process.stdout.write(
      `  SIGKILL: ${visitors.failed.length} of ${visitors.countAnswered()} requests failed\n`,
    )
    expect(visitors.failed.filter(({ startedAt }) => startedAt > killedAt)).toEqual([])
    expect(visitors.failed.length).toBeLessThanOrEqual(CLIENTS)
  })
})
