import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { documentHeaders, trustedTypesPolicy } from '../../../src/core/api/security-headers.ts'

const route = `event.addRoutes([{
  condition: { urlPattern: new URLPattern({ pathname: '/', search: '' }), runningStatus: 'not-running', requestMode: 'navigate' },
  source: { cacheName: 'floor' },
}])`

const writeWorker = (isRouted: boolean) => `
addEventListener('install', (event) => event.waitUntil(
  caches.open('floor').then((cache) => cache.add('/')).then(() => ${isRouted ? route : 'undefined'}).then(() => skipWaiting())))
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => event.respondWith(caches.match('/').then((hit) => hit || fetch(event.request))))
`

const style = 'body{margin:0;font:18px system-ui;background:#fff}svg{display:block;width:320px;margin:auto}'
const script = `const make = { createScriptURL: (url) => url }
navigator.serviceWorker.register((window.trustedTypes?.createPolicy('${trustedTypesPolicy}', make) ?? make).createScriptURL('/worker.js'))`

const writePage = (qr: { path: string; size: number }) => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Floor</title>
<style>${style}</style>
<p>NGUYỄN THỊ MẪU</p>
<svg class="qr" viewBox="-4 -4 ${qr.size + 8} ${qr.size + 8}" shape-rendering="crispEdges"><path d="${qr.path}"/></svg>
<script>${script}</script>
`

/** Those of a document of the app, which also let the page's one script run. */
function guard(): Record<string, string> {
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`
  return documentHeaders({ styleHashes: [hash(style)], scriptHashes: [hash(script)] })
}

/**
 * The floor of every offline web page: one static HTML with its code, answered from the cache by a minimal
 * worker, or (`isRouted`) by the browser itself by a static route; with the headers of the app's documents
 * (`isGuarded`), or with none.
 */
export async function startFloorServer(
  qr: { path: string; size: number },
  { isGuarded = false, isRouted = false }: { isGuarded?: boolean; isRouted?: boolean } = {},
) {
  const page = writePage(qr)
  const headers = isGuarded ? guard() : {}
  const server = createServer((request, response) => {
    const isWorker = request.url === '/worker.js'
    const type = isWorker ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(200, { 'Content-Type': type, ...(isWorker ? {} : headers) })
    response.end(isWorker ? writeWorker(isRouted) : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
