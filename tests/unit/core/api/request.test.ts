import { describe, expect, expectTypeOf, it } from 'vitest'
import { accountEndpoints } from '../../../../src/core/api/account-contract.ts'
import { endpoints } from '../../../../src/core/api/contract.ts'
import { passkeyEndpoints } from '../../../../src/core/api/passkey-contract.ts'
import {
  type FetchOptions,
  type IssuerConnection,
  type Question,
  request,
  requestIfChanged,
  requestReply,
  writePath,
} from '../../../../src/core/api/request.ts'
import { noTimer } from '../../../support/issuer/no-timer.ts'

/** An issuer that gives one answer and keeps what it was sent. */
function createIssuer(answer: Response) {
  const asked: ({ path: string } & FetchOptions)[] = []
  const issuer: IssuerConnection = {
    fetch: async (path, options) => {
      asked.push({ path, ...options })
      return answer
    },
    now: () => 1_000,
    startTimer: noTimer,
  }
  return { issuer, asked }
}

const passkey = { id: 'one', name: 'Điện thoại', createdAt: 1 }
const signed = (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  new Response(bytes, { headers: { 'Content-Type': 'application/cose', ...headers } })
const { removeDevice, transferDevice } = accountEndpoints
const { addPasskey, readPasskeys } = passkeyEndpoints

describe('a request', () => {
  it('sends what its schema names, and nothing of an extension’s secrets', async () => {
    const { issuer, asked } = createIssuer(Response.json(passkey))
    const response = {
      clientDataJSON: 'YQ',
      attestationObject: 'YQ',
      publicKey: 'YQ',
      authenticatorData: 'YQ',
    }
    const credential = {
      id: 'YQ',
      rawId: 'YQ',
      type: 'public-key' as const,
      response,
      clientExtensionResults: { prf: { results: { first: 'c2VjcmV0' } } },
    }
    await request(issuer, addPasskey, { body: { credential } })
    expect(asked[0]).toMatchObject({
      path: '/api/passkeys',
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      cache: 'no-store',
      redirect: 'error',
    })
    expect(JSON.parse(String(asked[0]?.body))).toEqual({
      credential: {
        id: 'YQ',
        rawId: 'YQ',
        type: 'public-key',
        response: { clientDataJSON: 'YQ', attestationObject: 'YQ' },
      },
    })
  })

  it('puts a parameter into the path as one piece of it', async () => {
    const { issuer, asked } = createIssuer(new Response(null, { status: 204 }))
    await request(issuer, removeDevice, { params: { id: '../session' }, body: { password: 'x' } })
    expect(asked[0]).toMatchObject({ path: '/api/devices/..%2Fsession/removal', method: 'POST' })
  })

  it('has no body where the contract has none', async () => {
    const { issuer, asked } = createIssuer(Response.json({ passkeys: [] }))
    await request(issuer, readPasskeys)
    expect(asked[0]).toMatchObject({ path: '/api/passkeys', method: 'GET', headers: {} })
    expect(asked[0]).not.toHaveProperty('body')
  })

  it('writes the query behind the path, and leaves out what is not asked', () => {
    expect(writePath(endpoints.listDeclarations, { query: { state: 'waiting', after: undefined } })).toBe(
      '/api/office/declarations?state=waiting',
    )
    expect(writePath(endpoints.readAudit, { query: { after: 'a&b' } })).toBe('/api/office/audit?after=a%26b')
    expect(writePath(endpoints.readDeclarationPicture, { params: { id: '7', kind: 'front' } })).toBe(
      '/api/office/declarations/7/pictures/front',
    )
  })

  it('sends bytes as they are, under their media type', async () => {
    const { issuer, asked } = createIssuer(Response.json({ picture: 'a'.repeat(64) }))
    const bytes = new Uint8Array([1, 2])
    await request(issuer, endpoints.uploadPicture, {
      params: { kind: 'front' },
      headers: { 'Phone-Proof': 'proof' },
      upload: { type: 'image/jpeg', bytes },
    })
    expect(asked[0]).toMatchObject({
      path: '/api/registrations/pictures/front',
      headers: { 'Content-Type': 'image/jpeg', 'Phone-Proof': 'proof' },
      body: bytes,
    })
  })

  it('sends nothing that the schema refuses', async () => {
    const { issuer, asked } = createIssuer(Response.json({}))
    await expect(
      request(issuer, transferDevice, { body: { ticket: 'x', code: '12' } }),
    ).rejects.toMatchObject({
      code: 'invalid_fields',
    })
    expect(asked).toEqual([])
  })

  it('takes its types from the row of the contract', () => {
    expectTypeOf<Question<typeof removeDevice>['params']>().toEqualTypeOf<Readonly<Record<'id', string>>>()
    expectTypeOf<Question<typeof endpoints.readDeclarationPicture>['params']>().toEqualTypeOf<
      Readonly<Record<'id' | 'kind', string>>
    >()
    expectTypeOf<Question<typeof endpoints.fileDeclaration>['headers']>().toEqualTypeOf<
      Readonly<Record<'Idempotency-Key', string>>
    >()
    expectTypeOf<Question<typeof readPasskeys>>().not.toHaveProperty('body')
  })
})

describe('an answer', () => {
  it('may have members that are new to this build, and is refused where it is none', async () => {
    const read = (answer: unknown) => request(createIssuer(Response.json(answer)).issuer, readPasskeys)
    expect(await read({ passkeys: [{ ...passkey, colour: 'red' }], more: 1 })).toEqual({
      passkeys: [passkey],
    })
    for (const answer of [{}, { passkeys: 'none' }, { passkeys: [{ ...passkey, createdAt: 'now' }] }, null]) {
      await expect(read(answer)).rejects.toMatchObject({ code: 'answer_malformed' })
    }
  })

  it('is refused under another media type, and known for a captive portal’s where it is a page', async () => {
    const text = () => new Response('hello', { headers: { 'Content-Type': 'text/plain' } })
    await expect(request(createIssuer(text()).issuer, readPasskeys)).rejects.toMatchObject({
      code: 'answer_malformed',
    })
    const page = (status: number) =>
      new Response('<html>', { status, headers: { 'Content-Type': 'text/html; charset=x' } })
    for (const status of [200, 403, 511]) {
      await expect(request(createIssuer(page(status)).issuer, readPasskeys)).rejects.toMatchObject({
        code: 'captive_portal',
        retryable: true,
      })
    }
    await expect(request(createIssuer(page(502)).issuer, readPasskeys)).rejects.toMatchObject({
      code: 'unavailable',
    })
    const portal = () => page(200)
    await expect(request(createIssuer(portal()).issuer, endpoints.readTrustList)).rejects.toMatchObject({
      code: 'captive_portal',
    })
    await expect(request(createIssuer(portal()).issuer, readPasskeys)).rejects.toMatchObject({
      code: 'captive_portal',
    })
  })

  it('is refused beyond one MiB', async () => {
    const { issuer } = createIssuer(signed(new Uint8Array(1_048_577)))
    await expect(request(issuer, endpoints.readTrustList)).rejects.toMatchObject({ code: 'answer_malformed' })
  })

  it('tells why in particular, and how long to wait', async () => {
    const problem = { code: 'password_weak', reasons: ['own_name', 7], retryAfter: 12 }
    const { issuer } = createIssuer(Response.json(problem, { status: 422 }))
    await expect(request(issuer, readPasskeys)).rejects.toMatchObject({
      code: 'password_weak',
      reasons: ['own_name'],
      retryAfter: 12,
      retryable: false,
    })
  })

  it.each([
    ['120', 120],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-5', undefined],
  ])(
    'reads how long to wait from the header of who stands before the service: %s',
    async (header, retryAfter) => {
      const answer = new Response('<html>', { status: 503, headers: { 'Retry-After': header } })
      await expect(request(createIssuer(answer).issuer, readPasskeys)).rejects.toMatchObject({
        code: 'unavailable',
        retryAfter,
      })
    },
  )

  it.each([
    ['{"code":"too_many_requests","retryAfter":-1,"reasons":"many"}', 429, 'too_many_requests', true],
    ['{"code":"toString"}', 400, 'answer_malformed', false],
    ['{"code":7}', 503, 'unavailable', true],
    ['no JSON', 500, 'unavailable', true],
  ])('reads the problem %s with status %i as %s', async (text, status, code, retryable) => {
    const { issuer } = createIssuer(new Response(text, { status }))
    await expect(request(issuer, readPasskeys)).rejects.toMatchObject({
      code,
      retryable,
      retryAfter: undefined,
      reasons: [],
    })
  })
})

describe('an answer that is held already', () => {
  const date = { Date: new Date(7_000_000).toUTCString() }

  it('is asked for by its ETag, and stands where the issuer has nothing newer', async () => {
    const { issuer, asked } = createIssuer(new Response(null, { status: 304, headers: date }))
    const reply = await requestIfChanged(issuer, endpoints.readSnapshot, { etag: '"one"' })
    expect(reply).toEqual({ answer: undefined, clockDifference: 6_000 })
    expect(asked[0]?.headers).toEqual({ 'If-None-Match': '"one"' })
  })

  it('gives way to a newer one, which comes with its own ETag', async () => {
    const { issuer } = createIssuer(signed(new Uint8Array([7]), { ETag: '"two"', ...date }))
    expect(await requestIfChanged(issuer, endpoints.readSnapshot, { etag: '"one"' })).toEqual({
      answer: new Uint8Array([7]),
      etag: '"two"',
      clockDifference: 6_000,
    })
  })

  it('is not there where nothing was held: the issuer may not say that it is unchanged', async () => {
    const { issuer, asked } = createIssuer(new Response(null, { status: 304 }))
    await expect(requestIfChanged(issuer, endpoints.readSnapshot, { etag: undefined })).rejects.toMatchObject(
      { code: 'answer_malformed' },
    )
    expect(asked[0]?.headers).toEqual({})
  })
})

describe('the time limit', () => {
  /** An issuer that never answers; `end` lets the time run out. */
  function createSilentIssuer() {
    const timer = { ms: 0, end: () => {}, isStopped: false }
    const issuer: IssuerConnection = {
      fetch: (_path, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')))
        }),
      now: () => 1_000,
      startTimer: (onEnd, ms) => {
        Object.assign(timer, { ms, end: onEnd })
        return () => {
          timer.isStopped = true
        }
      },
    }
    return { issuer, timer }
  }

  it('ends a request that nobody answers', async () => {
    const { issuer, timer } = createSilentIssuer()
    const asking = request(issuer, readPasskeys, { limitMs: 7 })
    timer.end()
    await expect(asking).rejects.toMatchObject({ code: 'timeout', retryable: true })
    expect(timer).toMatchObject({ ms: 7, isStopped: true })
  })

  it('is fifteen seconds, and is over with the answer', async () => {
    const { issuer, timer } = createSilentIssuer()
    await request({ ...issuer, fetch: async () => Response.json({ passkeys: [] }) }, readPasskeys)
    expect(timer).toMatchObject({ ms: 15_000, isStopped: true })
  })

  it('is told from a network that is not there', async () => {
    const { issuer } = createSilentIssuer()
    const fetch = () => Promise.reject(new TypeError('no network'))
    await expect(requestReply({ ...issuer, fetch }, readPasskeys)).rejects.toMatchObject({ code: 'offline' })
  })
})
