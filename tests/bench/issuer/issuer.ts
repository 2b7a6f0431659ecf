import { type ChildProcess, fork } from 'node:child_process'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatabaseKind, openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { startPostgres } from '../../support/issuer/postgres-setup.ts'
import type { LoadFigures, LoadOrder } from './issuer-load.ts'
import { captureAnswers, type Route, routes, writeRequests } from './issuer-requests.ts'
import { forkServer, openSite, type Site } from './issuer-site.ts'

const CONNECTIONS = 32

type Plan = {
  sizes: Record<DatabaseKind, readonly number[]>
  holders: number
  rounds: number
  warmUpMs: number
  measureMs: number
}

const full: Plan = {
  sizes: { sqlite: [1000, 100_000, 1_000_000], postgresql: [1000, 100_000, 1_000_000] },
  holders: 400,
  rounds: 15,
  warmUpMs: 100,
  measureMs: 700,
}

const quick: Plan = {
  sizes: { sqlite: [1000, 20_000], postgresql: [1000] },
  holders: 40,
  rounds: 6,
  warmUpMs: 50,
  measureMs: 250,
}

/**
 * Figures of one route: medians over the rounds. `ratio` is the median of each round's ratio to the bare
 * route; `cpuMicros` what the server's process spends on a request on all its threads, where the system tells
 * (Linux), which no client can hide.
 */
type RouteFigures = {
  perSecond: number
  ratio: number
  p50: number
  p99: number
  cpuMicros: number | undefined
}

type Run = LoadFigures & { cpuMicros: number | undefined }

type SizeFigures = { people: number; seedPerSecond: number } & Record<Route, RouteFigures>

/**
 * Requests per second and latencies of the issuer, over HTTP from another process, beside bare routes of the
 * same framework that return the same bytes in the same rounds. `ratio` and `growthP99` are those of the
 * embedded database.
 */
export async function benchIssuer(options: { quick: boolean }): Promise<unknown> {
  const plan = options.quick ? quick : full
  const load = fork(new URL('./issuer-load.ts', import.meta.url), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const postgres = await startPostgres()
  try {
    const sqlite = await benchDatabase('sqlite', plan, load, postgres.url)
    const postgresql = await benchDatabase('postgresql', plan, load, postgres.url)
    return {
      ratio: sqlite.ratio,
      growthP99: sqlite.growthP99,
      sqlite,
      postgresql,
      raw: measureCrypto(options.quick ? 300 : 1000),
      machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
      connections: CONNECTIONS,
    }
  } finally {
    load.kill()
    await postgres.stop()
  }
}

async function benchDatabase(kind: DatabaseKind, plan: Plan, load: ChildProcess, postgresUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-bench-'))
  const opened = []
  const sites: { people: number; site: Site }[] = []
  for (const people of plan.sizes[kind]) {
    const held = await openTestDatabase(kind, postgresUrl)
    opened.push(held)
    sites.push({
      people,
      site: await openSite(held.database, held.location, { people, holders: plan.holders }),
    })
  }
  const [smallest] = sites
  if (smallest === undefined) throw new Error('nothing to measure')
  const bare = await forkBare(smallest.site, folder)
  const figures: Record<Route, { bare: Run[]; issuer: Run[][] }> = {
    snapshot: { bare: [], issuer: [] },
    notModified: { bare: [], issuer: [] },
    renewal: { bare: [], issuer: [] },
  }
  try {
    // Short turns, one after the other, so that whatever else the machine does hits all alike; the first
    // round, in which code is still being compiled, does not count.
    for (let round = -1; round < plan.rounds; round++)
      for (const route of routes) {
        const measure = async (port: number, pid: number | undefined, site: Site, isBare: boolean) =>
          runLoad(load, pid, {
            port,
            connections: CONNECTIONS,
            warmUpMs: plan.warmUpMs,
            measureMs: plan.measureMs,
            requests: await writeRequests(route, site, isBare),
            expectedStatus: route === 'notModified' ? 304 : 200,
          })
        const bareRun = await measure(bare.port, bare.child.pid, smallest.site, true)
        if (round >= 0) figures[route].bare.push(bareRun)
        for (const [index, { site }] of sites.entries()) {
          const run = await measure(site.port, site.pid, site, false)
          figures[route].issuer[index] ??= []
          if (round >= 0) figures[route].issuer[index]?.push(run)
        }
      }
  } finally {
    bare.child.kill()
    for (const { site } of sites) await site.stop()
    for (const held of opened) await held.dispose()
    rmSync(folder, { recursive: true, force: true })
  }

  const sizes = sites.map(({ people, site }, index): SizeFigures => {
    const summarize = (route: Route): RouteFigures => {
      const own = figures[route].issuer[index] ?? []
      const ratios = own.map((run, round) => run.perSecond / (figures[route].bare[round]?.perSecond ?? 1))
      return {
        perSecond: Math.round(median(own.map((run) => run.perSecond))),
        ratio: roundTo(median(ratios), 3),
        p50: roundTo(median(own.map((run) => run.p50)), 2),
        p99: roundTo(median(own.map((run) => run.p99)), 2),
        cpuMicros: medianCpu(own),
      }
    }
    return {
      people,
      seedPerSecond: Math.round(site.seeding.peoplePerSecond),
      snapshot: summarize('snapshot'),
      notModified: summarize('notModified'),
      renewal: summarize('renewal'),
    }
  })
  // Round by round, like the ratios: what slows the machine for a moment slows both.
  const growth = (route: Route) => {
    const largest = figures[route].issuer.at(-1) ?? []
    const smaller = figures[route].issuer[0] ?? []
    return median(largest.map((run, round) => run.p99 / (smaller[round]?.p99 ?? run.p99)))
  }
  const bareOf = (route: Route) => ({
    perSecond: Math.round(median(figures[route].bare.map((run) => run.perSecond))),
    cpuMicros: medianCpu(figures[route].bare),
  })
  return {
    // Of all sizes the worst.
    ratio: Object.fromEntries(
      routes.map((route) => [route, Math.min(...sizes.map((size) => size[route].ratio))]),
    ),
    growthP99: roundTo(Math.max(...routes.map(growth)), 2),
    bare: Object.fromEntries(routes.map((route) => [route, bareOf(route)])),
    sizes,
  }
}

async function forkBare(site: Site, folder: string) {
  const file = join(folder, 'answers.json')
  writeFileSync(file, JSON.stringify(await captureAnswers(site)))
  return forkServer(join(import.meta.dirname, 'issuer-bare.ts'), [file])
}

async function runLoad(load: ChildProcess, pid: number | undefined, order: LoadOrder): Promise<Run> {
  const before = readCpuMicros(pid)
  load.send(order)
  const [figures] = (await once(load, 'message')) as [LoadFigures]
  if (figures.unexpected > 0)
    throw new Error(`${figures.unexpected} answers were not ${order.expectedStatus}`)
  const after = readCpuMicros(pid)
  const known = before !== undefined && after !== undefined
  return { ...figures, cpuMicros: known ? (after - before) / figures.sent : undefined }
}

/**
 * Processor time that a process has used, in microseconds; the system counts it in hundredths of a second.
 */
export function readCpuMicros(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/stat`
  if (pid === undefined || !existsSync(file)) return undefined
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/** What one thread signs and verifies in a second, with nothing around it. */
function measureCrypto(ms: number): {
  signPerSecond: number
  verifyPerSecond: number
  bothPerSecond: number
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const message = Buffer.alloc(300, 7)
  const dsaEncoding = 'ieee-p1363'
  const signature = sign('sha256', message, { key: privateKey, dsaEncoding })
  const rate = (run: () => unknown) => {
    const start = performance.now()
    let count = 0
    while (performance.now() - start < ms) {
      run()
      count++
    }
    return Math.round((count / ms) * 1000)
  }
  const signOnce = () => sign('sha256', message, { key: privateKey, dsaEncoding })
  const verifyOnce = () => verify('sha256', message, { key: publicKey, dsaEncoding }, signature)
  return {
    signPerSecond: rate(signOnce),
    verifyPerSecond: rate(verifyOnce),
    // What a renewal cannot do without: no thread renews faster than this.
    bothPerSecond: rate(() => verifyOnce() && signOnce()),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function medianCpu(runs: readonly Run[]): number | undefined {
  const known = runs.flatMap(({ cpuMicros }) => (cpuMicros === undefined ? [] : [cpuMicros]))
  return known.length === 0 ? undefined : roundTo(median(known), 1)
}

function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
