import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { IssuerApp } from './route-kit.ts'

const HSTS = 'max-age=63072000; includeSubDomains'

export type ServerOptions = {
  host: string
  port: number
  tls?: { certFile: string; keyFile: string }
  /** Whether wallets reach it over HTTPS, here or at a proxy. */
  isSecure: boolean
}

export type RunningServer = {
  readonly port: number
  /** Takes no more connections, lets requests finish for a while, then closes what is left. */
  stop(): Promise<void>
}

/** How long requests may take to finish when the service stops, in milliseconds. */
const STOP_LIMIT = 10_000

/** Listens; resolves when connections are taken. */
export async function startServer(app: IssuerApp, options: ServerOptions): Promise<RunningServer> {
  const listener = getRequestListener(app.fetch)
  const server = createHttpServer(options, (incoming, outgoing) => {
    if (options.isSecure) outgoing.setHeader('Strict-Transport-Security', HSTS)
    void listener(incoming, outgoing)
  })
  // Slow senders hold a connection, not the service; a picture over a bad network takes its time.
  server.headersTimeout = 15_000
  server.requestTimeout = 120_000
  server.maxHeadersCount = 64
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => stopServer(server),
  }
}

function createHttpServer({ tls }: ServerOptions, listener: RequestListener): Server {
  if (tls === undefined) return createServer(listener)
  return createTlsServer({ cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }, listener)
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), STOP_LIMIT)
    server.close(() => {
      clearTimeout(limit)
      resolve()
    })
    server.closeIdleConnections()
  })
}
