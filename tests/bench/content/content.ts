/**
 * Public content: sizes of the directory and of the search, how long the index and a query take in a browser
 * whose processor is slowed down, two libraries on the same queries beside, and what fuzzed manifests and
 * packs do. The insurer's own list is needed; without it the project's stands in, and the figures say so.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'vite'
import { parsePartialDate } from '../../../src/core/dates/partial-date.ts'
import { searchDirectory } from '../../../src/core/directory/directory.ts'
import { writeFacilityTable } from '../../../src/core/directory/facility-table.ts'
import { findBrowser } from '../../support/browser/find-browser.ts'
import { type GeneratedQuery, generateQueries } from '../../support/directory/generated-queries.ts'
import {
  buildOwnDirectory,
  buildWholeDirectory,
  readOwnList,
  readWholeList,
} from '../../support/directory/known-directory.ts'
import { Browser, type Session } from '../browser/devtools.ts'
import type { BenchOptions } from '../main.ts'
import { fuzzContent } from './fuzz-content.ts'

/** The processor is slowed down by this. */
const THROTTLE = 4

/** Queries of each kind that the libraries are asked in a quick run. */
const QUICK_EACH = 10

const root = new URL('../../../', import.meta.url)
const readPublic = (name: string) => readFileSync(new URL(`public/${name}`, root), 'utf8')

export async function benchContent({ quick, count = quick ? 2_000 : 100_000 }: BenchOptions) {
  const path = findBrowser()
  if (path === undefined) throw new Error('no browser: set CHROMIUM_PATH')
  const whole = readWholeList()
  const list = whole ?? readOwnList()
  const asOf = parsePartialDate('2026-01-31')
  if (!asOf.ok) throw new Error(asOf.error)
  const facilities = writeFacilityTable({ asOf: asOf.value, facilities: list })
  const files = { facilities, addresses: readPublic('addresses.txt'), offices: readPublic('offices.json') }
  const queries = generateQueries(list.map(({ name }) => name))
  const browser = await Browser.launch(path)
  try {
    const { session } = await browser.openPage()
    await session.evaluate(await bundle('tests/bench/content/search-page.ts'))
    return {
      list: whole ? 'the insurer’s list' : 'the project’s own list: the insurer’s is not on this machine',
      facilities: list.length,
      directoryBrotliBytes: compress(facilities),
      searchCodeBrotliBytes: compress(await bundle('src/core/search/syllable-index.ts')),
      indexMs: await measureIndex(session, files, quick ? 3 : 10),
      laterOpenMs: await measureLaterOpen(browser, files, quick ? 5 : 20),
      own: {
        ...(await measureEngine(session, 'own', queries)),
        // Of the processor, which says the same on a busy machine, as if it were slowed down as well.
        processorMs: measureProcessor(queries),
      },
      // They take so much longer that they are asked unslowed, and few in a quick run.
      minisearch: await measureEngine(session, 'minisearch', take(queries, quick), { isSlowed: false }),
      fuse: await measureEngine(session, 'fuse', take(queries, quick), { isSlowed: false }),
      fuzz: await fuzzContent(count),
    }
  } finally {
    await browser.close()
  }
}

function compress(text: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  return brotliCompressSync(Buffer.from(text), { params }).length
}

/** A file with all that it imports as one minified script. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bundled' } },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error(`not built: ${entry}`)
  return output.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n')
}

async function slowDown(session: Session, rate: number): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

async function measureIndex(session: Session, files: Record<string, string>, rounds: number) {
  await slowDown(session, THROTTLE)
  const times: number[] = []
  for (let round = 0; round < rounds; round++)
    times.push(Number(await session.evaluate(`searchBench.prepare(${JSON.stringify(files)})`)))
  return { first: Math.round(times[0] ?? 0), ...summarise(times) }
}

/** Each opening is one of a page that has just begun, whose code nothing has made quick yet. */
async function measureLaterOpen(browser: Browser, files: Record<string, string>, rounds: number) {
  // Of an origin, without which a page has no database.
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html>')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const script = await bundle('tests/bench/content/search-page.ts')
  const inPage = async (call: string) => {
    const { session, close } = await browser.openPage(`http://127.0.0.1:${address.port}/`)
    await session.evaluate(`${script}; globalThis.files = ${JSON.stringify(files)}`)
    await slowDown(session, THROTTLE)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const before = await readProcessorTime(session)
    const answer = await session.evaluate(`searchBench.${call}(files)`)
    const processorMs = (await readProcessorTime(session)) - before
    await close()
    return { ms: Number(answer), processorMs }
  }
  try {
    await inPage('keep')
    const times: { ms: number; processorMs: number }[] = []
    for (let round = 0; round < rounds; round++) times.push(await inPage('reopen'))
    return {
      ...summarise(times.map(({ ms }) => ms)),
      // Of the page's thread, slowed down as well, which says the same on a busy machine.
      processorMs: summarise(times.map(({ processorMs }) => processorMs)),
    }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** Milliseconds that the page's thread has been at work. */
async function readProcessorTime(session: Session): Promise<number> {
  const { metrics }: { metrics?: unknown } = await session.send('Performance.getMetrics')
  const all: readonly { name: string; value: number }[] = Array.isArray(metrics) ? metrics : []
  return (all.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

function measureProcessor(queries: Queries) {
  const directory = buildWholeDirectory() ?? buildOwnDirectory()
  const times = Object.values(queries)
    .flat()
    .map(({ query }) => {
      const before = process.cpuUsage()
      searchDirectory(directory, query, { most: 5 })
      const { user, system } = process.cpuUsage(before)
      return ((user + system) / 1000) * THROTTLE
    })
  return summarise(times)
}

type Queries = Readonly<Record<string, readonly GeneratedQuery[]>>

function take(queries: Queries, quick: boolean): Queries {
  const each = quick ? QUICK_EACH : undefined
  return Object.fromEntries(Object.entries(queries).map(([kind, of]) => [kind, of.slice(0, each)]))
}

async function measureEngine(
  session: Session,
  name: string,
  queries: Queries,
  { isSlowed = true }: { isSlowed?: boolean } = {},
) {
  await slowDown(session, isSlowed ? THROTTLE : 1)
  const buildMs = Math.round(Number(await session.evaluate(`searchBench.start(${JSON.stringify(name)})`)))
  const within5: Record<string, number> = {}
  const times: number[] = []
  for (const [kind, of] of Object.entries(queries)) {
    const run = (await session.evaluate(`searchBench.ask(${JSON.stringify(of)})`)) as {
      hits: number
      times: number[]
    }
    within5[kind] = Number(((run.hits / of.length) * 100).toFixed(1))
    times.push(...run.times)
  }
  return { slowedBy: isSlowed ? THROTTLE : 1, queries: times.length, buildMs, within5, ms: summarise(times) }
}

function summarise(times: readonly number[]) {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number) => Number((sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1))
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) }
}
