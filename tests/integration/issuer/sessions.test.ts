import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { forgetDevices } from '../../../src/issuer/sessions/forget-devices.ts'
import { createSessionUses } from '../../../src/issuer/sessions/session-uses.ts'
import { createSessions } from '../../../src/issuer/sessions/sessions.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { whileUncommitted } from '../../support/issuer/interleave.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { readPlan } from '../../support/issuer/read-plan.ts'

const DAY = 86_400
const [mother] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('sessions on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
  })
  beforeEach(async () => {
    test = await createTestIssuer(held.database)
  })
  afterAll(() => held.dispose())

  const signIn = (login: string, password: string, address = '192.0.2.1') =>
    test.request('/api/session', { method: 'POST', body: { login, password }, address })
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

  it('sets a cookie that only this host gets back, over HTTPS, out of reach of scripts', async () => {
    const answer = await test.enter(mother)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      next: 'done',
      account: { displayName: 'Nguyễn Thị Mẫu' },
      expiresAt: test.clock.now + 30 * DAY,
    })
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-session=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=34560000; Secure; HttpOnly; SameSite=Strict$/,
    )
  })

  it('takes the personal number as well as the BHXH number', async () => {
    const { personal_id: login } = await held.database.query
      .selectFrom('people')
      .select('personal_id')
      .where('bhxh_code', '=', mother.login)
      .executeTakeFirstOrThrow()
    expect(login).toMatch(/^099\d{9}$/)
    expect((await signIn(login ?? '', mother.password)).status).toBe(200)
  })

  it('keeps only a hash of the secret', async () => {
    const cookie = await test.signIn()
    const [id = '', secret = ''] = cookie.replace('__Host-session=', '').split('.')
    const row = await held.database.query
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(
      JSON.stringify({ ...row, secret_hash: Buffer.from(row.secret_hash).toString('base64url') }),
    ).not.toContain(secret)
    expect(row.secret_hash).toHaveLength(32)
  })

  it.each([
    ['a wrong password', mother.login, 'wrong'],
    ['an unknown BHXH number', '0012345678', mother.password],
    ['an unknown personal number', '099012345678', 'anything'],
    ['someone without an account', '0099990002', mother.password],
  ])('answers %s like any other, after exactly one verification', async (_what, login, password) => {
    const before = test.hasher.verifications
    const answer = await signIn(login, password)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.json()).toEqual({
      type: 'urn:vi-bhyt:problem:sign_in_failed',
      title: 'Number or password is wrong',
      status: 401,
      code: 'sign_in_failed',
    })
    expect(test.hasher.verifications - before).toBe(1)
  })

  it('ends a session that is not used for 30 days, and any after 90', async () => {
    const cookie = await test.signIn()
    const read = () => test.request('/api/session', { cookie })
    test.clock.now += 30 * DAY - 1
    expect((await read()).status).toBe(200)
    for (let month = 0; month < 2; month++) {
      test.clock.now += 29 * DAY
      expect((await read()).status).toBe(200)
    }
    test.clock.now += 2 * DAY + 1
    const ended = await read()
    expect(ended.status).toBe(401)
    expect(await codeOf(ended)).toBe('session_expired')

    const idle = await test.signIn()
    test.clock.now += 30 * DAY
    expect(await codeOf(await test.request('/api/session', { cookie: idle }))).toBe('session_expired')
  })

  it('writes the last use at most once an hour', async () => {
    const cookie = await test.signIn()
    const id = cookie.slice('__Host-session='.length).split('.')[0] ?? ''
    const use = () => test.request('/api/session', { cookie })
    const readUsedAt = async () => {
      const row = await held.database.query
        .selectFrom('sessions')
        .select('used_at')
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.used_at
    }
    const start = test.clock.now
    test.clock.now += 3599
    await use()
    expect(await readUsedAt()).toBe(start)
    // A write at the use before would keep this one from being written.
    test.clock.now += 1
    await use()
    expect(await readUsedAt()).toBe(start + 3600)
  })

  it('notes the last use of many at a time, also after the database could not be asked', async () => {
    const cookie = await test.signIn()
    const session_id = cookie.slice('__Host-session='.length).split('.')[0] ?? ''
    const readSession = () =>
      held.database.query
        .selectFrom('sessions')
        .select(['used_at', 'device_id'])
        .where('id', '=', session_id)
        .executeTakeFirstOrThrow()
    const { device_id: id } = await readSession()
    test.clock.now += 2 * 3600
    const usedAt = test.clock.now
    let isLost = true
    const uses = createSessionUses({
      ...held.database,
      get query() {
        if (isLost) throw new Error('lost')
        return held.database.query
      },
    })
    for (let each = 0; each < 1200; each++) uses.note({ session_id: `s${each}`, used_at: 0 }, usedAt)
    uses.note({ session_id, used_at: 0 }, usedAt)
    await expect(uses.write(usedAt)).rejects.toThrow('lost')
    isLost = false
    await uses.write(usedAt)
    expect((await readSession()).used_at).toBe(usedAt)

    // The device knows when its session was used when that is forgotten.
    expect((await test.request('/api/session', { method: 'DELETE', cookie })).status).toBe(204)
    const device = await held.database.query
      .selectFrom('devices')
      .select('used_at')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(device?.used_at).toBe(usedAt)
  })

  it('signs out at once, twice without complaint', async () => {
    const cookie = await test.signIn()
    const answer = await test.request('/api/session', { method: 'DELETE', cookie })
    expect(answer.status).toBe(204)
    for (const name of ['session', 'device'])
      expect(answer.headers.getSetCookie()).toContain(
        `__Host-${name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict`,
      )
    // "storage" would take the worker and the cards that the person typed in.
    expect(answer.headers.get('clear-site-data')).toBe('"cache"')
    expect(await codeOf(await test.request('/api/session', { cookie }))).toBe('session_expired')
    expect((await test.request('/api/session', { method: 'DELETE', cookie })).status).toBe(204)
  })

  it.each([
    ['no cookie', ''],
    ['another cookie', 'theme=dark'],
    ['a malformed token', '__Host-session=abc.def'],
    ['an unknown id', `__Host-session=${'A'.repeat(22)}.${'B'.repeat(43)}`],
  ])('refuses %s', async (_what, cookie) => {
    for (const path of ['/api/session', '/api/snapshot'])
      expect(await codeOf(await test.request(path, { cookie }))).toBe('session_expired')
  })

  it('takes no cookie whose name only looks like its own, as a neighbouring host may set it', async () => {
    const [own = ''] = (await test.signIn()).split('; ')
    expect((await test.request('/api/session', { cookie: `theme=dark; ${own}` })).status).toBe(200)
    for (const blank of ['\u00a0', '\u0085'])
      expect((await test.request('/api/session', { cookie: `theme=dark; ${blank}${own}` })).status).toBe(401)
  })

  describe('on a device that is signed out of in the same moment', () => {
    const whileSignedOut = (work: () => Promise<Response>) =>
      whileUncommitted(
        held.database,
        (transaction) =>
          transaction
            .updateTable('devices')
            .set({ ended_at: test.clock.now, end_code: 'signed_out' })
            .where('ended_at', 'is', null)
            .execute(),
        work,
      )
    const post = (path: string, cookie: string, body: object) =>
      test.request(path, { method: 'POST', cookie, body })

    it('open by a sign-in only as on a new browser', async () => {
      const cookie = await test.signIn(mother)
      const { login, password } = mother
      const answer = await whileSignedOut(() => post('/api/session', cookie, { login, password }))
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await answer.json()).toMatchObject({ next: 'take-over', reason: 'new-browser' })
    })

    it('do not go on with another password', async () => {
      const cookie = await test.signIn(mother)
      const change = { current: mother.password, password: 'bốn con mèo ngủ trưa' }
      const answer = await whileSignedOut(() => post('/api/account/password', cookie, change))
      expect(await codeOf(answer)).toBe('session_expired')
      expect((await signIn(mother.login, mother.password)).status).toBe(200)
    })

    it('have it take no push', async () => {
      const cookie = await test.signIn(mother)
      const { key } = (await (await test.request('/api/push', { cookie })).json()) as { key: string }
      const endpoint = 'https://fcm.googleapis.com/fcm/send/abc'
      const subscription = { endpoint, p256dh: key, auth: 'A'.repeat(22), key, greets: false }
      const answer = await whileSignedOut(() =>
        test.request('/api/push/subscription', { method: 'PUT', cookie, body: subscription }),
      )
      expect(await codeOf(answer)).toBe('session_expired')
      expect(await held.database.query.selectFrom('push_subscriptions').selectAll().execute()).toEqual([])
    })
  })

  it('refuses a wrong secret without saying how the session ended', async () => {
    const earlier = await test.signIn(mother)
    await test.signIn(mother)
    const forged = earlier.replace(/.{4};/, 'AAAA;')
    expect(await codeOf(await test.request('/api/session', { cookie: forged }))).toBe('session_expired')
  })

  it('sweeps what has ended long ago, but not by what an active device would hear of its end', async () => {
    await held.database.query.deleteFrom('sessions').execute()
    const sweep = async (days: number) => {
      test.clock.now += days * DAY
      await test.issuer.sweep()
      return (await held.database.query.selectFrom('sessions').select('id').execute()).length
    }
    await test.signIn()
    expect(await sweep(200)).toBe(1)
    const cookie = await test.signIn()
    await test.request('/api/session', { method: 'DELETE', cookie })
    // The one before was ended by this sign-in, from elsewhere.
    expect(await sweep(36)).toBe(2)
    expect(await sweep(2)).toBe(1)
    expect(await sweep(143)).toBe(0)
  })

  it('sweeps a device that has ended also where a push subscription of it is left', async () => {
    const { query } = held.database
    const cookie = await test.signIn()
    const { id, person_id } = await query
      .selectFrom('devices')
      .select(['id', 'person_id'])
      .where('ended_at', 'is', null)
      .where('created_at', '=', test.clock.now)
      .executeTakeFirstOrThrow()
    await test.request('/api/session', { method: 'DELETE', cookie })
    const left = { endpoint_hash: '', vapid_key: '', content: new Uint8Array(1), created_at: test.clock.now }
    await query
      .insertInto('push_subscriptions')
      .values({ ...left, person_id, device_id: id })
      .execute()
    test.clock.now += 400 * DAY
    await test.issuer.sweep()
    expect(await query.selectFrom('push_subscriptions').selectAll().execute()).toEqual([])
    expect(await query.selectFrom('devices').select('id').where('id', '=', id).execute()).toEqual([])
  })

  it('end for one person without a look at those of all others', async () => {
    const ignore = async () => {}
    const hooks = { onDeviceEnd: ignore, onNewDevice: ignore, onDeviceDisplaced: ignore }
    const plan = await readPlan(held.database, (recorded) =>
      recorded.query
        .transaction()
        .execute((transaction) => createSessions(recorded, hooks).endAll(transaction, 1)),
    )
    expect(plan).toContain('sessions_by_device')
    expect(plan).toContain('devices_by_person')
  })

  it('forgets all devices that ended long ago, without a look at everybody’s sign-ins for each', async () => {
    const { query } = held.database
    const { person_id: personId } = await query
      .selectFrom('accounts')
      .select('person_id')
      .executeTakeFirstOrThrow()
    const old = Array.from({ length: 1100 }, (_device, at) => ({
      id: `old-${at}`,
      person_id: personId,
      created_at: 1,
      ended_at: test.clock.now - 200 * DAY,
      name: '',
      secret_hash: null,
      used_at: 1,
      end_code: 'signed_out' as const,
      removed_at: null,
    }))
    for (let from = 0; from < old.length; from += 100)
      await query
        .insertInto('devices')
        .values(old.slice(from, from + 100))
        .execute()
    const plan = await readPlan(held.database, (recorded) =>
      forgetDevices(recorded, { life: 180 * DAY }, test.clock.now),
    )
    expect(plan).toContain('sign_ins_by_device')
    const left = await query.selectFrom('devices').select('id').where('id', 'like', 'old-%').execute()
    expect(left).toEqual([])
  })
})
