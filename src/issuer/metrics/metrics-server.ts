import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReadableMetrics } from './metrics.ts'

export type MetricsServer = { readonly port: number; stop(): Promise<void> }

/** Answers `GET /metrics` on an address of its own, which nothing of the public service answers at. */
export async function startMetricsServer(
  metrics: Pick<ReadableMetrics, 'contentType' | 'write'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer((asked, answer) => {
    asked.resume()
    if (asked.method !== 'GET' || asked.url !== '/metrics') {
      answer.writeHead(404).end()
      return
    }
    metrics.write().then(
      (text) =>
        answer.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text),
      () => answer.writeHead(500).end(),
    )
  })
  // Node would leave it without a word: this is no proxy.
  server.on('connect', (_asked, socket) => {
    socket.on('error', () => socket.destroy())
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
  })
  server.headersTimeout = 15_000
  server.maxHeadersCount = 64
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
