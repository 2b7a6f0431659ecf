import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

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

const writePage = (qr: { path: string; size: number }) => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Floor</title>
<style>body{margin:0;font:18px system-ui;background:#fff}svg{display:block;width:320px;margin:auto}</style>
<p>NGUYỄN THỊ MẪU</p>
<svg class="qr" viewBox="-4 -4 ${qr.size + 8} ${qr.size + 8}" shape-rendering="crispEdges"><path d="${qr.path}"/></svg>
<script>navigator.serviceWorker.register('/worker.js')</script>
`

/**
 * The floor of every offline web page: one static HTML with its code, answered from the cache by a minimal
 * worker, or (`isRouted`) by the browser itself by a static route. `headers` are the page's.
 */
export async function startFloorServer(
  qr: { path: string; size: number },
  { headers = {}, isRouted = false }: { headers?: Record<string, string>; isRouted?: boolean } = {},
) {
  const page = writePage(qr)
  const server = createServer((request, response) => {
    const isWorker = request.url === '/worker.js'
    response.writeHead(200, {
      'content-type': isWorker ? 'text/javascript' : 'text/html; charset=utf-8',
      ...(isWorker ? {} : headers),
    })
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
