import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SignInStep } from '../../../src/core/api/account-contract.ts'
import { stripMarks } from '../../../src/core/strip-marks.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { startServer } from '../../../src/issuer/http/server.ts'
import { createOneTimeTokens } from '../../../src/issuer/one-time-tokens/one-time-tokens.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { readInbox, readSent, readSentCode } from '../../support/issuer/demo-inbox.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import {
  cheapHasher,
  createHolderKey,
  createTestIssuer,
  makeCredentialRequest,
  makeFolder,
  ORIGIN,
  type RequestOptions,
  readCookie,
  type TestIssuer,
} from '../../support/issuer/issuer-fixture.ts'
import { createRecoveryDesk } from '../../support/issuer/recovery-desk.ts'

const [mother, couple] = demoAccounts
const MINUTE = 60
const DAY = 86_400

const pixel =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36'

describe.each(['sqlite', 'postgresql'] as const)('signing in on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    // Brings the demo's accounts, which is done once.
    await createTestIssuer(held.database)
  })
  beforeEach(async () => {
    const { query } = held.database
    for (const table of ['one_time_codes', 'use_counts', 'pending_steps', 'outgoing_messages'] as const)
      await query.deleteFrom(table).execute()
    await query.updateTable('devices').set({ ended_at: 1, end_code: 'signed_out' }).execute()
    await query.updateTable('sessions').set({ end_code: 'signed_out' }).execute()
    test = await createTestIssuer(held.database)
  })
  afterAll(() => held.dispose())

  const post = (path: string, body: unknown, options: RequestOptions = {}) =>
    test.request(path, { method: 'POST', body, ...options })
  const signIn = ({ login, password }: { login: string; password: string }, options: RequestOptions = {}) =>
    post('/api/session', { login, password }, options)
  const stepOf = async (answer: Response) => {
    expect(answer.status).toBe(200)
    return (await answer.json()) as SignInStep
  }
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
  const deviceTransferTicket = async (answer: Response) => {
    const step = await stepOf(answer)
    if (step.next !== 'take-over') throw new Error(step.next)
    return step.ticket
  }
  const askForCode = (ticket: string) =>
    readSentCode(test, () => post('/api/session/take-over/code', { ticket }))
  const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  const readSession = (cookie: string) => test.request('/api/session', { cookie })
  const personOf = async ({ login }: { login: string }) =>
    (
      await held.database.query
        .selectFrom('people')
        .select('id')
        .where('bhxh_code', '=', login)
        .executeTakeFirstOrThrow()
    ).id
  const setAccount = async (
    account: { login: string },
    values: {
      phone?: string | null
      password_hash?: string
      temporary_until?: number | null
      closed_at?: number | null
    },
  ) => {
    await held.database.query
      .updateTable('accounts')
      .set(values)
      .where('person_id', '=', await personOf(account))
      .execute()
  }
  const listMessages = () => readInbox(test)

  describe('on one device', () => {
    it('opens a session at once, and remembers the browser in a cookie of its own', async () => {
      const answer = await test.enter(mother)
      expect(await stepOf(answer)).toMatchObject({ next: 'done' })
      expect(answer.headers.getSetCookie()[1]).toMatch(
        /^__Host-device=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=34560000; Secure; HttpOnly; SameSite=Strict$/,
      )
    })

    it('keeps the device, with a new session, when the same browser signs in again', async () => {
      const first = await test.signIn(mother)
      const again = await signIn(mother, { cookie: first })
      expect(await stepOf(again)).toMatchObject({ next: 'done' })
      const [session, device] = readCookie(again).split('; ')
      expect(first).toContain(device)
      expect(first).not.toContain(session)
      expect((await readSession(readCookie(again))).status).toBe(200)
      expect(await codeOf(await readSession(first))).toBe('session_expired')
      const { devices } = await readDevices(readCookie(again))
      expect(devices.filter(({ active }) => active)).toHaveLength(1)
    })

    it('keeps the device’s holder keys and their credentials', async () => {
      const first = await test.signIn(mother)
      const { id: cardId } = await held.database.query
        .selectFrom('cards')
        .select('id')
        .where('person_id', '=', await personOf(mother))
        .executeTakeFirstOrThrow()
      const key = createHolderKey()
      const prove = async (path: string, cookie: string) =>
        post(path, await makeCredentialRequest(test, { cookie, cardId, key }), { cookie })
      expect((await prove('/api/holder-keys', first)).status).toBe(200)
      const again = readCookie(await signIn(mother, { cookie: first }))
      expect((await prove('/api/credentials', again)).status).toBe(200)
      const live = await held.database.query
        .selectFrom('status_entries')
        .select('position')
        .where('card_id', '=', cardId)
        .where('revoked_at', 'is', null)
        .execute()
      expect(live).toHaveLength(1)
    })

    it('never takes over a session id that the browser came with (fixation)', async () => {
      const planted = `__Host-session=${'A'.repeat(22)}.${'B'.repeat(43)}`
      const answer = await test.enter(mother, { cookie: planted })
      expect(readCookie(answer)).not.toContain('A'.repeat(22))
      expect(await codeOf(await readSession(planted))).toBe('session_expired')
    })

    it('ends another person’s device in the same browser, with its session', async () => {
      const cookie = await test.signIn(couple)
      // Not before the other one is in, though.
      await test.signIn(mother)
      expect(await stepOf(await signIn(mother, { cookie }))).toMatchObject({ next: 'take-over' })
      expect((await readSession(cookie)).status).toBe(200)
      await held.database.query
        .updateTable('devices')
        .set({ ended_at: 1 })
        .where('person_id', '=', await personOf(mother))
        .execute()
      const answer = await test.enter(mother, { cookie })
      expect(await stepOf(answer)).toMatchObject({ next: 'done', account: { displayName: 'Nguyễn Thị Mẫu' } })
      expect(await codeOf(await readSession(cookie))).toBe('session_expired')
      // So that person's next device has none to replace.
      expect(await stepOf(await signIn(couple))).toMatchObject({ reason: 'new-browser' })
    })

    it('does not believe a device cookie with another secret, or of a device that has ended', async () => {
      const cookie = await test.signIn(mother)
      const forged = cookie.replace(/(__Host-device=[\w-]{22}\.)[\w-]{43}/, `$1${'C'.repeat(43)}`)
      expect(await stepOf(await signIn(mother, { cookie: forged }))).toMatchObject({ next: 'take-over' })
      await test.request('/api/session', { method: 'DELETE', cookie })
      expect(await stepOf(await signIn(mother, { cookie }))).toMatchObject({ reason: 'new-browser' })
      const { headers } = await test.enter(mother, { cookie })
      expect(cookie).not.toContain(headers.getSetCookie()[1]?.split(';')[0])
    })

    it('keeps one session of many sign-ins on it at once', async () => {
      const cookie = await test.signIn(couple)
      const answers = await Promise.all(Array.from({ length: 6 }, () => signIn(couple, { cookie })))
      for (const answer of answers) expect(await stepOf(answer)).toMatchObject({ next: 'done' })
      const opened = await Promise.all(answers.map((answer) => readSession(readCookie(answer))))
      expect(opened.filter(({ status }) => status === 200)).toHaveLength(1)
    })
  })

  describe('on a second device', () => {
    it('warns, asks for a code, signs the first one out and tells why, there and in messages', async () => {
      const first = await test.signIn(mother, { headers: { 'User-Agent': pixel } })
      const usedAt = test.clock.now
      test.clock.now += 10
      const answer = await signIn(mother)
      expect(answer.headers.getSetCookie()).toEqual([])
      const step = await stepOf(answer)
      expect(step).toEqual({
        next: 'take-over',
        ticket: expect.stringMatching(/^[\w-]{43}$/),
        reason: 'other-device',
        device: { name: 'Chrome, Android', usedAt },
        proof: 'code',
        phone: expect.stringMatching(/^••••••• \d\d$/),
      })
      expect((await readSession(first)).status).toBe(200)
      const ticket = step.next === 'take-over' ? step.ticket : ''
      const sent = await post('/api/session/take-over/code', { ticket })
      expect(await sent.json()).toEqual({
        resendAt: test.clock.now + MINUTE,
        expiresAt: test.clock.now + 5 * MINUTE,
      })
      test.clock.now += MINUTE
      const code = await askForCode(ticket)
      const before = new Set((await listMessages()).map(({ id }) => id))
      const taken = await post(
        '/api/session/take-over',
        { ticket, code },
        { headers: { 'User-Agent': pixel } },
      )
      expect(await stepOf(taken)).toMatchObject({ next: 'done' })
      expect((await readSession(readCookie(taken))).status).toBe(200)
      expect(await codeOf(await readSession(first))).toBe('device_replaced')
      const told = (await listMessages()).filter(({ id }) => !before.has(id))
      expect(told.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
      for (const { body } of told) expect(stripMarks(body)).toContain('may moi (chrome, android)')
      expect(told.find(({ channel }) => channel === 'email')?.recipient).toBe(mother.email)
    })

    it('leaves one device of two that take over at once, and tells of both', async () => {
      const tickets: string[] = []
      for (let each = 0; each < 2; each++) tickets.push(await deviceTransferTicket(await signIn(couple)))
      const bodies: { ticket: string; code: string }[] = []
      for (const ticket of tickets) {
        bodies.push({ ticket, code: await askForCode(ticket) })
        await held.database.query.deleteFrom('use_counts').execute()
      }
      await held.database.query.deleteFrom('inbox_items').execute()
      const answers = await Promise.all(
        bodies.map((body) => post('/api/session/take-over', body, { headers: { 'User-Agent': pixel } })),
      )
      for (const answer of answers) expect(await stepOf(answer)).toMatchObject({ next: 'done' })
      const cookies = answers.map(readCookie)
      const opened = await Promise.all(cookies.map(readSession))
      expect(opened.map(({ status }) => status).sort()).toEqual([200, 401])
      const { devices } = await readDevices(cookies[opened.findIndex(({ status }) => status === 200)] ?? '')
      expect(devices.filter(({ active }) => active)).toHaveLength(1)
      const told = await held.database.query
        .selectFrom('inbox_items')
        .select('code')
        .orderBy('code')
        .execute()
      expect(told).toEqual([{ code: 'device-replaced' }, { code: 'new-device' }])
    })

    it('lets two people sign in on each other’s phone at once', async () => {
      const phones = [await test.signIn(mother), await test.signIn(couple)]
      const bodies: { ticket: string; code: string }[] = []
      for (const [account, cookie] of [
        [couple, phones[0]],
        [mother, phones[1]],
      ] as const) {
        const ticket = await deviceTransferTicket(await signIn(account, { cookie: cookie ?? '' }))
        bodies.push({ ticket, code: await askForCode(ticket) })
        await held.database.query.deleteFrom('use_counts').execute()
      }
      const answers = await Promise.all(
        bodies.map((body, each) => post('/api/session/take-over', body, { cookie: phones[each] ?? '' })),
      )
      for (const answer of answers) expect(await stepOf(answer)).toMatchObject({ next: 'done' })
      const now = await Promise.all(answers.map((answer) => readSession(readCookie(answer))))
      expect(now.map(({ status }) => status)).toEqual([200, 200])
      const before = await Promise.all(phones.map(readSession))
      expect(before.map(({ status }) => status)).toEqual([401, 401])
    })

    it('needs the code', async () => {
      await test.signIn(mother)
      const ticket = await deviceTransferTicket(await signIn(mother))
      const answer = await post('/api/session/take-over', { ticket })
      expect(await answer.json()).toMatchObject({ code: 'invalid_fields', fields: ['code'] })
    })

    it('uses ticket and code once', async () => {
      await test.signIn(mother)
      const ticket = await deviceTransferTicket(await signIn(mother))
      const code = await askForCode(ticket)
      expect(await codeOf(await post('/api/session/take-over', { ticket, code: wrongFor(code) }))).toBe(
        'code_invalid',
      )
      expect((await post('/api/session/take-over', { ticket, code })).status).toBe(200)
      expect(await codeOf(await post('/api/session/take-over', { ticket, code }))).toBe('ticket_expired')
      const again = await deviceTransferTicket(await signIn(mother))
      expect(await codeOf(await post('/api/session/take-over', { ticket: again, code }))).toBe('code_invalid')
    })

    it('uses neither where the session could not be opened, so that the same code is taken again', async () => {
      await test.signIn(mother)
      const ticket = await deviceTransferTicket(await signIn(mother))
      const code = await askForCode(ticket)
      const rename = (from: string, to: string) =>
        sql`alter table ${sql.id(from)} rename to ${sql.id(to)}`.execute(held.database.query)
      await rename('sign_ins', 'sign_ins_away')
      const failed = await post('/api/session/take-over', { ticket, code })
      await rename('sign_ins_away', 'sign_ins')
      expect(failed.status).toBe(500)
      expect((await post('/api/session/take-over', { ticket, code })).status).toBe(200)
    })

    it('counts codes anew with a new password: whoever had the old one uses up none of the owner’s', async () => {
      const { password_hash } = await held.database.query
        .selectFrom('accounts')
        .select('password_hash')
        .where('person_id', '=', await personOf(mother))
        .executeTakeFirstOrThrow()
      const askWith = async (password: string) => {
        const ticket = await deviceTransferTicket(await signIn({ ...mother, password }))
        return post('/api/session/take-over/code', { ticket })
      }
      for (let count = 0; count < 10; count++) expect((await askWith(mother.password)).status).toBe(200)
      expect(await codeOf(await askWith(mother.password))).toBe('too_many_requests')
      const desk = createRecoveryDesk(test)
      const code = await readSentCode(test, () => desk.askByEmail(mother.login, mother.email))
      const password = 'cây đa giếng nước 71'
      expect((await desk.recover(mother.login, code, password)).status).toBe(204)
      expect((await askWith(password)).status).toBe(200)
      await setAccount(mother, { password_hash })
    })

    it('sends two hundred codes a day at most, also where they were right', async () => {
      const { query } = held.database
      await query.deleteFrom('use_counts').execute()
      const takeOver = async () => {
        const ticket = await deviceTransferTicket(await signIn(mother))
        const code = await askForCode(ticket)
        return codeOf(await post('/api/session/take-over', { ticket, ...(code && { code }) }))
      }
      expect(await takeOver()).toBeUndefined()
      await query
        .updateTable('use_counts')
        .set({ used: 199 })
        .where('limit_name', '=', 'take-over-code, all')
        .execute()
      expect(await takeOver()).toBeUndefined()
      const ticket = await deviceTransferTicket(await signIn(mother))
      expect(await codeOf(await post('/api/session/take-over/code', { ticket }))).toBe('too_many_requests')
    })

    it('binds codes and tickets to their person', async () => {
      await test.signIn(mother)
      await test.signIn(couple)
      const mothers = await deviceTransferTicket(await signIn(mother))
      const couples = await deviceTransferTicket(await signIn(couple))
      const code = await askForCode(mothers)
      const couplesCode = await askForCode(couples)
      expect(await codeOf(await post('/api/session/take-over', { ticket: couples, code }))).toBe(
        'code_invalid',
      )
      const taken = await stepOf(await post('/api/session/take-over', { ticket: couples, code: couplesCode }))
      expect(taken).toMatchObject({ account: { displayName: 'Lê Văn Mẫu' } })
    })

    it('forgets a ticket after ten minutes, and takes it for its own step only', async () => {
      await test.signIn(mother)
      const ticket = await deviceTransferTicket(await signIn(mother))
      const other = await post('/api/session/new-password', { ticket, password: 'cây đa giếng nước 71' })
      expect(await codeOf(other)).toBe('ticket_expired')
      test.clock.now += 10 * MINUTE
      expect(await codeOf(await post('/api/session/take-over/code', { ticket }))).toBe('ticket_expired')
      expect(await codeOf(await post('/api/session/take-over', { ticket, code: '123456' }))).toBe(
        'ticket_expired',
      )
      const forged = 'A'.repeat(43)
      expect(await codeOf(await post('/api/session/take-over', { ticket: forged, code: '123456' }))).toBe(
        'ticket_expired',
      )
    })

    it('keeps neither ticket nor code readable', async () => {
      await test.signIn(mother)
      const ticket = await deviceTransferTicket(await signIn(mother))
      const code = await askForCode(ticket)
      const { query } = held.database
      const rows = [
        ...(await query.selectFrom('pending_steps').selectAll().execute()),
        ...(await query.selectFrom('one_time_codes').selectAll().execute()),
        ...(await query.selectFrom('use_counts').selectAll().execute()),
      ].map((row) => ({ ...row, code_hash: undefined }))
      expect(JSON.stringify(rows)).not.toContain(ticket)
      expect(JSON.stringify(rows)).not.toContain(code)
    })

    it('sends a code once a minute, and ten in a day', async () => {
      await test.signIn(mother)
      const ticket = await deviceTransferTicket(await signIn(mother))
      await askForCode(ticket)
      const early = await post('/api/session/take-over/code', { ticket })
      expect(await early.json()).toMatchObject({ code: 'too_many_requests', retryAfter: 60 })
      for (let sent = 1; sent < 10; sent++) {
        test.clock.now += MINUTE
        const renewed = await deviceTransferTicket(await signIn(mother))
        expect((await post('/api/session/take-over/code', { ticket: renewed })).status).toBe(200)
      }
      test.clock.now += MINUTE
      const renewed = await deviceTransferTicket(await signIn(mother))
      const refused = await post('/api/session/take-over/code', { ticket: renewed })
      expect(await refused.json()).toMatchObject({ code: 'too_many_requests', retryAfter: DAY - 10 * MINUTE })
    })

    it('says so when there is no phone number to send a code to', async () => {
      await test.signIn(mother)
      const { phone } = await held.database.query
        .selectFrom('accounts')
        .select('phone')
        .where('person_id', '=', await personOf(mother))
        .executeTakeFirstOrThrow()
      await setAccount(mother, { phone: null })
      const step = await stepOf(await signIn(mother))
      expect(step).not.toHaveProperty('phone')
      const ticket = step.next === 'take-over' ? step.ticket : ''
      expect(await codeOf(await post('/api/session/take-over/code', { ticket }))).toBe('phone_missing')
      await setAccount(mother, { phone })
    })

    it('tries a code five times, however many connections try at once', async () => {
      await test.signIn(mother)
      const ticket = await deviceTransferTicket(await signIn(mother))
      const code = await askForCode(ticket)
      const server = await startServer(test.issuer.app, { host: '127.0.0.1', port: 0, isSecure: false })
      const attack = (guess: string) =>
        fetch(`http://127.0.0.1:${server.port}/api/session/take-over`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ ticket, code: guess }),
        })
      const guesses = Array.from({ length: 50 }, (_guess, index) =>
        String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0'),
      )
      const answers = await Promise.all(guesses.map(attack))
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 422))
      const { tries } = await held.database.query
        .selectFrom('one_time_codes')
        .select('tries')
        .executeTakeFirstOrThrow()
      expect(tries).toBe(5)
      // Used up: not even the right one is taken now.
      expect((await attack(code)).status).toBe(422)
      await server.stop()
    })
  })

  describe('with a temporary password', () => {
    const temporary = { login: couple.login, password: 'tam-7d9f2' }
    const own = 'cây đa giếng nước 71'
    let hash: string

    beforeEach(async () => {
      hash = await cheapHasher.hash(temporary.password)
      await held.database.query
        .updateTable('accounts')
        .set({ password_hash: hash, temporary_until: test.clock.now + 3 * DAY })
        .where('person_id', '=', await personOf(couple))
        .execute()
    })
    afterAll(async () => {
      await held.database.query
        .updateTable('accounts')
        .set({ password_hash: await cheapHasher.hash(couple.password), temporary_until: null })
        .where('person_id', '=', await personOf(couple))
        .execute()
    })
    const newPasswordTicket = async () => {
      const answer = await signIn(temporary)
      expect(answer.headers.getSetCookie()).toEqual([])
      const step = await stepOf(answer)
      if (step.next !== 'new-password') throw new Error(step.next)
      return step.ticket
    }

    it('sets the person’s own before anything else, once', async () => {
      const ticket = await newPasswordTicket()
      const other = await newPasswordTicket()
      const told = await readSent(test, async () => {
        const answer = await post('/api/session/new-password', { ticket, password: own })
        expect(await stepOf(answer)).toMatchObject({ next: 'take-over', reason: 'new-browser' })
      })
      expect(told).toContainEqual(
        expect.objectContaining({
          channel: 'sms',
          body: expect.stringContaining('mat khau vua duoc dat lai'),
        }),
      )
      for (const used of [ticket, other])
        expect(await codeOf(await post('/api/session/new-password', { ticket: used, password: own }))).toBe(
          'ticket_expired',
        )
      expect(await codeOf(await signIn(temporary))).toBe('sign_in_failed')
      const entered = await test.signIn({ ...temporary, password: own })
      expect((await readSession(entered)).status).toBe(200)
    })

    it.each([
      ['the temporary one again', temporary.password],
      ['one’s own number', couple.login],
      ['one that is too short', 'ngắn'],
      ['one of the first that everyone tries', '12345678'],
    ])('refuses %s, and the ticket stays good', async (_what, password) => {
      const ticket = await newPasswordTicket()
      expect(await codeOf(await post('/api/session/new-password', { ticket, password }))).toBe(
        'password_weak',
      )
      expect((await post('/api/session/new-password', { ticket, password: own })).status).toBe(200)
    })

    it('replaces no other password that the office has given meanwhile', async () => {
      const ticket = await newPasswordTicket()
      const given = await cheapHasher.hash('tam khac 4471')
      const { hash: hashPassword } = test.hasher
      test.hasher.hash = async (...asked) => {
        await setAccount(couple, { password_hash: given })
        return hashPassword(...asked)
      }
      const answer = await post('/api/session/new-password', { ticket, password: own })
      test.hasher.hash = hashPassword
      expect(await codeOf(answer)).toBe('ticket_expired')
      expect(await stepOf(await signIn({ ...temporary, password: 'tam khac 4471' }))).toMatchObject({
        next: 'new-password',
      })
    })

    it('leads nowhere if everything under way was ended between the password and the ticket', async () => {
      const { verify } = test.hasher
      test.hasher.verify = async (...asked) => {
        const right = await verify(...asked)
        const personId = await personOf(couple)
        await held.database.query
          .transaction()
          .execute((transaction) => createOneTimeTokens(held.database).endAll(transaction, personId))
        return right
      }
      const ticket = await newPasswordTicket()
      test.hasher.verify = verify
      const answer = await post('/api/session/new-password', { ticket, password: own })
      expect(await codeOf(answer)).toBe('ticket_expired')
      expect(await stepOf(await signIn(temporary))).toMatchObject({ next: 'new-password' })
    })

    it('goes on to the change of devices where there is one', async () => {
      await held.database.query
        .updateTable('accounts')
        .set({ temporary_until: null })
        .where('person_id', '=', await personOf(couple))
        .execute()
      const before = await test.signIn(temporary)
      await setAccount(couple, { temporary_until: test.clock.now + DAY })
      const ticket = await newPasswordTicket()
      expect((await readSession(before)).status).toBe(200)
      const step = await stepOf(await post('/api/session/new-password', { ticket, password: own }))
      expect(step).toMatchObject({ next: 'take-over', proof: 'code' })
      expect((await readSession(before)).status).toBe(401)
    })

    it('says that it has expired to whoever has it right, and to nobody else', async () => {
      test.clock.now += 3 * DAY
      expect(await codeOf(await signIn(temporary))).toBe('temporary_password_expired')
      expect(await codeOf(await signIn({ ...temporary, password: 'tam-xxxxx' }))).toBe('sign_in_failed')
    })
  })

  it('answers a closed account like an unknown one', async () => {
    await setAccount(mother, { closed_at: test.clock.now })
    const before = test.hasher.verifications
    const [closed, unknown] = [await signIn(mother), await signIn({ login: '0012345678', password: 'x' })]
    expect(await closed.json()).toEqual(await unknown.json())
    expect([closed.status, unknown.status]).toEqual([401, 401])
    expect(test.hasher.verifications - before).toBe(2)
    await setAccount(mother, { closed_at: null })
  })

  describe('devices', () => {
    it('are listed with their sign-ins, and say which one asks', async () => {
      const first = await test.signIn(mother, { headers: { 'User-Agent': pixel } })
      const { devices: alone } = await readDevices(first)
      expect(alone[0]).toMatchObject({ name: 'Chrome, Android', active: true, current: true })
      // Later than whatever the tests before have left.
      test.clock.now += DAY
      const second = await test.signIn(mother)
      const { devices, signIns } = await readDevices(second)
      expect(devices[0]).toMatchObject({ name: '', active: true, current: true })
      expect(devices.find(({ name }) => name !== '')).toMatchObject({
        active: false,
        current: false,
        reason: 'device_replaced',
        endedAt: test.clock.now,
      })
      expect(signIns[0]).toEqual({ at: test.clock.now, method: 'password', device: '' })
      expect(signIns).toContainEqual({
        at: test.clock.now - DAY,
        method: 'password',
        device: 'Chrome, Android',
      })
    })

    it('can be taken off the list, which ends one that is active', async () => {
      // Later than whatever the tests before have left: the list is of the newest fifty.
      test.clock.now += 2 * DAY
      await test.signIn(mother)
      const cookie = await test.signIn(mother)
      const remove = (id: string, as = cookie, { password } = mother) =>
        post(`/api/devices/${id}/removal`, { password }, { cookie: as })
      const { devices } = await readDevices(cookie)
      const ended = devices.find(({ active }) => !active)
      const unproven = await remove(ended?.id ?? '', cookie, { ...mother, password: 'sai' })
      expect(await codeOf(unproven)).toBe('password_wrong')
      expect((await remove(ended?.id ?? '')).status).toBe(204)
      const { devices: left } = await readDevices(cookie)
      expect(left.map(({ id }) => id)).not.toContain(ended?.id)
      expect((await remove(ended?.id ?? '')).status).toBe(404)
      const active = devices.find(({ current }) => current)?.id ?? ''
      const stranger = await test.signIn(couple)
      expect((await remove(active, stranger, couple)).status).toBe(404)
      expect((await remove(active)).status).toBe(204)
      expect(await codeOf(await readSession(cookie))).toBe('session_expired')
      // Nothing is left to take over, and the browser is known no longer.
      expect(await stepOf(await signIn(mother, { cookie }))).toMatchObject({ reason: 'new-browser' })
    })

    it('are swept, with steps that are over, whatever is wrong with the pictures', async () => {
      const pictureFolder = makeFolder()
      const hash = '0'.repeat(64)
      // Where the file should be.
      await mkdir(join(pictureFolder, '00', hash), { recursive: true })
      const { query } = held.database
      const picture = { hash, subject: 'x', kind: 'front', created_at: 0, declaration_id: null } as const
      await query.insertInto('pictures').values(picture).execute()
      const over = { key_hash: 'over', person_id: null, content: '{}', expires_at: 1 }
      await query.insertInto('pending_steps').values(over).execute()
      // Another folder than that of the issuers before and after.
      await query.deleteFrom('picture_place').execute()
      const { issuer } = await createTestIssuer(held.database, { pictureFolder })
      await expect(issuer.sweep()).rejects.toThrow()
      expect(
        await query.selectFrom('pending_steps').where('key_hash', '=', 'over').selectAll().execute(),
      ).toEqual([])
      await query.deleteFrom('pictures').where('hash', '=', hash).execute()
      await query.deleteFrom('picture_place').execute()
      await issuer.stop()
    })

    it('are forgotten after half a year, with the sign-ins', async () => {
      await test.signIn(mother)
      await test.signIn(mother)
      const listSignIns = () => held.database.query.selectFrom('sign_ins').select('id').execute()
      expect((await listSignIns()).length).toBeGreaterThan(1)
      // Whatever clocks the other tests had.
      test.clock.now += 400 * DAY
      await test.issuer.sweep()
      expect(await listSignIns()).toEqual([])
      const { devices, signIns } = await readDevices(await test.signIn(mother))
      expect(devices.every(({ endedAt }) => endedAt === undefined || endedAt === test.clock.now)).toBe(true)
      expect(signIns).toHaveLength(1)
    })
  })

  async function readDevices(cookie: string) {
    const answer = await test.request('/api/devices', { cookie })
    expect(answer.status).toBe(200)
    return (await answer.json()) as {
      devices: { id: string; name: string; active: boolean; current: boolean; endedAt?: number }[]
      signIns: unknown[]
    }
  }

  it('takes only requests of its own origin', async () => {
    for (const path of [
      '/api/session/take-over',
      '/api/session/take-over/code',
      '/api/session/new-password',
    ]) {
      const answer = await post(path, {}, { headers: { Origin: 'https://evil.example' } })
      expect(await codeOf(answer)).toBe('forbidden_origin')
      expect((await post(path, {}, { headers: { Origin: ORIGIN } })).status).toBe(422)
    }
  })
})
