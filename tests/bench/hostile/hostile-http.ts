import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { endpoints } from '../../../src/core/api/contract.ts'
import type { Endpoint } from '../../../src/core/api/endpoint.ts'
import { DANGEROUS_demoSmsSecret } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import {
  signatureHeader,
  signForGateway,
  timestampHeader,
} from '../../../src/issuer/messaging/gateway-signature.ts'
import { createSessions } from '../../../src/issuer/sessions/sessions.ts'
import { openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { findFreePort, waitUntilReady } from '../issuer/issuer-site.ts'
import type { HostileFigures } from './hostile-probe.ts'
import { createRandom, hostileTexts, makeValue, type Random } from './hostile-values.ts'

const CONNECTIONS = 16

/** A path that hashes a password on purpose, or makes a PDF, is asked this much less often than others. */
const SELDOM = 200

type Asked = {
  method: string
  path: string
  headers: Record<string, string | string[]>
  body: string | Uint8Array | undefined
}

/**
 * Hostile requests against the real process, over sockets: every endpoint of the contract and others, signed
 * in and not, with bodies, headers and cookies that nothing expects, and texts that are no HTTP.
 */
export async function runHostileRequests(count: number) {
  const held = await openTestDatabase('sqlite', '')
  const port = await findFreePort()
  const where = 'file' in held.location ? { DATABASE_FILE: held.location.file } : {}
  const server = fork('src/issuer/main.ts', [], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      new URL('./hostile-probe.ts', import.meta.url).href,
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...where,
      MODE: 'demo',
      PORT: String(port),
      HOST: '127.0.0.1',
      TRUSTED_PROXIES: '1',
      CHALLENGE_WORK: '1',
      LOG_LEVEL: 'silent',
    },
  })
  try {
    await waitUntilReady(port, server)
    const sessions = createSessions(held.database, {
      onDeviceEnd: async () => {},
      onNewDevice: async () => {},
      onDeviceDisplaced: async () => {},
    })
    const cookies: string[] = []
    for (const { login } of demoAccounts) {
      const { id: personId } = await held.database.query
        .selectFrom('people')
        .select('id')
        .where('bhxh_code', '=', login)
        .executeTakeFirstOrThrow()
      const browser = { device: undefined, name: '' }
      const now = Math.floor(Date.now() / 1000)
      const opened = await sessions.open(
        { personId, accessVersion: 0, method: 'password', browser, isConfirmed: true },
        now,
      )
      if (opened.ok) cookies.push(`session=${opened.value.session.id}.${opened.value.session.secret}`)
    }
    server.send('start')
    const outcome = await ask(port, count, cookies)
    server.send('report')
    const [figures] = (await once(server, 'message')) as [HostileFigures]
    const alive = await fetch(`http://127.0.0.1:${port}/api/health`).then(({ status }) => status)
    return {
      asked: count,
      statuses: outcome.statuses,
      status5xx: outcome.failed.length,
      failed: outcome.failed.slice(0, 10),
      unanswered: outcome.unanswered,
      aliveAfterwards: alive === 200,
      uncaught: figures.uncaught.slice(0, 10),
      longestTurnMs: Math.round(figures.longestTurn),
      coreMsEach: Number((figures.used / count).toFixed(2)),
    }
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    await held.dispose()
  }
}

async function ask(port: number, count: number, cookies: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const random = createRandom(1)
  const statuses: Record<string, number> = {}
  const failed: string[] = []
  let [begun, unanswered] = [0, 0]
  const note = (status: number, what: string) => {
    statuses[status] = (statuses[status] ?? 0) + 1
    if (status >= 500) failed.push(`${status} ${what}`)
  }
  const work = async () => {
    while (begun++ < count) {
      if (random.below(50) === 0) {
        const text = makeGarbage(random, port)
        const status = await sendRaw(port, text)
        if (status === undefined) unanswered++
        else note(status, JSON.stringify(text.slice(0, 80)))
        continue
      }
      const asked = makeRequest(random, cookies)
      const status = await send(agent, port, asked)
      if (status === undefined) unanswered++
      else note(status, `${asked.method} ${asked.path.slice(0, 80)} ${String(asked.body).slice(0, 120)}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  agent.destroy()
  return { statuses, failed, unanswered }
}

const slow =
  /^\/api\/(session|session\/lost-device|session\/new-password|office\/session|office\/password|account\/password|recovery\/email|registrations\/declaration)$/
/** These would end the sessions that the rest needs. */
const ending = /^\/api\/(session|account|devices\/:id.*|account\/erasure)$/

const all = Object.values<Endpoint>(endpoints)

function makeRequest(random: Random, cookies: readonly string[]): Asked {
  let endpoint = random.pick(all)
  while (
    (slow.test(endpoint.path) && random.below(SELDOM) > 0) ||
    (endpoint.method === 'DELETE' && ending.test(endpoint.path))
  )
    endpoint = random.pick(all)
  const method =
    random.below(40) === 0
      ? random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'HEAD'])
      : endpoint.method
  const path = endpoint.path.replace(
    /:\w+/g,
    () => encodeURIComponent(random.pick(hostileTexts).toWellFormed().slice(0, 200)) || 'x',
  )
  const asked = {
    method,
    path:
      random.below(20) === 0
        ? `${path}${random.pick(['?', '?state=', '?after=%ff', '?__proto__=1', '//', '%00', '/..', ';a'])}`
        : path,
    headers: makeHeaders(random, cookies),
    body: method === 'GET' || method === 'HEAD' ? undefined : makeBody(random, endpoint),
  }
  if (endpoint === endpoints.receiveSms && typeof asked.body === 'string') {
    const now = Math.floor(Date.now() / 1000)
    asked.headers[timestampHeader] = String(now)
    asked.headers[signatureHeader] = signForGateway(DANGEROUS_demoSmsSecret, now, asked.body)
    asked.headers['Content-Type'] = 'application/json'
  }
  return asked
}

function makeHeaders(random: Random, cookies: readonly string[]): Record<string, string | string[]> {
  const token = () => Buffer.from(random.bytes(32)).toString('base64url')
  const headers: Record<string, string | string[]> = {
    'X-Forwarded-For': [10, random.below(256), random.below(256), random.below(256)].join('.'),
    'Content-Type':
      random.below(15) === 0
        ? random.pick(['text/plain', 'application/json; charset=utf-16', 'image/jpeg', 'a/b;'.repeat(500)])
        : 'application/json',
  }
  const ascii = () =>
    Buffer.from(random.pick(hostileTexts))
      .toString('latin1')
      .replace(/[^\x20-\x7e\xa0-\xff]/g, '')
      .slice(0, 4000)
  const carries = random.below(4)
  if (carries < 2) headers['Cookie'] = random.pick(cookies)
  else if (carries === 2)
    headers['Cookie'] = random.pick([
      `session=${token().slice(0, 22)}.${token()}`,
      `session=${token()}; session=x; __Host-session=${token()}`,
      `officer=${token().slice(0, 22)}.${token()}; device=${token().slice(0, 22)}.${token()}`,
      `passkey=${token()}; vneid=${token()}`,
      ';'.repeat(3000),
      `${'a=b; '.repeat(1500)}`,
      `session=${ascii()}`,
      'session',
      '=',
    ])
  if (random.below(6) === 0)
    headers['If-None-Match'] = random.pick(['*', 'W/"x"', '"a", W/"b", ', '"'.repeat(3000), ',,,', ascii()])
  if (random.below(12) === 0)
    headers['Accept-Encoding'] = random.pick(['br;q=0', '*;q=0.5', 'gzip'.repeat(800), 'gzip;q=zzz'])
  if (random.below(12) === 0)
    headers['X-Forwarded-For'] = random.pick([
      '',
      'x',
      '::',
      '1.2.3.4:99999',
      '[::1]:80',
      `${'1.1.1.1, '.repeat(500)}`,
      ascii(),
    ])
  if (random.below(20) === 0)
    headers['Sec-Fetch-Site'] = random.pick(['cross-site', 'same-origin', 'none', ascii()])
  if (random.below(30) === 0)
    headers['Host'] = random.pick([
      'a b',
      'x'.repeat(3000),
      '[',
      'user@host',
      '127.0.0.1:99999',
      '%',
      'localhost:',
    ])
  if (random.below(20) === 0) headers['Phone-Proof'] = ascii()
  if (random.below(20) === 0) headers['Idempotency-Key'] = random.below(2) === 0 ? token() : ascii()
  if (random.below(20) === 0)
    headers['Challenge-Solution'] =
      random.below(2) === 0 ? Buffer.from('{"challenge":{}}').toString('base64url') : ascii()
  return headers
}

function makeBody(random: Random, { body, upload }: Endpoint): string | Uint8Array {
  if (upload || random.below(25) === 0) return random.bytes(random.below(2000))
  switch (random.below(12)) {
    case 0:
      return '['.repeat(random.pick([10, 1000, 16_000]))
    case 1:
      return `{"a":`.repeat(random.pick([10, 3000]))
    case 2:
      return JSON.stringify(makeValue(random))
    case 3:
      return random.pick([
        '',
        '{',
        'null',
        '""',
        '{"__proto__":{"x":1}}',
        '{"a":1,"a":2}',
        `"${'\\ud800'.repeat(500)}"`,
        ' '.repeat(20_000),
      ])
    default: {
      const entries =
        body && 'entries' in body && typeof body.entries === 'object' && body.entries !== null
          ? Object.keys(body.entries)
          : []
      const written = Object.fromEntries(
        entries.map((name) => [name, random.below(3) === 0 ? makeValue(random) : guess(random, name)]),
      )
      return JSON.stringify(written)
    }
  }
}

/** A value of the form that a field of this name may have, so that some requests come far. */
function guess(random: Random, name: string): unknown {
  const digits = (length: number) => Array.from({ length }, () => random.below(10)).join('')
  if (/phone|from/i.test(name)) return `09${digits(8)}`
  if (/login|number/i.test(name)) return random.pick([`00${digits(8)}`, `0${digits(11)}`, '0099990001'])
  if (/code/i.test(name)) return digits(6)
  if (/date|birth|On$/i.test(name)) return random.pick(['1988', '1988-03-05', '2026-02-29', '0001-01-01'])
  if (/email/i.test(name)) return `${random.pick(['a', "o'x", 'x-'.repeat(30)])}@example.vn`
  if (/id|proof|ticket|solution|nonce|key/i.test(name))
    return Buffer.from(random.bytes(random.pick([16, 22, 32, 64]))).toString('base64url')
  return random.pick(['Nguyễn Văn A', ...hostileTexts])
}

function send(
  agent: Agent,
  port: number,
  { method, path, headers, body }: Asked,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    try {
      const asked = request(
        {
          agent,
          port,
          host: '127.0.0.1',
          method,
          path,
          headers: { ...headers, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) },
        },
        (answer) => {
          answer.resume()
          answer.on('end', () => resolve(answer.statusCode))
          answer.on('error', () => resolve(undefined))
        },
      )
      asked.setTimeout(60_000, () => asked.destroy())
      asked.on('error', () => resolve(undefined))
      asked.end(body)
    } catch {
      // What Node's client does not send goes the raw way.
      resolve(0)
    }
  })
}

function makeGarbage(random: Random, port: number): string {
  const host = `Host: 127.0.0.1:${port}\r\n`
  return random.pick([
    Buffer.from(random.bytes(200)).toString('latin1'),
    `GET / HTTP/1.1\r\n\r\n`,
    `GET /api/health HTTP/1.0\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}${host}\r\n`,
    `GET / HTTP/1.1\r\nHost: a b\r\n\r\n`,
    `GET / HTTP/9.9\r\n${host}\r\n`,
    `GET ${'/a'.repeat(9000)} HTTP/1.1\r\n${host}\r\n`,
    `GET \\\\..\\x HTTP/1.1\r\n${host}\r\n`,
    `GET http://[::1 HTTP/1.1\r\n${host}\r\n`,
    `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
    `CONNECT x:1 HTTP/1.1\r\n${host}\r\n`,
    `POST /api/session HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}`,
    `POST /api/session HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `POST /api/session HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n0\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}${'X: y\r\n'.repeat(3000)}\r\n`,
    `GET / HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
  ])
}

/**
 * The status of whatever is answered; nothing if the connection is closed, or open for long, without a word.
 */
function sendRaw(port: number, text: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    let answer = ''
    const end = () => {
      socket.destroy()
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
      resolve(status === undefined ? undefined : Number(status))
    }
    socket.setTimeout(2000, end)
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      end()
    })
    socket.on('error', end)
    socket.on('close', end)
  })
}
