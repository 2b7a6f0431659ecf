import { type ChildProcess, fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { cpus } from 'node:os'
import { argon2Hasher } from '../../../src/issuer/accounts/password.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import type { Database, DatabaseLocation } from '../../../src/issuer/db/open-database.ts'
import {
  fillRegistry,
  hashSeededPassword,
  SEEDED_PASSWORD,
} from '../../../src/issuer/demo/registry/fill-registry.ts'
import { findFreePort } from '../../support/find-free-port.ts'
import { type DatabaseKind, openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { waitUntilReady } from '../../support/issuer/issuer-process.ts'
import { startPostgres } from '../../support/issuer/postgres-setup.ts'
import type { ProbeFigures } from './loop-probe.ts'

const CONNECTIONS = 200

/** A person would wait about as long for a service that sends them away. */
const PATIENCE = 20

type Outcome = { status: number; retryAfter: number; step: string }

/**
 * People who sign in, each on a phone of their own, over 200 connections at once, against the real process.
 * Who is sent away by the throttle waits as long as it says and tries again; any other answer is an error.
 * Event loop and memory are measured inside the server.
 */
export async function benchSignIn({ quick }: { quick: boolean }): Promise<unknown> {
  const signIns = quick ? 600 : 10_000
  const postgres = await startPostgres()
  try {
    return {
      sqlite: await benchDatabase('sqlite', signIns, postgres.url),
      postgresql: await benchDatabase('postgresql', signIns, postgres.url),
      machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
      connections: CONNECTIONS,
    }
  } finally {
    await postgres.stop()
  }
}

async function benchDatabase(kind: DatabaseKind, signIns: number, postgresUrl: string) {
  const held = await openTestDatabase(kind, postgresUrl)
  const logins = await seed(held.database, signIns)
  const port = await findFreePort()
  const server = await startServer(held.location, port)
  try {
    server.send('start')
    const start = performance.now()
    const load = await runLoad(port, logins)
    const seconds = (performance.now() - start) / 1000
    server.send('report')
    const [probe] = (await once(server, 'message')) as [ProbeFigures]
    return {
      signIns: load.done,
      errors: load.errors,
      throttled: load.throttled,
      seconds: Number(seconds.toFixed(1)),
      perSecond: Number((load.done / seconds).toFixed(1)),
      latencyMs: load.latency,
      loopMs: probe.loop,
      memoryMiB: summarizeMemory(probe.memory),
      liveMiB: probe.live,
    }
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
    await held.dispose()
  }
}

/** Account holders, as many as are to sign in. */
async function seed(database: Database, wanted: number): Promise<string[]> {
  const now = Math.floor(Date.now() / 1000)
  await migrateDatabase(database, 'demo', now)
  const passwordHash = await hashSeededPassword(argon2Hasher)
  // Children have no accounts.
  await fillRegistry(database, { people: 2 * wanted, seed: 1, today: '2026-11-23', passwordHash, now })
  const rows = await database.query
    .selectFrom('accounts')
    .innerJoin('people', 'people.id', 'accounts.person_id')
    .select('bhxh_code')
    .orderBy('person_id')
    .limit(wanted)
    .execute()
  if (rows.length < wanted) throw new Error(`only ${rows.length} accounts`)
  return rows.map((row) => row.bhxh_code)
}

async function startServer(location: DatabaseLocation, port: number): Promise<ChildProcess> {
  const where = 'url' in location ? { DATABASE_URL: location.url } : { DATABASE_FILE: location.file }
  const probe = new URL('./loop-probe.ts', import.meta.url).href
  const server = fork('src/issuer/main.ts', [], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', probe],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...where,
      MODE: 'demo',
      PORT: String(port),
      HOST: '127.0.0.1',
      TRUSTED_PROXIES: '1',
      LOG_LEVEL: 'info',
    },
  })
  await waitUntilReady(`http://127.0.0.1:${port}/api/ready`, server)
  return server
}

async function runLoad(port: number, logins: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const latencies: number[] = []
  const errors: Record<string, number> = {}
  let [done, throttled, next] = [0, 0, 0]

  const signIn = async (login: string) => {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const start = performance.now()
      const { status, retryAfter, step } = await post(agent, port, { login, password: SEEDED_PASSWORD })
      if (status === 429) {
        throttled++
        await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000))
        continue
      }
      // All that a password gets on a browser that the account does not know.
      if (status === 200 && step === 'take-over') {
        latencies.push(performance.now() - start)
        done++
      } else errors[`${status} ${step}`] = (errors[`${status} ${step}`] ?? 0) + 1
      return
    }
    errors['sent away too often'] = (errors['sent away too often'] ?? 0) + 1
  }
  const connect = async () => {
    for (let login = logins[next++]; login !== undefined; login = logins[next++]) await signIn(login)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connect))
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0)
  return { done, throttled, errors, latency: { p50: at(0.5), p99: at(0.99) } }
}

function post(agent: Agent, port: number, body: unknown): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      // Each on a phone of their own.
      'X-Forwarded-For': [10, randomInt(256), randomInt(256), randomInt(256)].join('.'),
    }
    const asked = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/api/session', headers },
      async (answer) => {
        let received = ''
        for await (const chunk of answer) received += chunk
        const { next, code } = JSON.parse(received)
        resolve({
          status: answer.statusCode ?? 0,
          retryAfter: Number(answer.headers['retry-after'] ?? 1),
          step: next ?? code,
        })
      },
    )
    asked.on('error', reject)
    asked.end(text)
  })
}

/** Medians of the four quarters of the run, and the last over the second: the first is the start. */
function summarizeMemory(samples: readonly number[]) {
  const quarters = [0, 1, 2, 3].map((quarter) => {
    const part = samples.slice((quarter * samples.length) / 4, ((quarter + 1) * samples.length) / 4)
    return part.toSorted((a, b) => a - b)[Math.floor(part.length / 2)] ?? 0
  })
  return { quarters, growth: Number(((quarters[3] ?? 0) / (quarters[1] || 1)).toFixed(3)) }
}
