import { build } from './build-facts.ts'
import { loadLatePart } from './parts.ts'

const PREFIX = 'vi-bhyt-files-'
const cacheName = PREFIX + build.version

/** Path and integrity of every file of this build. */
let files: ReadonlyMap<string, string> | undefined
const listFiles = () => {
  files ??= new Map(
    [...build.early, ...(loadLatePart() ?? [])].map(([path, integrity]) => [`/${path}`, integrity]),
  )
  return files
}

/** Opened once for each start of the worker. */
let opened: Promise<Cache> | undefined
const openCache = () => {
  opened ??= caches.open(cacheName)
  return opened
}

/** Which builds have been active, newest first: kept beside them, because cache names do not tell. */
const ACTIVE_BUILDS = 'vi-bhyt-builds'
const ACTIVE_BUILDS_PATH = '/active-builds'

async function keepFile(cache: Cache, path: string): Promise<void> {
  if (await cache.match(path)) return
  const integrity = listFiles().get(path) ?? ''
  // A hashed name never changes its content: the previous build's copy will do.
  const known = integrity === '' ? await caches.match(path) : undefined
  const response = known ?? (await fetch(path, { integrity, cache: 'no-cache', redirect: 'error' }))
  if (!response.ok) throw new TypeError(`${path}: ${response.status}`)
  await cache.put(path, response)
}

/** Fetches what this build needs before it may take over; rejects (and the browser tries again later) if any of it fails. */
export async function installFiles(): Promise<void> {
  const cache = await openCache()
  await Promise.all(build.early.map(([path]) => keepFile(cache, `/${path}`)))
}

/** Fetches what is still missing, one after the other; what fails is tried at the next occasion. */
export async function completeFiles(): Promise<void> {
  const cache = await openCache()
  for (const path of listFiles().keys()) await keepFile(cache, path).catch(() => {})
}

/** Keeps this build's files and those of the one that was active before, whose pages may still be open. */
export async function dropOldBuilds(): Promise<void> {
  const record = await caches.open(ACTIVE_BUILDS)
  const before: readonly string[] = (await (await record.match(ACTIVE_BUILDS_PATH))?.json()) ?? []
  const active = [cacheName, ...before.filter((name) => name !== cacheName)].slice(0, 2)
  await record.put(ACTIVE_BUILDS_PATH, new Response(JSON.stringify(active)))
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && !active.includes(name))
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** Whether a path is a file of some build of the app. */
export function isAppFile(path: string): boolean {
  return path.startsWith('/assets/') || (/\.\w+$/.test(path) && listFiles().has(path))
}

/**
 * A file of the app: of this build, of the previous one, or from the network if its turn has not come yet or the browser has dropped
 * it; what a page asked for is kept at once. What is nowhere is 404; never the page instead of a script, which would leave a white
 * screen.
 */
export async function answerFile(path: string): Promise<Response> {
  const cache = await openCache()
  const kept = (await cache.match(path)) ?? (await caches.match(path))
  if (kept) return kept
  try {
    if (listFiles().has(path)) await keepFile(cache, path).catch(() => {})
    return (await cache.match(path)) ?? (await fetch(path))
  } catch {
    return new Response(null, { status: 404 })
  }
}
