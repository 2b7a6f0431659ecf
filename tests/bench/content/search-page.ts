/**
 * What the content benchmark runs inside a page: the directory as the wallet prepares it, and two libraries
 * over the same names. Bundled by itself and put on `globalThis` for the benchmark to call.
 */
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import { readAddressTable } from '../../../src/core/address/address-table.ts'
import { concatBytes, decodeUtf8, encodeUtf8 } from '../../../src/core/bytes.ts'
import {
  buildDirectory,
  composeDirectory,
  isPreparedDirectory,
  prepareDirectory,
} from '../../../src/core/directory/build-directory.ts'
import { type Directory, searchDirectory } from '../../../src/core/directory/directory.ts'
import {
  isFacilityPlaces,
  locateFacilities,
  openFacilityRows,
} from '../../../src/core/directory/facility-places.ts'
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

const STORE = 'kept'

/** Waits for a request of IndexedDB. */
function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function openStore(): Promise<IDBDatabase> {
  const opening = indexedDB.open('bench', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  return settle(opening)
}

/** Keeps what was prepared, as the wallet does, for `reopen`. */
async function keep({ facilities, addresses, offices }: Files): Promise<void> {
  const table = need(readFacilityTable(facilities))
  const branches = need(readBranches(offices, { specimens: true }))
  const prepared = {
    ...prepareDirectory({ facilities: table.facilities, branches }, need(readAddressTable(addresses))),
    places: locateFacilities(facilities, table),
  }
  const database = await openStore()
  await settle(database.transaction(STORE, 'readwrite').objectStore(STORE).put(prepared, 'directory'))
  database.close()
}

/**
 * Opens what was kept, from the bytes of the files to a directory that can be asked; gives the milliseconds
 * that takes.
 */
async function reopen(files: Files): Promise<number> {
  const [facilities, addresses, offices] = [files.facilities, files.addresses, files.offices].map(encodeUtf8)
  if (!facilities || !addresses || !offices) throw new Error('no files')
  const start = performance.now()
  // The hash of the signed pack, and that of all files, by which what was kept is known.
  await crypto.subtle.digest('SHA-256', facilities)
  await crypto.subtle.digest('SHA-256', concatBytes(facilities, addresses, offices))
  const text = need(decodeUtf8(facilities))
  const branches = need(readBranches(need(decodeUtf8(offices)), { specimens: true }))
  const database = await openStore()
  const kept: unknown = await settle(database.transaction(STORE).objectStore(STORE).get('directory'))
  const { places }: { places?: unknown } = kept ?? {}
  const rows = isFacilityPlaces(places, text) ? openFacilityRows(text, places) : undefined
  if (!rows || !isPreparedDirectory(kept, { branches, facilities: rows.facilities }))
    throw new Error('not kept')
  directory = composeDirectory({ branches, facilities: rows.facilities }, kept)
  const took = performance.now() - start
  database.close()
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

Object.assign(globalThis, { searchBench: { prepare, keep, reopen, start, ask } })
