import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../src/core/api/error-codes.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import {
  type HostileProvider,
  type Lie,
  startHostileProvider,
} from '../../support/issuer/hostile-provider.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, readCookie, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const [mother] = demoAccounts

/** What must be taken. */
const truths: readonly (readonly [what: string, how: Lie])[] = [
  ['ES256', {}],
  ['RS256', { header: { alg: 'RS256' } }],
  ['PS256', { header: { alg: 'PS256' } }],
  ['EdDSA', { header: { alg: 'EdDSA' } }],
  ['no kid where one key fits', { header: { kid: undefined } }],
  ['an audience in a list', { claims: { aud: ['vi-bhyt-test'] } }],
  ['this client as authorized party', { claims: { azp: 'vi-bhyt-test' } }],
  ['a clock that is a little fast', { claims: { iat: 20, nbf: 20, auth_time: 20 } }],
  ['a clock that is a little slow', { claims: { iat: -80, exp: -20, auth_time: -20 } }],
  ['claims that nobody asked for', { claims: { name: 'X', roles: ['a'], nested: { a: 1 } } }],
  ['a token type in capitals', { tokens: { body: { token_type: 'BEARER' } } }],
]

/** What must be refused, and with which code. */
const lies: readonly (readonly [what: string, how: Lie, code: ErrorCode])[] = [
  ['another issuer', { claims: { iss: 'https://id.example' } }, 'vneid_refused'],
  ['no issuer', { claims: { iss: undefined } }, 'vneid_refused'],
  ['an issuer that is no text', { claims: { iss: 7 } }, 'vneid_refused'],
  ['another audience', { claims: { aud: 'another' } }, 'vneid_refused'],
  ['no audience', { claims: { aud: undefined } }, 'vneid_refused'],
  ['an audience that is no text', { claims: { aud: 7 } }, 'vneid_refused'],
  ['an empty list of audiences', { claims: { aud: [] } }, 'vneid_refused'],
  ['a list of other audiences', { claims: { aud: ['another'] } }, 'vneid_refused'],
  ['another audience besides', { claims: { aud: ['vi-bhyt-test', 'another'] } }, 'vneid_refused'],
  [
    'another audience besides, this client as authorized party',
    { claims: { aud: ['vi-bhyt-test', 'another'], azp: 'vi-bhyt-test' } },
    'vneid_refused',
  ],
  ['another authorized party', { claims: { azp: 'another' } }, 'vneid_refused'],
  ['no subject', { claims: { sub: undefined } }, 'vneid_refused'],
  ['no time of issue', { claims: { iat: undefined } }, 'vneid_refused'],
  ['a time of issue that is no number', { claims: { iat: 'now' } }, 'vneid_refused'],
  ['a time of issue to come', { claims: { iat: 3600 } }, 'vneid_refused'],
  ['no end', { claims: { exp: undefined } }, 'vneid_refused'],
  ['an end that is over', { claims: { exp: -60 } }, 'vneid_refused'],
  ['an end that is no number', { claims: { exp: 'never' } }, 'vneid_refused'],
  ['a beginning to come', { claims: { nbf: 3600 } }, 'vneid_refused'],
  ['a beginning that is no number', { claims: { nbf: 'now' } }, 'vneid_refused'],
  ['no nonce', { claims: { nonce: undefined } }, 'vneid_refused'],
  ['an empty nonce', { claims: { nonce: '' } }, 'vneid_refused'],
  ['another nonce', { claims: { nonce: 'A'.repeat(43) } }, 'vneid_refused'],
  ['no time of the login', { claims: { auth_time: undefined } }, 'vneid_refused'],
  ['a login of yesterday', { claims: { auth_time: -86_400 } }, 'vneid_refused'],
  ['a login of before this attempt', { claims: { auth_time: -90 } }, 'vneid_refused'],
  ['a login to come', { claims: { auth_time: 3600 } }, 'vneid_refused'],
  ['a time of the login that is no number', { claims: { auth_time: 'now' } }, 'vneid_refused'],
  ['no level', { claims: { acr: undefined } }, 'vneid_level_too_low'],
  ['level 1', { claims: { acr: 'level1' } }, 'vneid_level_too_low'],
  ['a list of levels', { claims: { acr: ['level2'] } }, 'vneid_level_too_low'],
  ['no personal number', { claims: { personal_number: undefined } }, 'vneid_mismatch'],
  ['a short personal number', { claims: { personal_number: '09919000000' } }, 'vneid_mismatch'],
  ['a personal number that is no text', { claims: { personal_number: { $ne: '' } } }, 'vneid_mismatch'],
  ['another day of birth', { claims: { birthdate: '1900-01-01' } }, 'vneid_mismatch'],

  ['no algorithm', { header: { alg: undefined } }, 'vneid_refused'],
  ['algorithm none', { header: { alg: 'none' }, signature: 'empty' }, 'vneid_refused'],
  ['algorithm none over a signature', { header: { alg: 'none' } }, 'vneid_refused'],
  ['algorithm nOnE', { header: { alg: 'nOnE' }, signature: 'empty' }, 'vneid_refused'],
  [
    'HS256 keyed with the public key',
    { header: { alg: 'HS256' }, signature: 'by the public key' },
    'vneid_refused',
  ],
  ['HS256 over an empty signature', { header: { alg: 'HS256' }, signature: 'empty' }, 'vneid_refused'],
  ['an algorithm that was not announced', { header: { alg: 'ES512' } }, 'vneid_refused'],
  [
    'the algorithm of another key',
    { header: { alg: 'RS256', kid: undefined }, signature: 'of another key' },
    'vneid_refused',
  ],
  ['a signature that is cut', { signature: 'cut' }, 'vneid_refused'],
  ['an empty signature', { signature: 'empty' }, 'vneid_refused'],
  ['a signature of garbage', { signature: 'garbage' }, 'vneid_refused'],
  ['an RSA signature of garbage', { header: { alg: 'RS256' }, signature: 'garbage' }, 'vneid_refused'],
  ['a signature by a key of nobody', { signature: 'of another key' }, 'vneid_refused'],
  ['a token in two parts', { signature: 'left out' }, 'vneid_refused'],
  ['claims that were altered', { altered: { personal_number: '099199999999' } }, 'vneid_refused'],
  ['an unknown kid', { header: { kid: 'unknown' } }, 'vneid_refused'],
  ['a critical extension', { header: { crit: ['b64'], b64: false } }, 'vneid_refused'],
  [
    'its own key in the header',
    { header: { kid: undefined, jwk: { kty: 'EC' }, jku: 'http://127.0.0.1/' }, signature: 'of another key' },
    'vneid_refused',
  ],
  ['a token that is encrypted', { token: 'e30.a.a.a.a' }, 'vneid_refused'],
  ['a token that is no token', { token: 'token' }, 'vneid_refused'],
  ['a token of garbage', { token: '%%%.%%%.%%%' }, 'vneid_unavailable'],
  ['a header that is no object', { token: 'W10.W10.' }, 'vneid_refused'],
  ['a token that is no text', { token: 7 }, 'vneid_refused'],
  ['no token', { token: undefined }, 'vneid_refused'],
  ['no access token', { tokens: { body: { access_token: undefined } } }, 'vneid_refused'],
  ['an unknown type of token', { tokens: { body: { token_type: 'mac' } } }, 'vneid_refused'],

  ['no keys', { keys: { body: { keys: [] } } }, 'vneid_refused'],
  [
    'keys for encryption only',
    { keys: { body: { keys: [{ kty: 'EC', crv: 'P-256', use: 'enc' }] } } },
    'vneid_refused',
  ],
  ['keys that are none', { keys: { body: { keys: 'none' } } }, 'vneid_refused'],
  ['keys that are no JSON', { keys: { type: 'text/html', body: '<p>' } }, 'vneid_unavailable'],
  ['keys that are elsewhere', { keys: { status: 302 } }, 'vneid_unavailable'],
  ['keys that cannot be had', { keys: { status: 500 } }, 'vneid_unavailable'],
  ['keys without end', { keys: { body: { filler: 'x'.repeat(300_000) } } }, 'vneid_unavailable'],
  ['tokens without end', { tokens: { body: { filler: 'x'.repeat(300_000) } } }, 'vneid_unavailable'],
  [
    'a client that is not taken',
    { tokens: { status: 400, body: { error: 'invalid_client' } } },
    'vneid_unavailable',
  ],
  ['tokens that are no JSON', { tokens: { type: 'text/html', body: '<p>' } }, 'vneid_unavailable'],
  ['tokens that are elsewhere', { tokens: { status: 302 } }, 'vneid_unavailable'],
  ['tokens that cannot be had', { tokens: { status: 500 } }, 'vneid_unavailable'],
]

/** What the provider says of itself and must not: nobody is sent there. */
const descriptions: readonly (readonly [what: string, how: Lie['discovery']])[] = [
  ['another issuer', { body: { issuer: 'https://id.example' } }],
  ['no issuer', { body: { issuer: undefined } }],
  ['no JSON', { type: 'text/html', body: '<p>' }],
  ['a fault', { status: 500 }],
  ['another place', { status: 302 }],
  ['no place to sign in', { body: { authorization_endpoint: undefined } }],
]

describe.each(['sqlite', 'postgresql'] as const)('a provider that lies, on %s', (kind) => {
  let held: TestDatabase
  let provider: HostileProvider
  let other: HostileProvider
  let test: TestIssuer
  let visitors = 0

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    await createTestIssuer(held.database)
    const { personal_id: number } = await held.database.query
      .selectFrom('people')
      .select('personal_id')
      .where('bhxh_code', '=', mother.login)
      .executeTakeFirstOrThrow()
    provider = await startHostileProvider(number ?? '')
    other = await startHostileProvider(number ?? '')
    test = await createTestIssuer(held.database, { vneid: provider.config })
  })
  beforeEach(() => {
    provider.lie = {}
    test.clock.now = Math.floor(Date.now() / 1000)
    test.log.length = 0
  })
  afterAll(async () => {
    await provider.stop()
    await other.stop()
    await held.dispose()
  })

  /** A visitor of a network of their own, up to the return from the provider. */
  async function visit(desk = test) {
    visitors++
    const address = `198.51.${Math.floor(visitors / 250)}.${visitors % 250}`
    const post = (path: string, body: unknown, cookie = '') =>
      desk.request(path, { method: 'POST', body, address, ...(cookie && { cookie }) })
    const begun = await post('/api/vneid/start', {})
    const { url = '' } = (await begun.clone().json()) as { url?: string }
    return { begun, url, finish: (returned: object) => post('/api/vneid', returned, readCookie(begun)) }
  }
  async function answerTo(lie: Lie): Promise<string> {
    provider.lie = lie
    const { url, finish } = await visit()
    return readOutcome(await finish(provider.agree(url)))
  }
  const readOutcome = async (answer: Response) =>
    answer.ok ? 'taken' : ((await answer.json()) as { code: string }).code
  const events = () => test.log.filter(({ event }) => event.startsWith('vneid'))

  it.each(truths)('takes %s', async (_what, truth) => {
    expect(await answerTo(truth)).toBe('taken')
    expect(events()).toEqual([])
  })

  it.each(lies)('refuses %s', async (_what, lie, code) => {
    expect(await answerTo(lie)).toBe(code)
    expect(provider.asked.get('/userinfo')).toBeUndefined()
    // Another day of birth, another number, level 1: nobody's error.
    if (code === 'vneid_refused' || code === 'vneid_unavailable') expect(events()).toHaveLength(1)
    expect(JSON.stringify(events())).not.toMatch(/\d{12}|example|another/)
  })

  it.each(descriptions)('sends nobody to one that describes %s', async (_what, discovery) => {
    provider.lie = { ...(discovery && { discovery }) }
    const desk = await createTestIssuer(held.database, { vneid: provider.config })
    const { begun } = await visit(desk)
    expect([begun.status, await readOutcome(begun)]).toEqual([503, 'vneid_unavailable'])
    expect(desk.log.filter(({ event }) => event === 'vneid_failed')).toHaveLength(1)
  })

  it('asks for no more than it uses, and for a login of now', async () => {
    const { searchParams } = new URL((await visit()).url)
    expect(Object.fromEntries(searchParams)).toMatchObject({ scope: 'openid', prompt: 'login', max_age: '0' })
    expect(JSON.parse(searchParams.get('claims') ?? '')).toEqual({
      id_token: { personal_number: { essential: true }, birthdate: null },
    })
  })

  it('lets a person take their time at the provider', async () => {
    const { url, finish } = await visit()
    test.clock.now += 500
    provider.lie = { claims: { auth_time: -400, iat: -20 } }
    expect(await readOutcome(await finish(provider.agree(url)))).toBe('taken')
  })

  it('knows keys that were changed a moment ago, and forgets those that were withdrawn', async () => {
    expect(await answerTo({})).toBe('taken')
    provider.rotate()
    expect(await answerTo({})).toBe('taken')
    provider.rotate()
    expect(await answerTo({ signature: 'of another key' })).toBe('vneid_refused')
  })

  it('refuses no kid where two keys fit', async () => {
    const answer = await fetch(`${provider.config.issuer}/keys`)
    const { keys } = (await answer.json()) as { keys: { kid: string }[] }
    const twice = [...keys, ...keys.map((key) => ({ ...key, kid: `${key.kid}-2` }))]
    expect(await answerTo({ header: { kid: undefined }, keys: { body: { keys: twice } } })).toBe(
      'vneid_refused',
    )
  })

  it('refuses a token of another attempt', async () => {
    const [one, two] = [await visit(), await visit()]
    const nonce = new URL(one.url).searchParams.get('nonce')
    provider.lie = { claims: { nonce } }
    expect(await readOutcome(await two.finish(provider.agree(two.url)))).toBe('vneid_refused')
  })

  it('refuses a code twice', async () => {
    const [one, two] = [await visit(), await visit()]
    const { code, iss } = provider.agree(one.url) as { code: string; iss: string }
    expect(
      await readOutcome(await one.finish({ code, iss, state: new URL(one.url).searchParams.get('state') })),
    ).toBe('taken')
    expect(
      await readOutcome(await two.finish({ code, iss, state: new URL(two.url).searchParams.get('state') })),
    ).toBe('vneid_refused')
  })

  it('refuses the answer of another provider, and gives ours to none', async () => {
    const mixed = await visit()
    expect(await readOutcome(await mixed.finish(other.agree(mixed.url)))).toBe('vneid_refused')
    const unnamed = await visit()
    const { iss: _iss, ...returned } = other.agree(unnamed.url)
    expect(await readOutcome(await unnamed.finish(returned))).toBe('vneid_refused')
    expect(other.asked.get('/token')).toBeUndefined()
  })

  it('names in the log what was wrong, and nothing of anybody', async () => {
    const told: unknown[] = []
    for (const lie of [
      { claims: { aud: 'another' } },
      { claims: { iss: 'https://id.example' } },
      { claims: { nonce: 'x' } },
      { signature: 'garbage' },
      { claims: { acr: undefined } },
      { claims: { personal_number: undefined } },
      { tokens: { status: 500 } },
    ] as const) {
      test.log.length = 0
      await answerTo(lie)
      told.push(...events())
    }
    expect(told).toEqual([
      { event: 'vneid_refused', entry: { fault: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED:aud' } },
      { event: 'vneid_refused', entry: { fault: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED:iss' } },
      { event: 'vneid_refused', entry: { fault: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED:nonce' } },
      { event: 'vneid_refused', entry: { fault: 'OAUTH_INVALID_RESPONSE:signature' } },
      { event: 'vneid_refused', entry: { fault: 'acr_missing' } },
      { event: 'vneid_refused', entry: { fault: 'claim_missing' } },
      { event: 'vneid_failed', entry: { fault: 'OAUTH_RESPONSE_IS_NOT_CONFORM' } },
    ])
  })
})
