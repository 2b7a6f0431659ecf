import { deskPath } from '../core/api/app-routes.ts'

/** Path and integrity of every file of the desk, as the build found them. */
declare const __KEPT_FILES__: readonly (readonly [path: string, integrity: string])[]

const scope = globalThis as unknown as ServiceWorkerGlobalScope

/** The desk's own caches; the wallet's have another name, and neither worker touches the other's. */
const PREFIX = 'vi-bhyt-desk-files-'
const DOCUMENT = '/quay.html'

const kept = new Map(__KEPT_FILES__)

/** The build: another content of any file is another cache. */
const cacheName = PREFIX + hashNames(__KEPT_FILES__.map(([path, integrity]) => path + integrity).join())

/** FNV-1a: names a cache, protects nothing. */
function hashNames(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16)
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheName)
  await Promise.all(
    [...kept].map(async ([path, integrity]) => {
      if (await cache.match(path)) return
      const response = await fetch(path, { integrity, cache: 'no-cache', redirect: 'error' })
      if (!response.ok) throw new TypeError(`${path}: ${response.status}`)
      await cache.put(path, response)
    }),
  )
}

async function dropOldBuilds(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== cacheName)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(path)) ?? fetch(request)
}

scope.addEventListener('install', (event) => event.waitUntil(install()))

scope.addEventListener('activate', (event) =>
  event.waitUntil(dropOldBuilds().then(() => scope.clients.claim())),
)

scope.addEventListener('message', (event) => {
  if (event.data === 'USE_NEW_BUILD') event.waitUntil(scope.skipWaiting())
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== scope.location.origin) return
  if (request.mode === 'navigate') {
    if (pathname === deskPath) event.respondWith(answer(DOCUMENT, request))
    return
  }
  if (kept.has(pathname)) event.respondWith(answer(pathname, request))
})
