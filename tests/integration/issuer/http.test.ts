import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appRoutes } from '../../../src/core/api/app-routes.ts'
import { endpoints } from '../../../src/core/api/contract.ts'
import type { Endpoint } from '../../../src/core/api/endpoint.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { hashInlineParts } from '../../../src/issuer/http/app-files.ts'
import { startServer } from '../../../src/issuer/http/server.ts'
import { eventually } from '../../support/eventually.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import {
  createTestIssuer,
  ORIGIN,
  type RequestOptions,
  type TestIssuer,
} from '../../support/issuer/issuer-fixture.ts'

const [mother] = demoAccounts
const json = { 'Content-Type': 'application/json' }

function writeAppFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-app-'))
  mkdirSync(join(folder, 'assets'))
  const page = '<!doctype html><style>body{margin:0}</style><p>Ví BHYT<script data-app="/a.js">go()</script>'
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'office.html'), '<!doctype html><p>Cơ quan BHXH')
  writeFileSync(join(folder, 'quay.html'), '<!doctype html><style>main{margin:0}</style><main>Quầy')
  writeFileSync(join(folder, 'service-worker.js'), 'self.version=1')
  writeFileSync(join(folder, 'manifest.webmanifest'), '{}')
  writeFileSync(join(folder, 'assets', 'main-Abcd1234.js'), 'export {}'.repeat(100))
  writeFileSync(join(folder, 'assets', 'scan-worker-Abcd1234.js'), 'export {}')
  return folder
}

describe.each(['sqlite', 'postgresql'] as const)('HTTP on %s', (kind) => {
  const folder = writeAppFolder()
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database, { appFolder: folder })
  })
  afterAll(async () => {
    await held.dispose()
    rmSync(folder, { recursive: true })
  })

  type Wrong = readonly [what: string, path: string, options: RequestOptions, status: number, code: string]
  const signIn = (body: unknown, headers?: Record<string, string>): RequestOptions => ({
    method: 'POST',
    body,
    ...(headers && { headers }),
  })
  const good = { login: mother.login, password: mother.password }
  const wrong: Wrong[] = [
    ['no JSON', '/api/session', signIn('{"login"'), 400, 'malformed_request'],
    ['an empty body', '/api/session', signIn(''), 400, 'malformed_request'],
    [
      'no content type',
      '/api/session',
      { method: 'POST', headers: { 'Content-Type': '' } },
      415,
      'unsupported_media_type',
    ],
    [
      'a form',
      '/api/session',
      signIn('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
    ],
    ['a list', '/api/session', signIn([]), 422, 'invalid_fields'],
    ['null', '/api/session', signIn('null'), 422, 'invalid_fields'],
    ['a missing field', '/api/session', signIn({ login: mother.login }), 422, 'invalid_fields'],
    ['a wrong type', '/api/session', signIn({ ...good, password: 5 }), 422, 'invalid_fields'],
    ['a wrong number', '/api/session', signIn({ ...good, login: '12345' }), 422, 'invalid_fields'],
    [
      'a long password',
      '/api/session',
      signIn({ ...good, password: 'x'.repeat(129) }),
      422,
      'invalid_fields',
    ],
    ['an unknown field', '/api/session', signIn({ ...good, admin: true }), 422, 'invalid_fields'],
    [
      'a large body',
      '/api/session',
      signIn({ ...good, password: 'x'.repeat(20_000) }),
      413,
      'body_too_large',
    ],
    [
      'a body that claims to be large',
      '/api/session',
      signIn(good, { ...json, 'Content-Length': '99999999' }),
      413,
      'body_too_large',
    ],
    [
      'a proof that is not base64url',
      '/api/holder-keys',
      signIn({ cardId: 'abc', proof: '***' }),
      422,
      'invalid_fields',
    ],
    ['an unknown path', '/api/nothing', {}, 404, 'not_found'],
    ['an unknown path outside of the API', '/khong-co', {}, 404, 'not_found'],
    ['a missing asset', '/assets/main-Zzzz9999.js', {}, 404, 'not_found'],
    ['a path out of the folder', '/assets/..%2f..%2fpackage.json', {}, 404, 'not_found'],
    ['a status list that is none', '/api/status-lists/abc', {}, 404, 'not_found'],
    ['a status list that is not there', '/api/status-lists/77', {}, 404, 'not_found'],
    ['a wrong method', '/api/session', { method: 'PATCH' }, 405, 'method_not_allowed'],
    ['a wrong method on a pattern', '/api/status-lists/0', { method: 'DELETE' }, 405, 'method_not_allowed'],
    ['a wrong method on a file', '/manifest.webmanifest', { method: 'POST' }, 405, 'method_not_allowed'],
    [
      'another site',
      '/api/session',
      signIn(good, { ...json, 'Sec-Fetch-Site': 'cross-site' }),
      403,
      'forbidden_origin',
    ],
    [
      'a sibling site',
      '/api/session',
      signIn(good, { ...json, 'Sec-Fetch-Site': 'same-site' }),
      403,
      'forbidden_origin',
    ],
    [
      'another origin',
      '/api/session',
      signIn(good, { ...json, Origin: 'https://evil.example' }),
      403,
      'forbidden_origin',
    ],
    [
      'the null origin',
      '/api/session',
      { method: 'DELETE', headers: { Origin: 'null' } },
      403,
      'forbidden_origin',
    ],
    ['a nonce without a session', '/api/nonces', { method: 'POST' }, 401, 'session_expired'],
    [
      'an enrolment without a session',
      '/api/holder-keys',
      signIn({ cardId: 'abc', proof: 'abcd' }),
      401,
      'session_expired',
    ],
  ]

  it.each(wrong)('answers %s with a coded problem', async (_what, path, options, status, code) => {
    const before = test.hasher.verifications
    const answer = await test.request(path, options)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({ code, status, type: `urn:vi-bhyt:problem:${code}` })
    expect(test.hasher.verifications).toBe(before)
  })

  it('names wrong fields, and repeats nothing that could be a secret or markup', async () => {
    const answer = await test.request('/api/session', signIn({ login: 'x', password: '', '<b>': 1 }))
    const { fields } = (await answer.json()) as { fields: string[] }
    expect(fields.sort()).toEqual(['?', 'login', 'password'])
  })

  it('stops reading a large body without a stated length', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const answer = await test.issuer.app.request('/api/session', {
      method: 'POST',
      body,
      headers: json,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan(1_000_000)
  })

  it('says which methods there are', async () => {
    const answer = await test.request('/api/session', { method: 'PUT' })
    expect(answer.headers.get('allow')).toBe('POST, GET, DELETE')
  })

  it('takes its own requests, from browsers old and new', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: ORIGIN }]) {
      const answer = await test.request('/api/session', signIn(good, { ...json, ...headers }))
      expect(answer.status).toBe(200)
    }
  })

  it('does not count a client that goes away within its body as a fault of its own', async () => {
    const server = await startServer(test.issuer.app, { host: '127.0.0.1', port: 0, isSecure: false })
    const head =
      'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100'
    const from = test.log.length
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(`${head}\r\n\r\n{`, () => setTimeout(() => socket.destroy(), 50)),
    )
    const logged = () => test.log.slice(from).map(({ event, entry }) => [event, entry['status']])
    await eventually(() => expect(logged()).toContainEqual(['request', 400]))
    expect(logged().map(([event]) => event)).not.toContain('fault')
    await server.stop()
  })

  it('refuses more header lines than it reads, so that what a proxy adds at the end is never left out', async () => {
    const server = await startServer(test.issuer.app, { host: '127.0.0.1', port: 0, isSecure: false })
    const answers = [62, 63].map(
      (lines) =>
        new Promise<string>((resolve) => {
          const head = `GET /api/health HTTP/1.1\r\nHost: x\r\n${'X: 1\r\n'.repeat(lines)}`
          const socket = connect(server.port, '127.0.0.1', () =>
            socket.write(`${head}X-Forwarded-For: ::1\r\n\r\n`),
          )
          socket.once('data', (answer) => {
            socket.destroy()
            resolve(answer.toString().slice(9, 12))
          })
        }),
    )
    expect(await Promise.all(answers)).toEqual(['200', '431'])
    await server.stop()
  })

  /** What the contract answers to whoever asks, whatever it answers. */
  const read = Object.values<Endpoint>(endpoints)
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path.replace(/:\w+/g, '0'))

  it.each(['/', '/api/health', '/api/session', '/nothing', '/assets/main-Abcd1234.js', ...read])(
    'sends the security headers with %s',
    async (path) => {
      const { headers } = await test.request(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('camera=(self)')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-powered-by')).toBeNull()
    },
  )

  it('serves the office a page of its own, and leads there from one that a worker still has', async () => {
    expect(await (await test.request('/office')).text()).toContain('Cơ quan BHXH')
    const script = await test.request('/assets/office-screen-Abcd1234.js')
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(await script.text()).toContain("location.replace('/office.html')")
    expect((await test.request('/assets/office-screen-Abcd1234.css')).status).toBe(200)
    expect((await test.request('/assets/other-screen-Abcd1234.js')).status).toBe(404)
  })

  it.each([...appRoutes])(
    "serves the app's own route %s, never from a cache unasked, nor rewritten",
    async (path) => {
      const answer = await test.request(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache, no-transform')
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("style-src 'self' 'sha256-")
      expect(policy).toContain("require-trusted-types-for 'script'; trusted-types vi-bhyt")
      expect(policy).not.toContain('unsafe')
    },
  )

  it('lets each page have its own inline styles and those of no other', async () => {
    for (const path of ['/', '/quay', '/office']) {
      const answer = await test.request(path)
      const { styleHashes, scriptHashes } = hashInlineParts(await answer.text())
      const list = (hashes: readonly string[]) => hashes.map((hash) => ` '${hash}'`).join('')
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain(`style-src 'self'${list(styleHashes)};`)
      expect(policy).toContain(`script-src 'self'${list(scriptHashes)};`)
    }
  })

  it('lets hashed files be kept for ever and nothing else', async () => {
    const cacheOf = async (path: string) => (await test.request(path)).headers.get('cache-control')
    expect(await cacheOf('/assets/main-Abcd1234.js')).toBe(
      'public, max-age=31536000, immutable, no-transform',
    )
    expect(await cacheOf('/service-worker.js')).toBe('no-cache, no-transform')
    expect(await cacheOf('/manifest.webmanifest')).toBe('no-cache, no-transform')
  })

  it("lets only the scanner's worker compile WebAssembly", async () => {
    const policyOf = async (path: string) => (await test.request(path)).headers.get('content-security-policy')
    expect(await policyOf('/assets/scan-worker-Abcd1234.js')).toContain(
      "script-src 'self' 'wasm-unsafe-eval'",
    )
    expect(await policyOf('/assets/main-Abcd1234.js')).not.toContain('wasm')
  })

  it('compresses for who takes it, and answers 304', async () => {
    const plain = await test.request('/assets/main-Abcd1234.js')
    const packed = await test.request('/assets/main-Abcd1234.js', {
      headers: { 'Accept-Encoding': 'gzip, br' },
    })
    expect(packed.headers.get('content-encoding')).toBe('br')
    expect((await packed.arrayBuffer()).byteLength).toBeLessThan((await plain.arrayBuffer()).byteLength)
    const etag = plain.headers.get('etag') ?? ''
    const again = await test.request('/assets/main-Abcd1234.js', { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
    // Each form has a tag of its own.
    const packedTag = packed.headers.get('etag') ?? ''
    expect(packedTag).not.toBe(etag)
    const headers = { 'Accept-Encoding': 'br' }
    const ask = (held: string) =>
      test.request('/assets/main-Abcd1234.js', { headers: { ...headers, 'If-None-Match': held } })
    expect((await ask(packedTag)).status).toBe(304)
    expect((await ask(etag)).status).toBe(200)
  })

  it('names each request, by the id of a proxy where there is one', async () => {
    const answers = await Promise.all(['/api/session', '/nowhere'].map((path) => test.request(path)))
    const ids = answers.map((answer) => answer.headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(2)
    expect(test.log.map(({ entry }) => entry['requestId'])).toEqual(expect.arrayContaining(ids))
    const headers = { 'X-Request-Id': 'proxy-0123456789' }
    expect((await test.request('/api/session', { headers })).headers.get('x-request-id')).not.toBe(
      'proxy-0123456789',
    )
    const behind = await createTestIssuer(held.database, { trustedProxies: 1 })
    const idOf = async (id: string) =>
      (await behind.request('/api/session', { headers: { 'X-Request-Id': id } })).headers.get('x-request-id')
    expect(await idOf('proxy-0123456789')).toBe('proxy-0123456789')
    for (const bad of ['short', 'x'.repeat(65), 'a b c d e f g h', '{"event":"x"}'])
      expect(await idOf(bad)).not.toBe(bad)
    await behind.issuer.stop()
  })

  it('is not ready from the moment it is told to stop, and answers all the same', async () => {
    const stopping = await createTestIssuer(held.database)
    expect((await stopping.request('/api/ready')).status).toBe(200)
    stopping.issuer.drain()
    expect((await stopping.request('/api/ready')).status).toBe(503)
    expect((await stopping.request('/api/trust-list')).status).toBe(200)
    await stopping.issuer.stop()
  })

  it('compares entity tags weakly, in lists, and takes the star', async () => {
    const cookie = await test.signIn()
    for (const path of ['/', '/api/trust-list', '/api/status-lists/0', '/api/snapshot']) {
      const etag = (await test.request(path, { cookie })).headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[\w-]+"$/)
      const ask = async (held: string) =>
        (await test.request(path, { cookie, headers: { 'If-None-Match': held } })).status
      for (const held of [etag, `W/${etag}`, `"x", W/${etag}`, '*'])
        expect([path, held, await ask(held)]).toEqual([path, held, 304])
      for (const held of ['"x"', etag.slice(1, -1)])
        expect([path, held, await ask(held)]).toEqual([path, held, 200])
    }
  })

  it('answers HEAD like GET, without a body', async () => {
    for (const path of ['/', '/api/health']) {
      const answer = await test.request(path, { method: 'HEAD' })
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe('')
    }
  })

  it('describes every endpoint of the contract, and no other', async () => {
    const description = (await (await test.request('/api/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: unknown }>>
      components: { schemas: Record<string, unknown> }
    }
    expect(description.openapi).toBe('3.1.0')
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const contract = Object.values<Endpoint>(endpoints)
    expect(described.sort()).toEqual(
      contract.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort(),
    )
    for (const endpoint of contract) {
      const operation =
        description.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()]
      expect(operation?.responses).toHaveProperty(String(endpoint.success))
      expect(operation?.requestBody !== undefined).toBe((endpoint.body ?? endpoint.upload) !== undefined)
    }
    expect(JSON.stringify(description)).not.toContain('"$schema"')
    expect(description.components.schemas).toHaveProperty('Problem')
  })

  it('describes every parameter that is read, and every answer', async () => {
    const description = (await (await test.request('/api/openapi.json')).json()) as {
      paths: Record<
        string,
        Record<string, { parameters?: { name: string; in: string }[]; responses: object }>
      >
    }
    const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods))
    const declared = (where: string) =>
      new Set(
        operations.flatMap(({ parameters = [] }) =>
          parameters.filter((parameter) => parameter.in === where).map(({ name }) => name.toLowerCase()),
        ),
      )
    // What the code reads out of requests.
    const folder = join(import.meta.dirname, '../../../src/issuer')
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('demo'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    const named: Record<string, string> = {
      PHONE_PROOF_HEADER: 'phone-proof',
      IDEMPOTENCY_HEADER: 'idempotency-key',
      SOLUTION_HEADER: 'challenge-solution',
      timestampHeader: 'x-timestamp',
      signatureHeader: 'x-signature',
    }
    const listRead = (call: RegExp) =>
      [...code.matchAll(call)].map(([, text = '']) => named[text] ?? text.replaceAll("'", '').toLowerCase())
    // Said of the connection, of the body and of who asks, for every request alike.
    const general = [
      'accept-encoding',
      // OpenAPI has a security scheme for it, and ignores a parameter of this name.
      'authorization',
      'content-length',
      'content-type',
      'cookie',
      'origin',
      'sec-fetch-site',
      // Of what push services answer.
      'retry-after',
      'user-agent',
      'x-forwarded-for',
      'x-request-id',
    ]
    const headers = [
      ...listRead(/req\.header\(([\w']+[\w-]*'?)\)/g),
      ...listRead(/[hH]eaders\.get\(('[\w-]+'|\w+)\)/g),
    ]
    expect(headers.length).toBeGreaterThan(10)
    expect(headers.filter((name) => !general.includes(name) && !declared('header').has(name))).toEqual([])
    const parameters = listRead(/req\.param\(('\w+')\)/g)
    expect(parameters.filter((name) => !declared('path').has(name))).toEqual([])
    const queries = listRead(/req\.query\(('\w+')\)/g)
    expect(queries.filter((name) => !declared('query').has(name))).toEqual([])
    for (const { responses } of operations) expect(responses).toHaveProperty('default')
  })

  it('logs patterns, codes and times, and nothing of a person', async () => {
    const cookie = await test.signIn()
    await test.request('/api/status-lists/0')
    await test.request(`/api/secret-${mother.login}`)
    const lines = JSON.stringify(test.log)
    expect(test.log.some(({ entry }) => entry['route'] === '/api/status-lists/:list')).toBe(true)
    expect(test.log.every(({ entry }) => entry['ms'] === undefined || typeof entry['ms'] === 'number')).toBe(
      true,
    )
    for (const secret of [
      mother.login,
      mother.password,
      cookie,
      'Nguyễn',
      '192.0.2.1',
      '/api/status-lists/0',
    ])
      expect(lines).not.toContain(secret)
  })

  it('says that it is alive and ready, and when it is not', async () => {
    expect(await (await test.request('/api/health')).json()).toEqual({ status: 'ok' })
    expect(await (await test.request('/api/ready')).json()).toEqual({ status: 'ready' })
    const start = test.clock.now
    test.clock.now += 20 * 365 * 86_400
    const answer = await test.request('/api/ready')
    expect(answer.status).toBe(503)
    expect((await test.request('/api/health')).status).toBe(200)
    test.clock.now = start
    expect(
      test.log.filter(({ event }) => event === 'not_ready').map(({ entry }) => entry['fault']),
    ).toContain('trust_list')
  })
})
