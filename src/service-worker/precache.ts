import { build, type PrecachedFile } from './build-facts.ts'

const PREFIX = 'vi-bhyt-files-'
/** The cache of this build's files. */
export const filesCache = PREFIX + build.version

/** Opened once for each start of the worker. */
let opened: Promise<Cache> | undefined
const openCache = () => {
  opened ??= caches.open(filesCache)
  return opened
}

/** The files of each list. */
const read = new Map<string, Promise<readonly PrecachedFile[]>>()

/** Kept when it is first needed, and read again after a failure: without it, its files are not known. */
function readList([path, integrity]: PrecachedFile): Promise<readonly PrecachedFile[]> {
  const known = read.get(path)
  if (known !== undefined) return known
  const list = openCache()
    .then((cache) => keepFile(cache, `/${path}`, integrity).then(() => cache.match(`/${path}`)))
    .then((response) => response?.json() ?? Promise.reject(new TypeError(path)))
    .catch(() => {
      read.delete(path)
      return []
    })
  read.set(path, list)
  return list
}

/** Path and integrity of every file of this build. */
async function listFiles(): Promise<ReadonlyMap<string, string>> {
  const lists = await Promise.all(build.lists.map(readList))
  return new Map(lists.flat().map(([path, integrity]) => [`/${path}`, integrity]))
}

/** Which builds have been active, newest first: kept beside them, because cache names do not tell. */
const ACTIVE_BUILDS = 'vi-bhyt-builds'
const ACTIVE_BUILDS_PATH = '/active-builds'

/** The previous build's copy of a file, if it is the same one. */
async function findSame(path: string, integrity: string): Promise<Response | undefined> {
  const known = await caches.match(path)
  if (!known) return undefined
  const digest = await crypto.subtle.digest('SHA-256', await known.clone().arrayBuffer())
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` === integrity ? known : undefined
}

/** Files on their way, by path. */
const coming = new Map<string, Promise<void>>()

/** What is wanted from several sides at once (refreshes, pages) comes once. */
function keepFile(cache: Cache, path: string, integrity: string): Promise<void> {
  const kept = coming.get(path) ?? fetchMissing(cache, path, integrity).finally(() => coming.delete(path))
  coming.set(path, kept)
  return kept
}

async function fetchMissing(cache: Cache, path: string, integrity: string): Promise<void> {
  if (await cache.match(path)) return
  const response =
    (await findSame(path, integrity)) ??
    (await fetch(path, { integrity, cache: 'no-cache', redirect: 'error' }))
  if (!response.ok) throw new TypeError(`${path}: ${response.status}`)
  await cache.put(path, response)
}

/**
 * Fetches what this build needs before it may take over; rejects (and the browser tries again later) if any
 * of it fails.
 */
export async function installFiles(): Promise<void> {
  const cache = await openCache()
  const early = await readList(build.lists[0])
  // The list of nothing: it was not to be had. The browser tries again.
  if (early.length === 0) throw new TypeError(build.lists[0][0])
  await Promise.all(early.map(([path, integrity]) => keepFile(cache, `/${path}`, integrity)))
}

/** Fetches what is still missing, one after the other; what fails is tried at the next occasion. */
export async function completeFiles(): Promise<void> {
  const cache = await openCache()
  for (const [path, integrity] of await listFiles()) await keepFile(cache, path, integrity).catch(() => {})
}

/**
 * Keeps this build's files, those of the one that was active before, whose pages may still be open, and those
 * that the ready page names.
 */
export async function dropOldBuilds(readyBuild: string | undefined): Promise<void> {
  const record = await caches.open(ACTIVE_BUILDS)
  const before: readonly string[] = (await (await record.match(ACTIVE_BUILDS_PATH))?.json()) ?? []
  const active = [filesCache, ...before.filter((name) => name !== filesCache)].slice(0, 2)
  await record.put(ACTIVE_BUILDS_PATH, new Response(JSON.stringify(active)))
  const names = await caches.keys()
  const kept = [...active, PREFIX + readyBuild]
  const old = names.filter((name) => name.startsWith(PREFIX) && !kept.includes(name))
  await Promise.all(old.map((name) => caches.delete(name)))
}

/**
 * Whether a path can be a file of some build of the app: one of its assets, or a file beside the page that is
 * no script of a worker.
 */
export function isAppFile(path: string): boolean {
  return path.startsWith('/assets/') || /^\/(?!service-worker)[\w-]+\.\w+$/.test(path)
}

/**
 * A file of the app: of this build, of the previous one, or from the network if its turn has not come yet or
 * the browser has dropped it; what a page asked for is kept at once. What is nowhere is 404; never the page
 * instead of a script, which would leave a white screen.
 */
export async function answerFile(path: string): Promise<Response> {
  const cache = await openCache()
  const kept = (await cache.match(path)) ?? (await caches.match(path))
  if (kept) return kept
  try {
    const integrity = (await listFiles()).get(path)
    if (integrity !== undefined) await keepFile(cache, path, integrity).catch(() => {})
    return (await cache.match(path)) ?? (await fetch(path, integrity === undefined ? {} : { integrity }))
  } catch {
    return new Response(null, { status: 404 })
  }
}
