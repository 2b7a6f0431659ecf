/**
 * What the content benchmark runs inside a page: the directory as the wallet prepares it, and two libraries
 * over the same names. Bundled by itself and put on `globalThis` for the benchmark to call.
 */
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import { readAddressTable } from '../../../src/core/address/address-table.ts'
import { buildDirectory, type Directory, searchDirectory } from '../../../src/core/directory/directory.ts'
import { readFacilityTable } from '../../../src/core/directory/facility-table.ts'
import { readBranches } from '../../../src/core/registration/branches.ts'
import { foldWords } from '../../../src/core/search/fold-words.ts'
import { type GeneratedQuery, hasName } from '../../support/directory/generated-queries.ts'

type Files = { readonly facilities: string; readonly addresses: string; readonly offices: string }

/** The names found for a query, the best first. */
type Engine = (query: string) => readonly string[]

/** Hits within five of all queries, and the milliseconds of each. */
type Run = { readonly hits: number; readonly times: readonly number[] }

const MOST = 5

function need<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(String(result.error))
  return result.value
}

let directory: Directory | undefined
let names: readonly string[] = []

/** Reads the files and builds the index, as on the first opening; gives the milliseconds that takes. */
function prepare({ facilities, addresses, offices }: Files): number {
  const start = performance.now()
  const table = need(readFacilityTable(facilities))
  const branches = need(readBranches(offices, { specimens: true }))
  directory = buildDirectory({
    facilities: table.facilities,
    branches,
    ...need(readAddressTable(addresses)),
  })
  const took = performance.now() - start
  names = table.facilities.map(({ name }) => name)
  return took
}

const engines: Readonly<Record<string, () => Engine>> = {
  own: () => (query) =>
    (directory ? searchDirectory(directory, query, { most: MOST }) : []).map((entry) =>
      entry.type === 'facility' ? entry.facility.name : '',
    ),
  minisearch: () => {
    const engine = new MiniSearch<{ id: number; name: string }>({
      fields: ['name'],
      tokenize: foldWords,
      searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND' },
    })
    engine.addAll(names.map((name, id) => ({ id, name })))
    return (query) =>
      engine
        .search(query)
        .slice(0, MOST)
        .map(({ id }) => names[Number(id)] ?? '')
  },
  fuse: () => {
    const engine = new Fuse(names.map((name) => foldWords(name).join(' ')))
    return (query) =>
      engine.search(foldWords(query).join(' '), { limit: MOST }).map(({ refIndex }) => names[refIndex] ?? '')
  },
}

let engine: Engine = () => []

/** Starts an engine over the names; gives the milliseconds that takes. */
function start(name: string): number {
  const before = performance.now()
  engine = engines[name]?.() ?? (() => [])
  return performance.now() - before
}

/** Asks the engine that was started. */
function ask(queries: readonly GeneratedQuery[]): Run {
  const times: number[] = []
  let hits = 0
  for (const each of queries) {
    const before = performance.now()
    const found = engine(each.query)
    times.push(performance.now() - before)
    if (hasName(found, each)) hits++
  }
  return { hits, times }
}

Object.assign(globalThis, { searchBench: { prepare, start, ask } })
