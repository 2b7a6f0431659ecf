import type { GenericSchema } from 'valibot'
import { endpoints } from '../../../src/core/api/contract.ts'
import type { Endpoint } from '../../../src/core/api/endpoint.ts'
import { operationEndpoints } from '../../../src/core/api/operation-endpoints.ts'
import { DANGEROUS_demoBankSecret, demoBank } from '../../../src/issuer/demo/bank/demo-bank.ts'
import { DANGEROUS_demoSmsSecret } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import {
  signatureHeader,
  signForGateway,
  timestampHeader,
} from '../../../src/issuer/messaging/gateway-signature.ts'
import { hostileTexts, makeValue, type Random } from './hostile-values.ts'

/** A path that hashes a password on purpose, or makes a PDF, is asked this much less often than others. */
const SELDOM = 200

export type Asked = {
  method: string
  path: string
  headers: Record<string, string | string[]>
  body: string | Uint8Array | undefined
}

/** Whom requests are sent as, and what the service has named so far: its files, requests, packs, people. */
export type Known = {
  readonly members: readonly string[]
  readonly officers: readonly string[]
  readonly names: string[]
}

const slow =
  /^\/api\/(session|session\/lost-device|session\/new-password|office\/session|office\/password|account\/password|recovery\/email|registrations\/declaration)$/
/** These would end the sessions that the rest needs. */
const ending = /^\/api\/(session|account|devices\/:id.*|account\/erasure|office\/session.*)$/

const all = Object.values<Endpoint>({ ...endpoints, ...operationEndpoints })

export function makeRequest(random: Random, known: Known): Asked {
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
  const text = () =>
    random.below(2) === 0 && known.names.length > 0 ? random.pick(known.names) : random.pick(hostileTexts)
  const encode = (value: string) => encodeURIComponent(value.toWellFormed().slice(0, 200))
  const path = endpoint.path.replace(/:\w+/g, () => encode(text()) || 'x')
  const query = (endpoint.query ?? []).filter(() => random.below(2) === 0)
  const asked = {
    method,
    path:
      random.below(20) === 0
        ? `${path}${random.pick(['?', '?state=', '?after=%ff', '?__proto__=1', '//', '%00', '/..', ';a'])}`
        : `${path}${query.length > 0 ? '?' : ''}${query.map((name) => `${name}=${encode(text())}`).join('&')}`,
    headers: makeHeaders(random, known, endpoint),
    body: method === 'GET' || method === 'HEAD' ? undefined : makeBody(random, known, endpoint),
  }
  if (endpoint === endpoints.receiveSms) sign(asked, DANGEROUS_demoSmsSecret)
  if (endpoint === endpoints.receiveBankTransfer) {
    // About our account, so that some money comes in.
    if (random.below(2) === 0) asked.body = JSON.stringify(makeTransfer(random))
    sign(asked, DANGEROUS_demoBankSecret)
  }
  return asked
}

function sign(asked: Asked, secret: string): void {
  if (typeof asked.body !== 'string') return
  const now = Math.floor(Date.now() / 1000)
  asked.headers[timestampHeader] = String(now)
  asked.headers[signatureHeader] = signForGateway(secret, now, asked.body)
  asked.headers['Content-Type'] = 'application/json'
}

function makeTransfer(random: Random): Record<string, unknown> {
  return {
    id: `h${random.below(10_000)}`,
    account: demoBank.account,
    amount: random.pick([1, 0, -1, 1.5, 9_999_999_999_999, 2 ** 53, 631_800]),
    content: random.pick(['BH 1234567890', ...hostileTexts]),
    bookedAt: random.pick([0, Math.floor(Date.now() / 1000), 2 ** 40, -1, 2 ** 53 - 1]),
  }
}

function makeHeaders(
  random: Random,
  { members, officers }: Known,
  { officer, optionalHeaders = [] }: Endpoint,
): Record<string, string | string[]> {
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
  if (carries < 2) headers['Cookie'] = random.pick(officer ? officers : members)
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
  for (const name of optionalHeaders) if (random.below(3) === 0) headers[name] = ascii()
  if (random.below(20) === 0) headers['Phone-Proof'] = ascii()
  if (random.below(20) === 0) headers['Idempotency-Key'] = random.below(2) === 0 ? token() : ascii()
  if (random.below(20) === 0)
    headers['Challenge-Solution'] =
      random.below(2) === 0 ? Buffer.from('{"challenge":{}}').toString('base64url') : ascii()
  return headers
}

function makeBody(random: Random, known: Known, { body, upload }: Endpoint): string | Uint8Array {
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
    default:
      return JSON.stringify(body ? fill(random, known, body, '') : makeValue(random)) ?? ''
  }
}

/** What a schema asks for, with something else here and there. */
function fill(random: Random, known: Known, schema: GenericSchema, name: string): unknown {
  if (random.below(12) === 0) return makeValue(random)
  const { type, entries, options, literal, wrapped, item }: Partial<Record<string, unknown>> = { ...schema }
  if (isSchema(wrapped)) return random.below(3) === 0 ? undefined : fill(random, known, wrapped, name)
  if (isSchema(item)) return Array.from({ length: random.below(5) }, () => fill(random, known, item, name))
  if (typeof entries === 'object' && entries !== null)
    return Object.fromEntries(
      Object.entries(entries).flatMap(([key, value]) =>
        isSchema(value) ? [[key, fill(random, known, value, key)]] : [],
      ),
    )
  if (Array.isArray(options)) {
    const one: unknown = random.pick(options)
    return isSchema(one) ? fill(random, known, one, name) : one
  }
  if (type === 'literal') return literal
  if (type === 'boolean') return random.below(2) === 0
  if (type === 'number')
    return random.pick([0, 1, 12, 500_000, Math.floor(Date.now() / 1000), -1, 2 ** 53 - 1])
  return guess(random, known, name)
}

function isSchema(value: unknown): value is GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}

/** A value of the form that a field of this name may have, so that some requests come far. */
function guess(random: Random, { names }: Known, name: string): unknown {
  if (names.length > 0 && random.below(4) === 0) return random.pick(names)
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

/** Texts that are no HTTP, or no longer. */
export function makeGarbage(random: Random, port: number): string {
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
