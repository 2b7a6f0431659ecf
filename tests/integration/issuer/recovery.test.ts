import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stripMarks } from '../../../src/core/strip-marks.ts'
import { Secret } from '../../../src/issuer/config.ts'
import { lockAccount } from '../../../src/issuer/db/lock-account.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { startServer } from '../../../src/issuer/http/server.ts'
import { isSignedByGateway } from '../../../src/issuer/messaging/gateway-signature.ts'
import { createOutgoingMessages } from '../../../src/issuer/messaging/outgoing-messages.ts'
import { createRateLimits, type RateLimit } from '../../../src/issuer/rate-limits/rate-limits.ts'
import { REQUESTS_PER_NETWORK, TRIES_PER_NETWORK } from '../../../src/issuer/recovery/recovery-limits.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { readSent, readSentCode } from '../../support/issuer/demo-inbox.ts'
import { rememberAccounts } from '../../support/issuer/fresh-accounts.ts'
import { findPersonId, touchCodes, whileUncommitted } from '../../support/issuer/interleave.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, START, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { startGateway, startMailServer } from '../../support/issuer/message-servers.ts'
import { createRecoveryDesk, recordStatements, sendSigned } from '../../support/issuer/recovery-desk.ts'

const [mother, retired] = demoAccounts
const motherPhone = '0000000001'
const nobody = '0123456789'
const NEW_PASSWORD = 'mai nay đi chợ'
const NO_MATCH = 'So dien thoai va ma so BHXH khong khop hoac chua dang ky giao dich dien tu voi co quan BHXH'
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe.each(['sqlite', 'postgresql'] as const)('recovery on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let desk: ReturnType<typeof createRecoveryDesk>
  let statements: string[]
  let forgetAll: () => Promise<void>

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    const recorded = recordStatements(held.database)
    statements = recorded.statements
    test = await createTestIssuer(recorded.database)
    desk = createRecoveryDesk(test)
    forgetAll = await rememberAccounts(held.database)
  })
  beforeEach(async () => {
    await forgetAll()
    test.clock.now = START
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  /** Uses a limit up to the last so many, as the requests of others do. */
  const useUp = async (limit: RateLimit, rest: number) => {
    const limits = createRateLimits(held.database, demoSecrets.keyEncryptionKey)
    for (let count = 0; count < limit.uses - rest; count++)
      expect(await limits.take([[limit, '192.0.2.1']], test.clock.now)).toBe(0)
  }

  const readCode = async (answer: Response): Promise<unknown> => ({
    status: answer.status,
    ...((await answer.json()) as { code: string }),
  })
  const codeInvalid = expect.objectContaining({ status: 422, code: 'code_invalid' })
  const mailedCode = (login = mother.login, email: string = mother.email) =>
    readSentCode(test, () => desk.askByEmail(login, email))

  describe('by email', () => {
    it('mails to the address on record, however it was typed', async () => {
      const sent = await readSent(test, () => desk.askByEmail(mother.login, mother.email.toUpperCase()))
      expect(sent.map(({ recipient }) => recipient)).toEqual([mother.email])
    })

    it('sets a new password, ends the sessions, leaves the card alone, and tells the person', async () => {
      const cookie = await test.signIn()
      const code = await mailedCode()
      expect(code).toMatch(/^\d{6}$/)
      const told = await readSent(test, async () => {
        expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
      })
      expect(told.map(({ channel, recipient }) => [channel, recipient]).sort()).toEqual([
        ['email', mother.email],
        ['sms', motherPhone],
      ])
      for (const { body } of told) expect(stripMarks(body)).toContain('vua duoc dat lai')
      expect((await desk.signIn(mother.login, mother.password)).status).toBe(401)
      expect((await desk.signIn(mother.login, NEW_PASSWORD)).status).toBe(200)
      expect(await readCode(await test.request('/api/session', { cookie }))).toMatchObject({
        code: 'session_expired',
      })
      const devices = await held.database.query.selectFrom('devices').select('ended_at').execute()
      expect(devices).toEqual([{ ended_at: null }])
      expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(422)
    })

    it('takes the address however it is written, and either number', async () => {
      const { personal_id: personalId } = await held.database.query
        .selectFrom('people')
        .select('personal_id')
        .where('bhxh_code', '=', mother.login)
        .executeTakeFirstOrThrow()
      const code = await mailedCode(String(personalId), mother.email.toUpperCase())
      expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
    })

    it('ends steps of a sign-in that are under way', async () => {
      await test.signIn()
      const step = (await (await desk.signIn(mother.login, mother.password)).json()) as { ticket: string }
      await desk.recover(mother.login, await mailedCode(), NEW_PASSWORD)
      const answer = await test.request('/api/session/take-over/code', {
        method: 'POST',
        body: { ticket: step.ticket },
      })
      expect(await readCode(answer)).toMatchObject({ code: 'ticket_expired' })
    })

    it.each([
      ['there is no active device', false],
      ['there is one, which a ticket would lead past', true],
    ])('ends a sign-in whose password was right a moment before, if %s', async (_which, isActive) => {
      if (isActive) await test.signIn()
      const code = await mailedCode()
      const { verify } = test.hasher
      test.hasher.verify = async (...asked) => {
        const right = await verify(...asked)
        expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
        return right
      }
      const answer = await desk.signIn(mother.login, mother.password)
      test.hasher.verify = verify
      expect(await readCode(answer)).toMatchObject({ status: 409, code: 'ticket_expired' })
      const { query } = held.database
      expect(await query.selectFrom('pending_steps').select('key_hash').execute()).toEqual([])
      expect(await query.selectFrom('sessions').select('id').where('end_code', 'is', null).execute()).toEqual(
        [],
      )
    })

    it('answers and works the same, whether or not anything is right', async () => {
      await held.database.query
        .updateTable('accounts')
        .set({ closed_at: test.clock.now })
        .where('email', '=', retired.email)
        .execute()
      const { bhxh_code: withoutAddress } = await held.database.query
        .selectFrom('people')
        .innerJoin('accounts', 'accounts.person_id', 'people.id')
        .select('bhxh_code')
        .where('email', 'is', null)
        .executeTakeFirstOrThrow()
      const asked: [what: string, login: string, email: string, mails: number][] = [
        ['number and address', mother.login, mother.email, 1],
        ['another address', mother.login, 'someone@example.vn', 0],
        ['an unknown number', nobody, mother.email, 0],
        ['an unknown personal number', '001088990001', mother.email, 0],
        ['an account without an address', withoutAddress, mother.email, 0],
        ['a closed account', retired.login, retired.email, 0],
      ]
      const seen: unknown[] = []
      for (const [, login, email, mails] of asked) {
        const solution = await desk.solve()
        const hashes = test.hasher.hashes + test.hasher.verifications
        const from = statements.length
        const sent = await readSent(test, async () => {
          const answer = await test.request('/api/recovery/email', {
            method: 'POST',
            body: { login, email, solution },
          })
          seen.push({
            status: answer.status,
            body: await answer.json(),
            statements: statements.slice(from).map((sql) => sql.replace('"personal_id"', '"bhxh_code"')),
            hashes: test.hasher.hashes + test.hasher.verifications - hashes,
          })
        })
        expect(sent).toHaveLength(mails)
      }
      expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
      expect(seen[0]).toMatchObject({
        status: 200,
        body: { resendAt: test.clock.now + 60, expiresAt: test.clock.now + 300 },
        hashes: 0,
      })
      expect((seen[0] as { statements: string[] }).statements.length).toBeGreaterThan(5)
    })

    it('answers the same again before a minute is over, and sends nothing', async () => {
      for (const [login, email] of [[mother.login, mother.email] as const, [nobody, mother.email] as const]) {
        await desk.askByEmail(login, email)
        const sent = await readSent(test, async () => {
          const again = await desk.askByEmail(login, email)
          expect(await again.json()).toEqual({
            resendAt: test.clock.now + 60,
            expiresAt: test.clock.now + 300,
          })
        })
        expect(sent).toEqual([])
      }
    })

    it('wants a proof of work that was not used before', async () => {
      const ask = (solution: string) =>
        test.request('/api/recovery/email', {
          method: 'POST',
          body: { login: mother.login, email: mother.email, solution },
        })
      const solution = await desk.solve()
      expect((await ask(solution)).status).toBe(200)
      for (const bad of [solution, 'e30']) {
        const sent = await readSent(test, async () =>
          expect(await readCode(await ask(bad))).toMatchObject({ code: 'challenge_invalid' }),
        )
        expect(sent).toEqual([])
      }
      expect(await readCode(await ask(''))).toMatchObject({ code: 'invalid_fields' })
    })

    it('limits what a network may ask for, over processes, and counts nothing without a proof of work', async () => {
      const second = await createTestIssuer(held.database)
      const other = createRecoveryDesk(second)
      const unsolved = { login: nobody, email: 'a@example.vn', solution: 'e30' }
      await useUp(REQUESTS_PER_NETWORK, 6)
      for (let count = 0; count < 3; count++) {
        await test.request('/api/recovery/email', { method: 'POST', body: unsolved })
        expect((await desk.askByEmail(nobody, 'a@example.vn')).status).toBe(200)
        expect((await other.askByEmail(nobody, 'a@example.vn')).status).toBe(200)
      }
      const refused = await desk.askByEmail(nobody, 'a@example.vn')
      expect(await readCode(refused)).toMatchObject({ code: 'too_many_requests', retryAfter: 3600 })
      expect(refused.headers.get('retry-after')).toBe('3600')
      expect((await desk.askByEmail(nobody, 'a@example.vn', '198.51.100.7')).status).toBe(200)
      test.clock.now += 3600
      expect((await desk.askByEmail(nobody, 'a@example.vn')).status).toBe(200)
      await second.issuer.stop()
    })

    it('sends an account six codes in six hours and says nothing of it', async () => {
      const received: number[] = []
      for (let count = 0; count < 8; count++) {
        const sent = await readSent(test, async () => {
          const answer = await desk.askByEmail(mother.login, mother.email, `198.51.100.${count}`)
          expect(answer.status).toBe(200)
        })
        received.push(sent.length)
        test.clock.now += 60
      }
      expect(received).toEqual([1, 1, 1, 1, 1, 1, 0, 0])
    })
  })

  describe('codes', () => {
    it('are refused alike for a number that has no account, whatever was asked before', async () => {
      const code = await mailedCode()
      await desk.askByEmail(nobody, mother.email)
      await desk.askByEmail(retired.login, 'someone@example.vn')
      const seen = new Set<string>()
      for (const login of [retired.login, nobody, '001088990001']) {
        const [from, hashes] = [statements.length, test.hasher.hashes]
        const answer = await readCode(await desk.recover(login, code, NEW_PASSWORD))
        expect(answer).toEqual(codeInvalid)
        const made = statements.slice(from).map((sql) => sql.replace('"personal_id"', '"bhxh_code"'))
        seen.add(JSON.stringify([answer, made, test.hasher.hashes - hashes]))
      }
      expect(seen.size).toBe(1)
      expect(test.hasher.hashes).toBeGreaterThan(0)
      expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
    })

    it('end when the owner changes the password', async () => {
      const cookie = await test.signIn(mother)
      const code = await mailedCode()
      const body = { current: mother.password, password: 'bến nước cây đa 93' }
      expect((await test.request('/api/account/password', { method: 'POST', cookie, body })).ok).toBe(true)
      expect(await readCode(await desk.recover(mother.login, code, NEW_PASSWORD))).toEqual(codeInvalid)
    })

    it('can be tried five times, by 50 connections at the same time, and are then worth nothing', async () => {
      const code = await mailedCode()
      const server = await startServer(test.issuer.app, { host: '127.0.0.1', port: 0, isSecure: false })
      const answers = await Promise.all(
        Array.from({ length: 50 }, async () => {
          const answer = await fetch(`http://127.0.0.1:${server.port}/api/recovery`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ login: mother.login, code: wrongFor(code), password: NEW_PASSWORD }),
          })
          return readCode(answer)
        }),
      )
      await server.stop()
      expect(answers).toEqual(Array.from({ length: 50 }, () => codeInvalid))
      const rows = await held.database.query.selectFrom('one_time_codes').select('tries').execute()
      expect(rows).toEqual([{ tries: 5 }])
      expect(await readCode(await desk.recover(mother.login, code, NEW_PASSWORD))).toEqual(codeInvalid)
    })

    it('are used once, also by several that have the right one', async () => {
      const code = await mailedCode()
      const answers = await Promise.all(
        Array.from({ length: 5 }, (_try, index) =>
          desk.recover(mother.login, code, NEW_PASSWORD, `198.51.100.${index}`),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422, 422, 422])
    })

    it('are not held by who waits for a sign-in of the same account, which needs them next', async () => {
      const code = await mailedCode()
      const id = await findPersonId(held.database.query, mother.email)
      const answer = await whileUncommitted(
        held.database,
        (transaction) => lockAccount(transaction, id),
        () => desk.recover(mother.login, code, NEW_PASSWORD),
        (transaction) => touchCodes(transaction, id),
      )
      expect(answer.status).toBe(204)
    })

    it('of one account or for one purpose are good for no other', async () => {
      const code = await mailedCode()
      expect(await readCode(await desk.recover(retired.login, code, NEW_PASSWORD))).toEqual(codeInvalid)
      await test.signIn()
      const step = (await (await desk.signIn(mother.login, mother.password)).json()) as { ticket: string }
      const transferDevice = (given: string) =>
        test.request('/api/session/take-over', { method: 'POST', body: { ticket: step.ticket, code: given } })
      expect(await readCode(await transferDevice(code))).toEqual(codeInvalid)
      const other = await readSentCode(test, () =>
        test.request('/api/session/take-over/code', { method: 'POST', body: { ticket: step.ticket } }),
      )
      if (other !== code)
        expect(await readCode(await desk.recover(mother.login, other, NEW_PASSWORD))).toEqual(codeInvalid)
      expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
    })

    it('end after five minutes', async () => {
      const code = await mailedCode()
      test.clock.now += 300
      expect(await readCode(await desk.recover(mother.login, code, NEW_PASSWORD))).toEqual(codeInvalid)
    })

    it('are not used up by a password that breaks a rule, and only their owner learns which', async () => {
      const code = await mailedCode()
      const weak = 'Nguyen Thi Mau'
      expect(await readCode(await desk.recover(mother.login, wrongFor(code), weak))).toEqual(codeInvalid)
      for (const [password, reason] of [
        [weak, 'own_name'],
        ['05031988', 'own_birth_date'],
        [motherPhone, 'own_number'],
        ['matkhau123', 'common'],
        ['ngắn', 'too_short'],
      ] as const) {
        const refused = await readCode(await desk.recover(mother.login, code, password))
        expect(refused).toMatchObject({ status: 422, code: 'password_weak' })
        expect((refused as { reasons: string[] }).reasons).toContain(reason)
      }
      expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
    })

    it('cannot be guessed over many accounts from one network', async () => {
      const guess = (index: number, address?: string) =>
        desk.recover(String(100_000_000 + index).padStart(10, '0'), '123456', NEW_PASSWORD, address)
      await useUp(TRIES_PER_NETWORK, 3)
      for (let count = 0; count < 3; count++) expect((await guess(count)).status).toBe(422)
      const hashes = test.hasher.hashes
      expect(await readCode(await guess(3))).toMatchObject({ status: 429, code: 'too_many_requests' })
      expect(test.hasher.hashes).toBe(hashes)
      expect((await guess(4, '198.51.100.7')).status).toBe(422)
    })
  })

  describe('by text message', () => {
    it.each(['BH MK 0099990001', 'bh mk 0099990001', ' Bh  mK\t0099 9900 01 \n', 'BHMK0099990001'])(
      'answers %j from the registered phone with a code',
      async (text) => {
        const sent = await readSent(test, async () =>
          expect((await desk.sendSms('+84000000001', text)).status).toBe(204),
        )
        expect(sent).toMatchObject([{ channel: 'sms', recipient: motherPhone }])
        const code = /^\d{6}/.exec(sent[0]?.body ?? '')?.[0] ?? ''
        expect((await desk.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
      },
    )

    it.each([
      ['0912345678', 'BH MK 0099990001'],
      [motherPhone, 'BH MK 0099990004'],
      [motherPhone, 'BH MK 0123456789'],
      ['84912345678', 'BH MK 1'],
    ])('answers %s with the words of the original service to %s', async (from, text) => {
      const sent = await readSent(test, () => desk.sendSms(from, text))
      expect(sent.map(({ body }) => body)).toEqual([NO_MATCH])
    })

    it.each(['', 'BH', 'BH THE 0099990001', 'BH MK', 'xin mã', 'BH MK 0099990001; drop table people'])(
      'says how it is done to %j',
      async (text) => {
        const sent = await readSent(test, () => desk.sendSms(motherPhone, text))
        expect(sent.map(({ body }) => body)).toEqual([expect.stringContaining('BH MK 0123456789')])
      },
    )

    it('says so when a code was sent a moment ago, and when there were too many', async () => {
      const ask = async () =>
        (await readSent(test, () => desk.sendSms(motherPhone, 'BH MK 0099990001')))[0]?.body ?? ''
      expect(await ask()).toMatch(/^\d{6}/)
      expect(await ask()).toContain('vua duoc gui')
      for (let count = 0; count < 4; count++) {
        test.clock.now += 60
        expect(await ask()).toMatch(/^\d{6}/)
      }
      test.clock.now += 60
      expect(await ask()).toContain('nhieu lan')
    })

    it('answers the phone whatever somebody who knows number and email has asked for', async () => {
      for (let count = 0; count < 7; count++) {
        await desk.askByEmail(mother.login, mother.email)
        test.clock.now += 60
      }
      expect(await readSent(test, () => desk.askByEmail(mother.login, mother.email))).toEqual([])
      const [answer] = await readSent(test, () => desk.sendSms(motherPhone, 'BH MK 0099990001'))
      expect(answer?.body).toMatch(/^\d{6}/)
    })

    it('answers a phone ten times an hour', async () => {
      const sent = await readSent(test, async () => {
        for (let count = 0; count < 12; count++)
          expect((await desk.sendSms('0912345678', 'xin chào')).status).toBe(204)
      })
      expect(sent).toHaveLength(10)
    })

    it('answers no phone abroad', async () => {
      const sent = await readSent(test, async () =>
        expect((await desk.sendSms('+33612345678', 'BH MK 0099990001')).status).toBe(204),
      )
      expect(sent).toEqual([])
    })

    const body = (id = randomUUID()) => JSON.stringify({ id, from: motherPhone, text: 'BH MK 0099990001' })

    it('takes a message once, however often it is played again', async () => {
      const message = body()
      const sent = await readSent(test, async () => {
        const answers = await Promise.all(Array.from({ length: 10 }, () => sendSigned(test, message)))
        expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 204))
        test.clock.now += 290
        expect((await sendSigned(test, message, { at: test.clock.now - 290 })).status).toBe(204)
      })
      expect(sent).toHaveLength(1)
    })

    it('takes nothing that the gateway has not signed, or not just now', async () => {
      const { now } = test.clock
      const sent = await readSent(test, async () => {
        for (const forged of [
          { secret: 'another secret of a gateway' },
          { signed: body() },
          { at: now - 301 },
          { at: now + 301 },
        ]) {
          const answer = await sendSigned(test, body(), forged)
          expect(await readCode(answer)).toMatchObject({ status: 401, code: 'signature_invalid' })
        }
        const unsigned = await test.request('/api/sms/inbound', { method: 'POST', body: body() })
        expect(unsigned.status).toBe(401)
      })
      expect(sent).toEqual([])
    })

    it('refuses what is no message, once it is signed', async () => {
      for (const [wrong, status] of [
        ['{', 400],
        ['{}', 422],
        [JSON.stringify({ id: 'a b', from: motherPhone, text: '' }), 422],
        [JSON.stringify({ id: 'a', from: 'BANK', text: '' }), 422],
        [JSON.stringify({ id: 'a', from: motherPhone, text: 'x'.repeat(1001) }), 422],
        ['x'.repeat(20_000), 413],
      ] as const)
        expect((await sendSigned(test, wrong)).status).toBe(status)
    })

    it('forgets ids after a day', async () => {
      await sendSigned(test, body())
      test.clock.now += 86_400
      await test.issuer.sweep()
      expect(await held.database.query.selectFrom('inbound_messages').selectAll().execute()).toHaveLength(1)
      test.clock.now += 1
      await test.issuer.sweep()
      expect(await held.database.query.selectFrom('inbound_messages').selectAll().execute()).toEqual([])
    })
  })

  it('reaches mailboxes and phones as the operator has configured them, and says in the log what does not', async () => {
    const [mail, gateway] = [await startMailServer(), await startGateway()]
    const secret = 'a secret of the gateway'
    const configured = await createTestIssuer(held.database, {
      smtp: { url: new Secret(mail.url), from: 'Ví BHYT <vi@bhxh.example>' },
      smsGateway: { url: gateway.url, secret: new Secret(secret) },
    })
    const its = createRecoveryDesk(configured)
    await its.askByEmail(mother.login, mother.email)
    await configured.issuer.deliverMessages()
    const code = /^\d{6}/.exec(mail.received[0]?.subject ?? '')?.[0] ?? ''
    expect((await its.recover(mother.login, code, NEW_PASSWORD)).status).toBe(204)
    gateway.answers.push(503)
    await configured.issuer.deliverMessages()
    expect(mail.received.map(({ subject }) => subject)).toEqual([
      expect.stringContaining(code),
      'Ví BHYT: mật khẩu đã được đặt lại',
    ])
    expect(configured.log).toContainEqual({
      event: 'message_trouble',
      entry: { trouble: 'retry sms', messages: 1 },
    })
    configured.clock.now += 5
    await configured.issuer.deliverMessages()
    expect(gateway.received).toHaveLength(2)
    for (const request of gateway.received)
      expect(isSignedByGateway(secret, request, configured.clock.now)).toBe(true)
    await configured.issuer.stop()
    await mail.stop()
    await gateway.stop()
  })

  describe('by a mailed password, where the operator wants that', () => {
    it('replaces the password by one that is used once, and does the same work for nobody', async () => {
      const mailing = await createTestIssuer(held.database, { recoveryMailsPassword: true })
      const desk = createRecoveryDesk(mailing)
      const sent = await readSent(mailing, () => desk.askByEmail(mother.login, mother.email))
      const temporary =
        sent.map(({ body }) => /[a-z2-9]{4}(-[a-z2-9]{4}){2}/.exec(body)?.[0]).find(Boolean) ?? ''
      // Whoever has the mailbox alone cannot do it without the phone hearing of it.
      expect(sent).toContainEqual(
        expect.objectContaining({ recipient: motherPhone, body: expect.stringContaining('dat lai') }),
      )
      expect((await desk.signIn(mother.login, mother.password)).status).toBe(401)
      const step = await (await desk.signIn(mother.login, temporary)).json()
      expect(step).toMatchObject({ next: 'new-password' })
      const hashes = mailing.hasher.hashes
      await desk.askByEmail(retired.login, 'someone@example.vn')
      expect(mailing.hasher.hashes).toBe(hashes + 1)
      expect((await desk.signIn(retired.login, retired.password)).status).toBe(200)
      mailing.clock.now += 3600
      expect(await readCode(await desk.signIn(mother.login, temporary))).toMatchObject({
        code: 'temporary_password_expired',
      })
      await mailing.issuer.stop()
    })
  })
})

describe('the inbox of the demo', () => {
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase('sqlite')
    test = await createTestIssuer(held.database)
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    test.request('/dev/inbox/sms', {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    })

  it('shows what was sent, and sends a text message through the door of the gateway', async () => {
    const form = await (await test.request('/dev/inbox/sms')).text()
    const [from = '', text = ''] = [...form.matchAll(/value="([^"]*)"/g)].map((match) => match[1])
    const answer = await post({ from, text })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/dev/inbox')
    const page = await test.request('/dev/inbox')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'/,
    )
    const markup = await page.text()
    expect(markup).toContain(`<h2>${motherPhone}</h2>`)
    expect(markup).toMatch(/\d{6} la ma dat lai mat khau/)
    expect(markup).not.toContain('<script')
  })

  it('shows what people have typed as text', async () => {
    await held.database.query.transaction().execute(async (transaction) => {
      const messages = createOutgoingMessages(held.database, {
        secret: demoSecrets.keyEncryptionKey,
        transports: {},
        keepsDelivered: true,
      })
      await messages.queue(
        transaction,
        {
          channel: 'email',
          recipient: 'a@example.vn',
          subject: '<img src=x onerror=alert(1)>',
          body: '"><script>alert(1)</script>',
          attachment: { name: 'tờ "khai".pdf', content: Uint8Array.of(1, 2, 3) },
        },
        test.clock.now,
      )
    })
    const markup = await (await test.request('/dev/inbox')).text()
    expect(markup).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(markup).not.toMatch(/<script|<img/)
    const path = /\/dev\/inbox\/[\w-]+\/attachment/.exec(markup)?.[0] ?? ''
    const attachment = await test.request(path)
    expect(new Uint8Array(await attachment.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3))
    expect(attachment.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''t%/)
    expect((await test.request('/dev/inbox/nothing/attachment')).status).toBe(404)
  })

  it('keeps what was typed when it is refused, and takes no form of another site', async () => {
    const refused = await post({ from: '"><b>', text: 'BH MK' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('value="&quot;&gt;&lt;b&gt;"')
    const foreign = await post({ from: motherPhone, text: 'x' }, { 'Sec-Fetch-Site': 'cross-site' })
    expect(foreign.status).toBe(403)
  })
})
