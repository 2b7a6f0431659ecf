import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import { PatientResponse } from './patient-response.ts'
import { problem } from './problem.ts'
import type { IssuerApp } from './route-kit.ts'

const HSTS = 'max-age=63072000; includeSubDomains'

export type ServerOptions = {
  host: string
  port: number
  tls?: { certFile: string; keyFile: string }
  /** Whether wallets reach it over HTTPS, here or at a proxy. */
  isSecure: boolean
  /** Milliseconds without a byte either way after which a connection is given up. Others only in tests. */
  stalledAfter?: number
}

export type RunningServer = {
  readonly port: number
  /** Goes on answering, and has each client close its connection after the answer. */
  drain(): void
  /** Takes no more connections, lets requests finish for a while, then closes what is left. */
  stop(): Promise<void>
}

/** Lines of headers that a request may have; browsers send some twenty. */
const MOST_HEADERS = 64

/**
 * As `stalledAfter`: longer than anything takes to be answered. Who takes nothing of an answer would
 * otherwise keep it, and the connection, for ever.
 */
const STALLED = 130_000

/** How long requests may take to finish when the service stops, in milliseconds. */
const STOP_LIMIT = 10_000

/** Listens; resolves when connections are taken. */
export async function startServer(app: IssuerApp, options: ServerOptions): Promise<RunningServer> {
  const listener = getRequestListener(app.fetch, {
    // Of HTTP/1.0, which health checks speak: it knows no Host.
    hostname: 'localhost',
    errorHandler: (error) => problem(error instanceof RequestError ? 'malformed_request' : 'internal'),
  })
  let isDraining = false
  const server = createHttpServer(options, (incoming, outgoing) => {
    if (isDraining) outgoing.setHeader('Connection', 'close')
    if (options.isSecure) outgoing.setHeader('Strict-Transport-Security', HSTS)
    if (incoming.rawHeaders.length > 2 * MOST_HEADERS) void answerMalformed(outgoing, 431)
    else if (hasOneHost(incoming)) void listener(incoming, outgoing)
    else void answerMalformed(outgoing)
  })
  server.on('clientError', answerUnreadable)
  server.on('connect', refuseTunnel)
  // Node would answer it without a word, and without our headers.
  server.on('checkExpectation', (_incoming, outgoing) => {
    if (options.isSecure) outgoing.setHeader('Strict-Transport-Security', HSTS)
    // Whether what was announced follows, nobody knows.
    outgoing.setHeader('Connection', 'close')
    void answerMalformed(outgoing, 417)
  })
  // Slow senders hold a connection, not the service; a picture over a bad network takes its time.
  server.headersTimeout = 15_000
  server.requestTimeout = 120_000
  server.timeout = options.stalledAfter ?? STALLED
  // Counted above: Node 22 leaves out what is beyond a limit of its own, such as what a proxy adds last.
  server.maxHeadersCount = 0
  // Longer than balancers keep an idle connection, which would else be closed under a request of theirs.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    drain: () => {
      isDraining = true
    },
    stop: () => stopServer(server),
  }
}

function createHttpServer({ tls }: ServerOptions, listener: RequestListener): Server {
  // A missing Host is for us to refuse, with the headers of every answer.
  const common = { requireHostHeader: false, ServerResponse: PatientResponse }
  if (tls === undefined) return createServer(common, listener)
  const pair = { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }
  return createTlsServer({ ...common, ...pair }, listener)
}

/** RFC 9112 section 3.2: one Host, which HTTP/1.0 may leave out. */
function hasOneHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0')
}

async function answerMalformed(outgoing: ServerResponse, status = 400): Promise<void> {
  const answer = problem('malformed_request', { status })
  const body = await answer.text()
  const headers = Object.fromEntries(answer.headers)
  outgoing.writeHead(answer.status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}

const statusOf: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers what cannot be read as HTTP, as everything else that is malformed, and closes the connection. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = statusOf[error.code ?? ''] ?? 400
  endSocket(socket, problem('malformed_request', { status }))
}

/** Answers CONNECT, which Node would leave without a word: this is no proxy. */
function refuseTunnel(_asked: IncomingMessage, socket: Duplex): void {
  // Node hands the socket over with nobody who listens for its end.
  socket.on('error', () => socket.destroy())
  endSocket(socket, problem('method_not_allowed', { headers: { Allow: 'GET, HEAD' } }))
}

/** Writes an answer that no request stands behind, and closes the connection. */
function endSocket(socket: Duplex, answer: Response): void {
  const { status } = answer
  void answer.text().then((body) => {
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  })
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), STOP_LIMIT)
    // A connection whose request was under way is idle once it is answered, and would be kept for the next.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(limit)
      clearInterval(sweep)
      resolve()
    })
  })
}
