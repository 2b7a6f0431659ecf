import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SignInStep } from '../../../src/core/api/account-contract.ts'
import { stripMarks } from '../../../src/core/strip-marks.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { DEMO_OFFICER_PASSWORD, generateDemoOfficerCode } from '../../../src/issuer/demo/demo-back-office.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { readSent, readSentCode } from '../../support/issuer/demo-inbox.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import {
  createTestIssuer,
  type RequestOptions,
  readCookie,
  type TestIssuer,
} from '../../support/issuer/issuer-fixture.ts'
import { createRecoveryDesk } from '../../support/issuer/recovery-desk.ts'

const [mother, couple] = demoAccounts
const MOTHERS_PHONE = '0000000001'
const NEW_PASSWORD = 'bốn con mèo ngủ trưa'

/** Another browser on another network, which has no cookies. */
const elsewhere: RequestOptions = { address: '198.51.100.66', headers: { 'User-Agent': 'Firefox/140 Linux' } }

/** One test for each row of the table "Ways into an account" in docs/threat-model.md. */
describe.each(['sqlite', 'postgresql'] as const)('ways into an account on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  /** The owner's device. */
  let cookie = ''

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    // Brings the demo's accounts, which is done once.
    await createTestIssuer(held.database)
  })
  beforeEach(async () => {
    const { query } = held.database
    for (const table of ['one_time_codes', 'use_counts', 'pending_steps', 'outgoing_messages'] as const)
      await query.deleteFrom(table).execute()
    test = await createTestIssuer(held.database)
    cookie = await test.signIn(mother)
  })
  afterAll(() => held.dispose())

  const post = (path: string, body: unknown, options: RequestOptions = elsewhere) =>
    test.request(path, { ...options, method: 'POST', body })
  const signIn = ({ login, password }: { login: string; password: string }, options = elsewhere) =>
    post('/api/session', { login, password }, options)
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
  /** A step that leads to no session by itself. */
  const stopsAt = async (answer: Response) => {
    expect(answer.headers.getSetCookie()).toEqual([])
    const step = (await answer.json()) as SignInStep
    if (step.next !== 'take-over') throw new Error(step.next)
    return step
  }
  const readSession = (as: string) => test.request('/api/session', { ...elsewhere, cookie: as })
  const takeOver = (ticket: string, code?: string) =>
    post('/api/session/take-over', { ticket, ...(code !== undefined && { code }) })
  const signOut = () => test.request('/api/session', { method: 'DELETE', cookie })
  const storedPassword = async () =>
    held.database.query
      .selectFrom('accounts')
      .select(['password_hash', 'temporary_until'])
      .where('email', '=', mother.email)
      .executeTakeFirstOrThrow()
  const restorePassword = async (before: Awaited<ReturnType<typeof storedPassword>>) =>
    held.database.query.updateTable('accounts').set(before).where('email', '=', mother.email).execute()

  describe('with the password alone', () => {
    it.each([
      ['while the owner is signed in', async () => {}, 'other-device'],
      ['after the owner has signed out', signOut, 'new-browser'],
      [
        'after the owner has removed the device',
        async () => {
          const { devices } = (await (await test.request('/api/devices', { cookie })).json()) as {
            devices: { id: string; current: boolean }[]
          }
          const id = devices.find(({ current }) => current)?.id ?? ''
          await post(`/api/devices/${id}/removal`, { password: mother.password }, { cookie })
        },
        'new-browser',
      ],
      [
        'after the owner has ended the device as lost',
        () => post('/api/session/lost-device', { login: mother.login, password: mother.password }, {}),
        'new-browser',
      ],
    ])('nothing opens %s', async (_when, prepare, reason) => {
      await prepare()
      const step = await stopsAt(await signIn(mother))
      expect(step.reason).toBe(reason)
      expect(await codeOf(await takeOver(step.ticket))).toBe('invalid_fields')
      expect(await codeOf(await takeOver(step.ticket, '000000'))).toBe('code_invalid')
    })

    it('nothing opens with a device that the owner has signed out of, or of somebody else', async () => {
      await signOut()
      await stopsAt(await signIn(mother, { ...elsewhere, cookie }))
      await stopsAt(await signIn(mother, { ...elsewhere, cookie: await test.signIn(couple) }))
    })

    it('a code that the owner was sent for a sign-in of their own opens none of somebody else’s', async () => {
      const [owners, thiefs] = [await stopsAt(await signIn(mother, {})), await stopsAt(await signIn(mother))]
      const code = await readSentCode(test, () =>
        post('/api/session/take-over/code', { ticket: owners.ticket }, {}),
      )
      for (let tries = 0; tries < 6; tries++)
        expect(await codeOf(await takeOver(thiefs.ticket, code))).toBe('code_invalid')
      // Nor has the owner's code been used up by that.
      const entered = await post('/api/session/take-over', { ticket: owners.ticket, code }, {})
      expect(await entered.json()).toMatchObject({ next: 'done' })
    })

    it('a lost device is ended, three times a day, and nothing else; the owner is told', async () => {
      const end = () => post('/api/session/lost-device', { login: mother.login, password: mother.password })
      const told = await readSent(test, async () => {
        const ended = await end()
        expect(ended.status).toBe(204)
        expect(ended.headers.getSetCookie()).toEqual([])
      })
      expect(told.map(({ recipient }) => recipient).sort()).toEqual([MOTHERS_PHONE, mother.email].sort())
      const answer = await test.request('/api/session', { cookie })
      // Builds from before know the one, later ones the other.
      expect(await answer.json()).toMatchObject({ code: 'session_expired', precisely: 'device_removed' })
      // There is no device any more, which is not said.
      expect(await readSent(test, async () => expect((await end()).status).toBe(204))).toEqual([])
      expect((await end()).status).toBe(204)
      expect((await end()).status).toBe(429)
    })

    it('a lost device that is found comes back by a sign-in on it, with the code', async () => {
      await post('/api/session/lost-device', { login: mother.login, password: mother.password })
      await stopsAt(await signIn(mother, { cookie }))
      const back = await test.signIn(mother, { cookie })
      expect((await readSession(back)).status).toBe(200)
    })

    it('a wrong password ends no device, and is counted as at a sign-in', async () => {
      const end = (password: string) => post('/api/session/lost-device', { login: mother.login, password })
      for (let tries = 0; tries < 5; tries++) expect(await codeOf(await end('sai'))).toBe('sign_in_failed')
      expect((await end(mother.password)).status).toBe(429)
      expect((await signIn(mother)).status).toBe(429)
      expect((await readSession(cookie)).status).toBe(200)
    })
  })

  it('with the mailbox alone a password is set, which opens nothing', async () => {
    const before = await storedPassword()
    await signOut()
    const desk = createRecoveryDesk(test)
    const code = await readSentCode(test, () => desk.askByEmail(mother.login, mother.email))
    const told = await readSent(test, async () =>
      expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204),
    )
    expect(told.map(({ recipient }) => recipient)).toContain(MOTHERS_PHONE)
    const step = await stopsAt(await signIn({ ...mother, password: NEW_PASSWORD }))
    expect(step).toMatchObject({ reason: 'new-browser', proof: 'code' })
    // The code for that goes to the phone alone.
    const sent = await readSent(test, () => post('/api/session/take-over/code', { ticket: step.ticket }))
    expect(sent.map(({ recipient }) => recipient)).toEqual([MOTHERS_PHONE])
    await restorePassword(before)
  })

  it('with the phone alone the account opens by a recovery, and the email is told of both', async () => {
    const before = await storedPassword()
    const desk = createRecoveryDesk(test)
    const code = await readSentCode(test, () => desk.sendSms(MOTHERS_PHONE, `BH MK ${mother.login}`))
    const told = await readSent(test, async () => {
      await desk.recover(mother.login, code, NEW_PASSWORD)
      const entered = await test.enter({ ...mother, password: NEW_PASSWORD }, elsewhere)
      expect(await entered.json()).toMatchObject({ next: 'done' })
    })
    expect(told.filter(({ recipient }) => recipient === mother.email)).toHaveLength(2)
    await restorePassword(before)
  })

  it('with an officer’s session alone nothing opens', async () => {
    const password = { login: 'phutrach', password: DEMO_OFFICER_PASSWORD }
    expect(await codeOf(await post('/api/office/session', password))).toBe('officer_code_needed')
    const login = { ...password, code: generateDemoOfficerCode('phutrach', test.clock.now) }
    const officer = readCookie(await post('/api/office/session', login))
    expect(officer).not.toBe('')
    expect(await codeOf(await readSession(officer))).toBe('session_expired')
    expect(await codeOf(await readSession(officer.replace('officer=', 'session=')))).toBe('session_expired')
    await stopsAt(await signIn(mother, { ...elsewhere, cookie: officer }))
  })

  it('with the session cookie alone nothing is changed by which one could come back', async () => {
    const as = { ...elsewhere, cookie }
    const password = 'sai'
    const refused = [
      await post('/api/account/password', { current: password, password: NEW_PASSWORD }, as),
      await post('/api/account/email/code', { email: 'moi@example.vn', password }, as),
      await post('/api/account/phone-codes', { phone: '0912345678', password }, as),
      await post('/api/passkeys/options', { password }, as),
      await post('/api/passkeys/x/removal', { password }, as),
    ]
    for (const answer of refused) expect(await codeOf(answer)).toBe('password_wrong')
    // What earlier builds asked without a password is nowhere.
    for (const path of ['/api/passkeys/x', '/api/devices/x'])
      expect([404, 405]).toContain((await test.request(path, { ...as, method: 'DELETE' })).status)
    expect((await post('/api/account/phone/codes', { phone: '0912345678' }, as)).status).toBe(404)
  })

  it('with the device cookie alone nothing opens', async () => {
    const device = cookie.split('; ').find((each) => each.includes('device=')) ?? ''
    expect(device).not.toBe('')
    expect(await codeOf(await readSession(device))).toBe('session_expired')
    expect(await codeOf(await signIn({ ...mother, password: 'sai' }, { ...elsewhere, cookie: device }))).toBe(
      'sign_in_failed',
    )
  })

  it('with the device cookie somebody else’s sign-in ends the device, and the owner is told', async () => {
    const device = cookie.split('; ').find((each) => each.includes('device=')) ?? ''
    const told = await readSent(test, () => test.signIn(couple, { ...elsewhere, cookie: device }))
    expect(await codeOf(await readSession(cookie))).toBe('session_expired')
    const owners = told.filter(({ recipient }) => [MOTHERS_PHONE, mother.email].includes(recipient))
    expect(owners.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
    for (const { body } of owners) expect(stripMarks(body)).toContain('tai khoan khac dang nhap')
  })

  it('an ended device hears of it for as long as it is remembered, however long it was away before', async () => {
    const DAY = 86_400
    test.clock.now += 60 * DAY
    await test.issuer.sweep()
    const { login, password } = mother
    expect((await post('/api/session/lost-device', { login, password })).status).toBe(204)
    for (const days of [1, 40, 138]) {
      test.clock.now += days * DAY
      await test.issuer.sweep()
      const answer = await test.request('/api/snapshot', { ...elsewhere, cookie })
      expect(await answer.json()).toMatchObject({ code: 'session_expired', precisely: 'device_removed' })
    }
    test.clock.now += 2 * DAY
    await test.issuer.sweep()
    const answer = await test.request('/api/snapshot', { ...elsewhere, cookie })
    expect(await answer.json()).not.toHaveProperty('precisely')
  })

  it('the owner is told of a device that the account has not known, whether or not it replaces one', async () => {
    for (const isReplacement of [true, false]) {
      if (!isReplacement) await signOut()
      const told = await readSent(test, async () => {
        cookie = await test.signIn(mother, elsewhere)
      })
      const notices = told.filter(({ body }) => /may moi \(firefox, linux\) luc/.test(stripMarks(body)))
      expect(notices.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
    }
    const again = await readSent(test, () => test.signIn(mother, { ...elsewhere, cookie }))
    expect(again).toEqual([])
  })
  it('the owner is told once a day that wrong passwords have locked the account somewhere', async () => {
    const lock = async (login: string, address: string) => {
      for (let tries = 0; tries < 5; tries++)
        expect((await signIn({ login, password: 'sai' }, { address })).status).toBe(401)
    }
    const told = await readSent(test, () => lock(mother.login, '198.51.100.1'))
    expect(told.map(({ recipient }) => recipient).sort()).toEqual([MOTHERS_PHONE, mother.email].sort())
    expect(await readSent(test, () => lock(mother.login, '198.51.100.2'))).toEqual([])
    // As many rows for a number that nobody has.
    const count = async () =>
      (await held.database.query.selectFrom('outgoing_messages').select('id').execute()).length
    const before = await count()
    await lock('0012345678', '198.51.100.3')
    expect((await count()) - before).toBe(told.length)
  })
})
