import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SignInStep } from '../../../src/core/api/account-contract.ts'
import { Secret } from '../../../src/issuer/config.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { createFindStandInPeople } from '../../../src/issuer/demo/vneid/stand-in-people.ts'
import { startVneidStandIn, type VneidStandIn } from '../../../src/issuer/demo/vneid/vneid-stand-in.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, ORIGIN, readCookie, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { type VneidChoice, visitVneid } from '../../support/issuer/vneid-visitor.ts'

const [mother, couple] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('VNeID on %s', (kind) => {
  let held: TestDatabase
  let standIn: VneidStandIn
  let test: TestIssuer
  let mothers: string
  let couples: string

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    standIn = await startVneidStandIn(createFindStandInPeople(held.database), { secureOrigins: [ORIGIN] })
    test = await createTestIssuer(held.database, { vneid: standIn.config })
    const findNumber = async ({ login }: { login: string }) =>
      (
        await held.database.query
          .selectFrom('people')
          .select('personal_id')
          .where('bhxh_code', '=', login)
          .executeTakeFirstOrThrow()
      ).personal_id ?? ''
    mothers = await findNumber(mother)
    couples = await findNumber(couple)
  })
  beforeEach(async () => {
    const { query } = held.database
    await query.deleteFrom('use_counts').execute()
    await query.deleteFrom('pending_steps').execute()
    await query.updateTable('devices').set({ ended_at: 1, end_code: 'signed_out' }).execute()
    test = await createTestIssuer(held.database, { vneid: standIn.config })
    // The stand-in goes by the time that it is.
    test.clock.now = Math.floor(Date.now() / 1000)
  })
  afterAll(async () => {
    await standIn.stop()
    await held.dispose()
  })

  const post = (path: string, body: unknown, cookie = '') =>
    test.request(path, { method: 'POST', body, ...(cookie && { cookie }) })
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
  const start = async (body = {}) => {
    const answer = await post('/api/vneid/start', body)
    expect(answer.status).toBe(200)
    const { url } = (await answer.json()) as { url: string }
    return { url, cookie: readCookie(answer), setCookie: answer.headers.getSetCookie() }
  }
  const signIn = async (choice: VneidChoice) => {
    const { url, cookie } = await start()
    return post('/api/vneid', await visitVneid(url, choice), cookie)
  }

  it('is offered', async () => {
    expect(await (await test.request('/api/sign-in-methods')).json()).toEqual({
      password: true,
      vneid: true,
      passkey: true,
    })
  })

  it('signs in at level 2, with PKCE, state, nonce and the level asked for', async () => {
    const { url, cookie, setCookie } = await start()
    const asked = new URL(url)
    expect(asked.origin).toBe(standIn.config.issuer)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${ORIGIN}/dang-nhap/vneid`,
      code_challenge_method: 'S256',
      acr_values: 'level2',
      prompt: 'login',
    })
    expect(setCookie).toEqual([
      expect.stringMatching(
        /^__Host-vneid=[\w-]{43}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Strict$/,
      ),
    ])
    const returned = await visitVneid(url, { person: mothers })
    expect(Object.keys(returned).sort()).toEqual(['code', 'iss', 'state'])
    const answer = await post('/api/vneid', returned, cookie)
    expect(await answer.json()).toMatchObject({ next: 'done', account: { displayName: 'Nguyễn Thị Mẫu' } })
    const session = readCookie(answer)
    expect(session).toMatch(/__Host-vneid=$/)
    const listed = await (await test.request('/api/devices', { cookie: session })).json()
    expect(listed).toMatchObject({ signIns: [{ method: 'vneid' }] })
  })

  it('believes nothing but the token, whatever the address asked for', async () => {
    const { url, cookie } = await start()
    const changed = new URL(url)
    changed.searchParams.delete('claims')
    const returned = await visitVneid(changed.href, { person: couples })
    expect(await codeOf(await post('/api/vneid', returned, cookie))).toBe('vneid_mismatch')
  })

  it.each(['prompt', 'max_age'])('asks for a login of now, also without %s in the address', async (name) => {
    const { url, cookie } = await start()
    const changed = new URL(url)
    changed.searchParams.delete(name)
    const returned = await visitVneid(changed.href, { person: couples })
    expect((await post('/api/vneid', returned, cookie)).status).toBe(200)
  })

  it('refuses a login of which nobody knows when it was', async () => {
    const { url, cookie } = await start()
    const changed = new URL(url)
    for (const name of ['prompt', 'max_age']) changed.searchParams.delete(name)
    const returned = await visitVneid(changed.href, { person: couples })
    expect(await codeOf(await post('/api/vneid', returned, cookie))).toBe('vneid_refused')
  })

  it('takes over without a code, and tells the phone and the email', async () => {
    const first = await test.signIn(mother)
    const step = (await (await signIn({ person: mothers })).json()) as SignInStep
    expect(step).toMatchObject({ next: 'take-over', proof: 'vneid' })
    const ticket = step.next === 'take-over' ? step.ticket : ''
    const read = () => held.database.query.selectFrom('outgoing_messages').select(['id', 'channel']).execute()
    const before = new Set((await read()).map(({ id }) => id))
    const taken = await post('/api/session/take-over', { ticket })
    expect(await taken.json()).toMatchObject({ next: 'done' })
    expect(await codeOf(await test.request('/api/session', { cookie: first }))).toBe('device_replaced')
    const told = (await read()).filter(({ id }) => !before.has(id))
    expect(told.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
  })

  it('proves, in the middle of a sign-in, that it is the same person and no other', async () => {
    await test.signIn(mother)
    const signedIn = await post('/api/session', { login: mother.login, password: mother.password })
    const { ticket } = (await signedIn.json()) as { ticket: string }
    const other = await start({ ticket })
    const asOther = await post('/api/vneid', await visitVneid(other.url, { person: couples }), other.cookie)
    expect(await codeOf(asOther)).toBe('vneid_mismatch')
    const own = await start({ ticket })
    const asSelf = await post('/api/vneid', await visitVneid(own.url, { person: mothers }), own.cookie)
    expect(await asSelf.json()).toMatchObject({ next: 'take-over', proof: 'vneid' })
    expect(await codeOf(await post('/api/vneid/start', { ticket: 'A'.repeat(43) }))).toBe('ticket_expired')
  })

  it.each([
    ['level 1', () => ({ person: mothers, level: 'level1' as const }), 403, 'vneid_level_too_low'],
    ['cancelling', () => ({ person: mothers, cancels: true }), 409, 'vneid_cancelled'],
    ['another day of birth', () => ({ person: `${mothers}-other` }), 403, 'vneid_mismatch'],
  ])('refuses %s', async (_what, choose, status, code) => {
    const answer = await signIn(choose())
    expect(answer.status).toBe(status)
    expect(await codeOf(answer)).toBe(code)
    expect(answer.headers.getSetCookie().join()).not.toContain('session')
  })

  it('refuses who has no account, or a closed one', async () => {
    const { personal_id: child } = await held.database.query
      .selectFrom('people')
      .select('personal_id')
      .where('full_name', '=', 'Trần Minh Mẫu')
      .executeTakeFirstOrThrow()
    expect(await codeOf(await signIn({ person: child ?? '' }))).toBe('vneid_no_account')
    const close = (closedAt: number | null) =>
      held.database.query.updateTable('accounts').set({ closed_at: closedAt }).execute()
    await close(test.clock.now)
    expect(await codeOf(await signIn({ person: mothers }))).toBe('vneid_no_account')
    await close(null)
  })

  it('refuses a return into another browser, and says so', async () => {
    const { url } = await start()
    const returned = await visitVneid(url, { person: mothers })
    expect(await codeOf(await post('/api/vneid', returned))).toBe('vneid_other_browser')
    expect(await codeOf(await post('/api/vneid', returned, `__Host-vneid=${'A'.repeat(43)}`))).toBe(
      'vneid_other_browser',
    )
  })

  it('refuses a return after ten minutes', async () => {
    const { url, cookie } = await start()
    const returned = await visitVneid(url, { person: mothers })
    test.clock.now += 600
    expect(await codeOf(await post('/api/vneid', returned, cookie))).toBe('vneid_other_browser')
  })

  it('refuses a forged state, and leaves the attempt to its owner', async () => {
    const { url, cookie } = await start()
    const returned = await visitVneid(url, { person: mothers })
    const forged = { ...returned, state: 'forged' }
    expect(await codeOf(await post('/api/vneid', forged, cookie))).toBe('vneid_refused')
    expect((await post('/api/vneid', returned, cookie)).status).toBe(200)
  })

  it('refuses a replayed return', async () => {
    const { url, cookie } = await start()
    const returned = await visitVneid(url, { person: mothers })
    const answers = await Promise.all([1, 2, 3].map(() => post('/api/vneid', returned, cookie)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await codeOf(await post('/api/vneid', returned, cookie))).toBe('vneid_other_browser')
  })

  it('refuses a code that was given for another attempt', async () => {
    const victims = await start()
    const { code, iss } = await visitVneid(victims.url, { person: mothers })
    const attackers = await start()
    const { state } = await visitVneid(attackers.url, { person: couples })
    expect(await codeOf(await post('/api/vneid', { code, iss, state }, attackers.cookie))).toBe(
      'vneid_refused',
    )
  })

  it.each(['nonce', 'code_challenge'])('refuses what was asked for with another %s', async (parameter) => {
    const { url, cookie } = await start()
    const changed = new URL(url)
    changed.searchParams.set(parameter, 'A'.repeat(43))
    const returned = await visitVneid(changed.href, { person: mothers })
    expect(await codeOf(await post('/api/vneid', returned, cookie))).toBe('vneid_refused')
  })

  it.each([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['without its issuer', { iss: undefined }],
    ['with a code of nobody', { code: 'A'.repeat(43) }],
    ['with an unknown error', { code: undefined, error: 'invalid_request' }],
  ])('refuses a response %s', async (_what, change) => {
    const { url, cookie } = await start()
    const returned = await visitVneid(url, { person: mothers })
    expect(await codeOf(await post('/api/vneid', { ...returned, ...change }, cookie))).toBe('vneid_refused')
  })

  it('believes no level that the person has written into the address', async () => {
    const { url, cookie } = await start()
    const changed = new URL(url)
    changed.searchParams.set('acr_values', 'level1')
    const returned = await visitVneid(changed.href, { person: mothers, level: 'level1' })
    expect(await codeOf(await post('/api/vneid', returned, cookie))).toBe('vneid_level_too_low')
  })

  it('is sent back to this app only', async () => {
    const { url } = await start()
    const changed = new URL(url)
    changed.searchParams.set('redirect_uri', 'https://evil.example/dang-nhap/vneid')
    await expect(visitVneid(changed.href, { person: mothers })).rejects.toThrow('invalid_redirect_uri')
    // Nor does the address that the app was opened under choose where: the configuration does.
    const fixed = await createTestIssuer(held.database, {
      vneid: standIn.config,
      origin: 'https://vi.example',
    })
    const answer = await fixed.request('/api/vneid/start', {
      method: 'POST',
      body: {},
      headers: { Host: 'evil.example' },
    })
    const { url: fixedUrl } = (await answer.json()) as { url: string }
    expect(new URL(fixedUrl).searchParams.get('redirect_uri')).toBe('https://vi.example/dang-nhap/vneid')
  })

  it('takes parameters of bounded length', async () => {
    const { cookie } = await start()
    for (const body of [
      { state: 'x'.repeat(129) },
      { state: 'x', code: 'x'.repeat(2049) },
      { state: 'x', error: 'x'.repeat(65) },
      { state: 'x', iss: 'x'.repeat(513) },
      {},
    ])
      expect(await codeOf(await post('/api/vneid', body, cookie))).toBe('invalid_fields')
  })

  it('says so when the provider is down, before and after, and notes why', async () => {
    const other = await startVneidStandIn(createFindStandInPeople(held.database), { secureOrigins: [ORIGIN] })
    const { config } = other
    const early = await createTestIssuer(held.database, { vneid: config })
    const begun = await early.request('/api/vneid/start', { method: 'POST', body: {} })
    const { url } = (await begun.json()) as { url: string }
    const returned = await visitVneid(url, { person: mothers })
    await other.stop()
    const finished = await early.request('/api/vneid', {
      method: 'POST',
      body: returned,
      cookie: readCookie(begun),
    })
    expect(finished.status).toBe(503)
    expect(await codeOf(finished)).toBe('vneid_unavailable')
    const late = await createTestIssuer(held.database, { vneid: config })
    expect(await codeOf(await late.request('/api/vneid/start', { method: 'POST', body: {} }))).toBe(
      'vneid_unavailable',
    )
    expect(late.log.find(({ event }) => event === 'vneid_failed')?.entry).toHaveProperty('fault')
  })

  it('says so when the provider does not take our client', async () => {
    const vneid = { ...standIn.config, clientId: 'unknown', clientSecret: new Secret('x') }
    const wrong = await createTestIssuer(held.database, { vneid })
    const begun = await wrong.request('/api/vneid/start', { method: 'POST', body: {} })
    const { searchParams } = new URL(((await begun.json()) as { url: string }).url)
    const returned = { state: searchParams.get('state'), iss: vneid.issuer, code: 'some-code' }
    const answer = await wrong.request('/api/vneid', {
      method: 'POST',
      body: returned,
      cookie: readCookie(begun),
    })
    expect(await codeOf(answer)).toBe('vneid_unavailable')
    expect(wrong.log.find(({ event }) => event === 'vneid_failed')?.entry).toEqual({
      fault: 'WWWAuthenticateChallengeError',
    })
  })

  it('is not offered where it is not configured', async () => {
    const without = await createTestIssuer(held.database)
    expect(await (await without.request('/api/sign-in-methods')).json()).toMatchObject({ vneid: false })
    for (const [path, body] of [
      ['/api/vneid/start', {}],
      ['/api/vneid', { state: 'x' }],
    ] as const)
      expect(await codeOf(await without.request(path, { method: 'POST', body }))).toBe('vneid_not_offered')
  })

  it('limits how many attempts a network may begin', async () => {
    for (let attempt = 0; attempt < 60; attempt++) await start()
    expect(await (await post('/api/vneid/start', {})).json()).toMatchObject({
      code: 'too_many_requests',
      retryAfter: 600,
    })
  })

  it('keeps neither state nor verifier where a key is not known', async () => {
    const { cookie } = await start()
    const rows = await held.database.query.selectFrom('pending_steps').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1])
  })
})
