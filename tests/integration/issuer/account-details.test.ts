import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccountView } from '../../../src/core/api/recovery-contract.ts'
import { lockAccount } from '../../../src/issuer/db/lock-account.ts'
import { outdateSnapshots } from '../../../src/issuer/db/outdate-snapshots.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { type InboxMessage, readSent } from '../../support/issuer/demo-inbox.ts'
import { rememberAccounts } from '../../support/issuer/fresh-accounts.ts'
import { findPersonId, touchCodes, whileUncommitted } from '../../support/issuer/interleave.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, readCookie, START, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { createRecoveryDesk } from '../../support/issuer/recovery-desk.ts'

const [mother, retired] = demoAccounts
const oldPhone = '0000000001'
const newPhone = '0912345678'
const newEmail = 'Me.Moi@example.vn'
const NEW_PASSWORD = 'mai nay đi chợ'
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe.each(['sqlite', 'postgresql'] as const)('account details on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let cookie: string
  let forgetAll: () => Promise<void>

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    forgetAll = await rememberAccounts(held.database)
  })
  beforeEach(async () => {
    await forgetAll()
    test.clock.now = START
    cookie = await test.signIn()
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  const post = (path: string, body?: unknown) =>
    test.request(`/api/account/${path}`, { method: 'POST', cookie, ...(body !== undefined && { body }) })
  const read = async (): Promise<AccountView> =>
    (await (await test.request('/api/account', { cookie })).json()) as AccountView
  const askForEmail = (email = newEmail, password = mother.password) =>
    post('email/code', { email, password })
  const readProblem = async (answer: Response): Promise<{ status: number; code: string }> => ({
    status: answer.status,
    ...((await answer.json()) as { code: string }),
  })
  const codeTo = (recipient: string, sent: readonly InboxMessage[]) =>
    /\b\d{6}\b/.exec(sent.find((message) => message.recipient === recipient)?.body ?? '')?.[0] ?? ''

  it('take five wrong passwords in a quarter of an hour and twenty a day, of which the owner is told once', async () => {
    let tries = 0
    const sent = await readSent(test, async () => {
      for (let quarter = 0; quarter < 24; quarter++) {
        test.clock.now += 900
        for (let each = 0; each < 6; each++) {
          const { code } = await readProblem(await askForEmail(newEmail, 'sai'))
          if (code === 'password_wrong') tries++
          else expect(code).toBe('too_many_requests')
        }
      }
    })
    expect(tries).toBe(20)
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual([oldPhone, mother.email].sort())
    // The owner, who has the password, is stopped as well until the day is over: then it is right.
    expect((await askForEmail()).status).toBe(429)
    test.clock.now += 86_400
    expect((await askForEmail()).status).toBe(200)
  })

  it('count wrong passwords anew with a new one: who was in uses up none of the owner’s', async () => {
    for (let tries = 0; tries < 5; tries++)
      expect((await readProblem(await askForEmail(newEmail, 'sai'))).code).toBe('password_wrong')
    expect((await askForEmail()).status).toBe(429)
    const desk = createRecoveryDesk(test)
    const sent = await readSent(test, () => desk.askByEmail(mother.login, mother.email))
    await desk.recover(mother.login, codeTo(mother.email, sent), NEW_PASSWORD)
    cookie = await test.signIn({ ...mother, password: NEW_PASSWORD }, { cookie })
    expect((await askForEmail(newEmail, NEW_PASSWORD)).status).toBe(200)
  })

  it('tell the owner also of somebody who never uses up a quarter of an hour', async () => {
    const sent = await readSent(test, async () => {
      for (let quarter = 0; quarter < 5; quarter++) {
        test.clock.now += 900
        for (let each = 0; each < 4; each++)
          expect((await readProblem(await askForEmail(newEmail, 'sai'))).code).toBe('password_wrong')
      }
    })
    expect(sent).toHaveLength(2)
  })

  it('take an email as it was confirmed, letter by letter', async () => {
    const sent = await readSent(test, () => askForEmail())
    const code = codeTo(newEmail, sent)
    expect((await readProblem(await post('email', { email: newEmail.toLowerCase(), code }))).code).toBe(
      'code_invalid',
    )
    expect((await post('email', { email: newEmail, code })).status).toBe(204)
  })

  it('show what is known of the account holder, the phone masked', async () => {
    expect(await read()).toEqual({
      fullName: 'Nguyễn Thị Mẫu',
      dateOfBirth: '1988-03-05',
      sex: 'female',
      bhxhCode: mother.login,
      personalId: expect.stringMatching(/^099\d{9}$/),
      phone: '••••••• 01',
      email: mother.email,
    })
  })

  it.each([
    ['GET', '/api/account', undefined],
    ['POST', '/api/account/password', { current: 'a', password: 'b' }],
    ['POST', '/api/account/email/code', { email: newEmail, password: 'a' }],
    ['POST', '/api/account/email', { email: newEmail, code: '123456' }],
    ['POST', '/api/account/phone-codes', { phone: newPhone, password: 'a' }],
    ['POST', '/api/account/phone', { phone: newPhone, oldCode: '123456', newCode: '123456' }],
    ['POST', '/api/account/address/code', undefined],
    ['POST', '/api/account/address', { address: 'a', wardCode: '00004', code: '123456' }],
    ['POST', '/api/account/closing-request', { password: 'a' }],
    ['PUT', '/api/account/language', { language: 'ko' }],
  ])('need a session for %s %s', async (method, path, body) => {
    const answer = await test.request(path, { method, ...(body && { body }) })
    expect(await readProblem(answer)).toMatchObject({ status: 401, code: 'session_expired' })
  })

  describe('the language', () => {
    const setLanguage = (language: string) =>
      test.request('/api/account/language', { method: 'PUT', cookie, body: { language } })
    const askForCodes = () =>
      readSent(test, () => post('phone-codes', { phone: newPhone, password: mother.password }))

    it('is that of the app: text messages come in it, and in Vietnamese where none is known', async () => {
      const before = await askForCodes()
      expect(before.map(({ body }) => body)).toEqual([
        expect.stringMatching(/^\d{6} la ma/),
        expect.stringMatching(/^\d{6} la ma/),
      ])
      test.clock.now += 60
      expect((await setLanguage('ko')).status).toBe(204)
      const after = await askForCodes()
      expect(after.map(({ body }) => body)).toEqual([
        expect.stringMatching(/^\d{6} .*인증번호/),
        expect.stringMatching(/^\d{6} .*인증번호/),
      ])
    })

    it('is of notices and mails as well', async () => {
      await setLanguage('ja')
      const told = await readSent(test, async () => {
        await post('closing-request', { password: mother.password })
      })
      expect(told.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
      for (const { body } of told) expect(body).toContain('解約の申請を受け付けました')
      expect(told.find(({ channel }) => channel === 'email')?.body).toMatch(/^ご利用の方へ\n/)
    })

    it('is one that the app speaks', async () => {
      expect(await readProblem(await setLanguage('fr'))).toMatchObject({
        status: 422,
        code: 'invalid_fields',
      })
    })
  })

  describe('the password', () => {
    const change = (current: string, password: string) => post('password', { current, password })

    it('is told of by text message thirty times a day, by mail and in the inbox each time', async () => {
      const passwords = [NEW_PASSWORD, 'hai con vịt bơi']
      let current: string = mother.password
      const told = await readSent(test, async () => {
        for (let count = 0; count < 32; count++) {
          const next = passwords[count % 2] ?? ''
          const answer = await change(current, next)
          expect(answer.status).toBe(204)
          cookie = readCookie(answer)
          current = next
        }
      })
      expect(told.filter(({ channel }) => channel === 'sms')).toHaveLength(30)
      expect(told.filter(({ channel }) => channel === 'email')).toHaveLength(32)
      // No number of them hides that somebody else's email is on record now.
      const code = codeTo(newEmail, await readSent(test, () => askForEmail(newEmail, current)))
      const changed = await readSent(test, () => post('email', { email: newEmail, code }))
      expect(changed.map(({ recipient }) => recipient).sort()).toEqual([oldPhone, mother.email])
    })

    it('is changed by who knows the present one; the session goes on under another token', async () => {
      const told = await readSent(test, async () => {
        const answer = await change(mother.password, NEW_PASSWORD)
        expect(answer.status).toBe(204)
        const rotated = readCookie(answer)
        expect(await readProblem(await test.request('/api/account', { cookie }))).toMatchObject({
          code: 'session_expired',
        })
        expect(rotated).toMatch(/^__Host-session=/)
        expect(rotated).not.toBe(cookie)
        cookie = rotated
      })
      expect(told.map(({ recipient }) => recipient).sort()).toEqual([oldPhone, mother.email])
      expect(await read()).toMatchObject({ passwordChangedAt: test.clock.now })
      const signIn = (password: string) =>
        test.request('/api/session', { method: 'POST', body: { login: mother.login, password } })
      expect((await signIn(mother.password)).status).toBe(401)
      expect((await signIn(NEW_PASSWORD)).status).toBe(200)
    })

    it('can be tried five times in a quarter of an hour', async () => {
      for (let count = 0; count < 5; count++)
        expect(await readProblem(await change('wrong', NEW_PASSWORD))).toMatchObject({
          status: 422,
          code: 'password_wrong',
        })
      const verifications = test.hasher.verifications
      expect(await readProblem(await change(mother.password, NEW_PASSWORD))).toMatchObject({
        status: 429,
        retryAfter: 900,
      })
      expect(test.hasher.verifications).toBe(verifications)
      test.clock.now += 900
      expect((await change(mother.password, NEW_PASSWORD)).status).toBe(204)
    })

    it.each([
      ['Nguyễn Thị Mẫu 1', 'own_name'],
      ['5.3.1988', 'own_birth_date'],
      [mother.login, 'own_number'],
      ['anhyeuem', 'common'],
      // Known to the issuer alone.
      ['toiyeuhaiphong', 'common'],
    ])('is not %s', async (password, reason) => {
      const refused = await readProblem(await change(mother.password, password))
      expect(refused).toMatchObject({ status: 422, code: 'password_weak' })
      expect((refused as unknown as { reasons: string[] }).reasons).toContain(reason)
      expect((await test.request('/api/account', { cookie })).status).toBe(200)
    })
  })

  describe('the email address', () => {
    it('is changed by a code that went there; the old address and the phone are told', async () => {
      const sent = await readSent(test, async () => {
        const answer = await askForEmail()
        expect(await answer.json()).toEqual({
          resendAt: test.clock.now + 60,
          expiresAt: test.clock.now + 300,
        })
      })
      expect(sent.map(({ recipient }) => recipient)).toEqual([newEmail])
      const code = codeTo(newEmail, sent)
      expect(await readProblem(await post('email', { email: newEmail, code: wrongFor(code) }))).toMatchObject(
        {
          code: 'code_invalid',
        },
      )
      const told = await readSent(test, async () =>
        expect((await post('email', { email: newEmail, code })).status).toBe(204),
      )
      expect(told.map(({ recipient }) => recipient).sort()).toEqual([oldPhone, mother.email])
      expect(JSON.stringify(told)).not.toContain(newEmail)
      expect((await read()).email).toBe(newEmail)
      const desk = createRecoveryDesk(test)
      const [mail] = await readSent(test, () => desk.askByEmail(mother.login, newEmail))
      expect(mail?.recipient).toBe(newEmail)
    })

    it('is not made the account’s by whoever has the session alone', async () => {
      const sent = await readSent(test, async () => {
        for (let count = 0; count < 5; count++)
          expect(await readProblem(await askForEmail(newEmail, 'sai'))).toMatchObject({
            code: 'password_wrong',
          })
        expect(await readProblem(await askForEmail())).toMatchObject({ status: 429, retryAfter: 900 })
      })
      expect(sent.map(({ recipient }) => recipient)).not.toContain(newEmail)
    })

    it('of the declaration is offered, and tells nobody a password until a code has confirmed it', async () => {
      await held.database.query
        .updateTable('accounts')
        .set({ email: null, declared_email: newEmail })
        .where('email', '=', mother.email)
        .execute()
      const desk = createRecoveryDesk(test)
      const { email, declaredEmail } = await read()
      expect([email, declaredEmail]).toEqual([undefined, newEmail])
      expect(await readSent(test, () => desk.askByEmail(mother.login, newEmail))).toEqual([])
      const code = codeTo(newEmail, await readSent(test, askForEmail))
      expect((await post('email', { email: newEmail, code })).status).toBe(204)
      expect(await read()).not.toHaveProperty('declaredEmail')
      expect(await readSent(test, () => desk.askByEmail(mother.login, newEmail))).toHaveLength(1)
    })

    it('is not confirmed by a code for another one, or for another account', async () => {
      const sent = await readSent(test, () => askForEmail())
      const code = codeTo(newEmail, sent)
      const tried = await post('email', { email: 'khac@example.vn', code })
      expect(await readProblem(tried)).toMatchObject({ code: 'code_invalid' })
      const own = cookie
      cookie = await test.signIn(retired)
      expect(await readProblem(await post('email', { email: newEmail, code }))).toMatchObject({
        code: 'code_invalid',
      })
      cookie = own
      expect((await post('email', { email: newEmail, code })).status).toBe(204)
    })

    it('is asked for again after a minute; before, the code that was sent counts', async () => {
      await askForEmail()
      const start = test.clock.now
      test.clock.now += 20
      const sent = await readSent(test, async () => {
        const again = await askForEmail()
        expect(await again.json()).toEqual({ resendAt: start + 60, expiresAt: start + 300 })
      })
      expect(sent).toEqual([])
      // The limit is on what is sent: 10 an hour.
      for (let count = 0; count < 9; count++)
        expect((await askForEmail(`a${count}@example.vn`)).status).toBe(200)
      expect((await askForEmail('b@example.vn')).status).toBe(429)
    })
  })

  it('send no more than ten codes an hour, and twenty a day, to wherever', async () => {
    for (let count = 0; count < 10; count++)
      expect((await askForEmail(`a${count}@example.vn`)).status).toBe(200)
    const refused = await askForEmail('a10@example.vn')
    expect(await readProblem(refused)).toMatchObject({ status: 429, retryAfter: 3600 })
    test.clock.now += 3600
    for (let count = 0; count < 10; count++)
      expect((await askForEmail(`b${count}@example.vn`)).status).toBe(200)
    test.clock.now += 3600
    const late = await askForEmail('b10@example.vn')
    expect(await readProblem(late)).toMatchObject({ status: 429, retryAfter: 22 * 3600 })
  })

  it('send codes for the address as often, which use up none of those that ask for the password', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 11; count++) {
      statuses.push((await post('address/code')).status)
      test.clock.now += 61
    }
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429])
    expect((await askForEmail()).status).toBe(200)
  })

  it('are changed in the moment of a sign-in, neither of which waits for the other for ever', async () => {
    const code = codeTo(newEmail, await readSent(test, askForEmail))
    const id = await findPersonId(held.database.query, mother.email)
    const answer = await whileUncommitted(
      held.database,
      (transaction) => lockAccount(transaction, id),
      () => post('email', { email: newEmail, code }),
      // As in the inbox, of the new device.
      (transaction) => outdateSnapshots(transaction, [id]),
    )
    expect(answer.status).toBe(204)
  })

  describe('the phone number', () => {
    const askForCodes = (phone: string, password = mother.password) =>
      post('phone-codes', { phone, password })
    const sendCodes = async () => {
      const sent = await readSent(test, () => askForCodes(newPhone))
      expect(sent.map(({ recipient }) => recipient).sort()).toEqual([oldPhone, newPhone])
      return { oldCode: codeTo(oldPhone, sent), newCode: codeTo(newPhone, sent) }
    }
    const change = (oldCode: string, newCode: string) => post('phone', { phone: newPhone, oldCode, newCode })

    it('is changed by the codes of both phones; the old one is told', async () => {
      const { oldCode, newCode } = await sendCodes()
      const told = await readSent(test, async () => expect((await change(oldCode, newCode)).status).toBe(204))
      expect(told.map(({ recipient }) => recipient).sort()).toEqual([oldPhone, mother.email])
      expect((await read()).phone).toBe('••••••• 78')
      const desk = createRecoveryDesk(test)
      const answers = await readSent(test, async () => {
        await desk.sendSms(newPhone, `BH MK ${mother.login}`)
        await desk.sendSms(oldPhone, `BH MK ${mother.login}`)
      })
      expect(answers.filter(({ body }) => /^\d{6}/.test(body)).map(({ recipient }) => recipient)).toEqual([
        newPhone,
      ])
    })

    it('is not changed by whoever has the session and both phones, but not the password', async () => {
      const sent = await readSent(test, async () =>
        expect(await readProblem(await askForCodes(newPhone, 'sai'))).toMatchObject({
          code: 'password_wrong',
        }),
      )
      expect(sent).toEqual([])
    })

    it('leaves whoever holds the old phone no code by which to come back', async () => {
      const desk = createRecoveryDesk(test)
      const answers = await readSent(test, () => desk.sendSms(oldPhone, `BH MK ${mother.login}`))
      const recovery = codeTo(oldPhone, answers)
      expect(recovery).not.toBe('')
      const { oldCode, newCode } = await sendCodes()
      expect((await change(oldCode, newCode)).status).toBe(204)
      expect((await desk.recover(mother.login, recovery, NEW_PASSWORD)).status).toBe(422)
    })

    it('needs both codes; a right one is not used up by a wrong one beside it', async () => {
      const { oldCode, newCode } = await sendCodes()
      for (const [old, next] of [
        [oldCode, wrongFor(newCode)],
        [wrongFor(oldCode), newCode],
      ] as const)
        expect(await readProblem(await change(old, next))).toMatchObject({ code: 'code_invalid' })
      if (oldCode !== newCode)
        expect(await readProblem(await change(newCode, oldCode))).toMatchObject({ code: 'code_invalid' })
      expect((await change(oldCode, newCode)).status).toBe(204)
    })

    it('cannot be guessed, however many try at once', async () => {
      const { oldCode, newCode } = await sendCodes()
      const answers = await Promise.all(Array.from({ length: 50 }, () => change(wrongFor(oldCode), newCode)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]))
      const rows = await held.database.query.selectFrom('one_time_codes').select('tries').execute()
      expect(rows).toEqual([{ tries: 5 }, { tries: 5 }])
      expect(await readProblem(await change(oldCode, newCode))).toMatchObject({ code: 'code_invalid' })
    })

    it('serves one account, which is said only to who has both phones', async () => {
      await held.database.query
        .updateTable('accounts')
        .set({ phone: newPhone })
        .where('email', '=', retired.email)
        .execute()
      const { oldCode, newCode } = await sendCodes()
      expect(await readProblem(await change(oldCode, wrongFor(newCode)))).toMatchObject({
        code: 'code_invalid',
      })
      expect(await readProblem(await change(oldCode, newCode))).toMatchObject({
        status: 409,
        code: 'phone_in_use',
      })
      expect((await read()).phone).toBe('••••••• 01')
    })

    it('is one person’s of two who take it in the same moment', async () => {
      const { oldCode, newCode } = await sendCodes()
      const answer = await whileUncommitted(
        held.database,
        (transaction) =>
          transaction
            .updateTable('accounts')
            .set({ phone: newPhone })
            .where('email', '=', retired.email)
            .execute(),
        () => change(oldCode, newCode),
      )
      expect(await readProblem(answer)).toMatchObject({ status: 409, code: 'phone_in_use' })
      expect((await read()).phone).toBe('••••••• 01')
    })

    it('is not confirmed by codes for another one', async () => {
      const { oldCode, newCode } = await sendCodes()
      const other = await post('phone', { phone: '0987654321', oldCode, newCode })
      expect(await readProblem(other)).toMatchObject({ code: 'code_invalid' })
    })

    it('is not changed to itself', async () => {
      expect(await readProblem(await askForCodes(oldPhone))).toMatchObject({
        code: 'invalid_fields',
        fields: ['phone'],
      })
    })

    it('is the office’s to add where there is none', async () => {
      await held.database.query
        .updateTable('accounts')
        .set({ phone: null })
        .where('email', '=', mother.email)
        .execute()
      for (const answer of [await askForCodes(newPhone), await post('address/code')])
        expect(await readProblem(answer)).toMatchObject({ status: 409, code: 'phone_missing' })
      expect(await read()).not.toHaveProperty('phone')
    })
  })

  describe('the address', () => {
    const address = { address: ' Số 1 ngõ 2 phố Mẫu ', wardCode: '00004' }

    it('holds no code while it waits for what else is done with the account', async () => {
      const code = codeTo(oldPhone, await readSent(test, () => post('address/code')))
      const id = await findPersonId(held.database.query, mother.email)
      const answer = await whileUncommitted(
        held.database,
        (transaction) => lockAccount(transaction, id),
        () => post('address', { ...address, code }),
        (transaction) => touchCodes(transaction, id),
      )
      expect(answer.status).toBe(204)
    })

    it('is changed by a code that went to the phone', async () => {
      const sent = await readSent(test, () => post('address/code'))
      expect(sent.map(({ recipient }) => recipient)).toEqual([oldPhone])
      const code = codeTo(oldPhone, sent)
      expect(await readProblem(await post('address', { ...address, code: wrongFor(code) }))).toMatchObject({
        code: 'code_invalid',
      })
      expect((await post('address', { ...address, code })).status).toBe(204)
      expect(await read()).toMatchObject({ address: 'Số 1 ngõ 2 phố Mẫu', wardCode: '00004' })
    })

    it.each([
      [{ ...address, wardCode: '99999' }, 'wardCode'],
      [{ ...address, wardCode: 'x' }, 'wardCode'],
      [{ ...address, address: ' ' }, 'address'],
      [{ ...address, address: 'x'.repeat(201) }, 'address'],
      [{ ...address, address: 'a\u202eb' }, 'address'],
    ])('is not %j', async (wrong, field) => {
      expect(await readProblem(await post('address', { ...wrong, code: '123456' }))).toMatchObject({
        code: 'invalid_fields',
        fields: [field],
      })
    })
  })

  describe('the end of the account', () => {
    const ask = (password = mother.password) => post('closing-request', { password })
    const requests = () =>
      held.database.query.selectFrom('office_requests').select(['kind', 'state']).execute()

    it('is asked of the office once, by who knows the password, who is told', async () => {
      expect(await readProblem(await ask('wrong'))).toMatchObject({ code: 'password_wrong' })
      expect(await requests()).toEqual([])
      const told = await readSent(test, async () => {
        const answers = await Promise.all([ask(), ask(), ask()])
        expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
      })
      expect(told.map(({ recipient }) => recipient).sort()).toEqual([oldPhone, mother.email])
      expect(await requests()).toEqual([{ kind: 'close-account', state: 'waiting' }])
      expect((await read()).closingRequestedAt).toBe(test.clock.now)
    })

    it('can be asked for again when the office has refused', async () => {
      await ask()
      await held.database.query
        .updateTable('office_requests')
        .set({ state: 'refused', decided_at: test.clock.now })
        .execute()
      expect(await read()).not.toHaveProperty('closingRequestedAt')
      test.clock.now += 86_400
      await ask()
      expect((await read()).closingRequestedAt).toBe(test.clock.now)
      expect((await requests()).map(({ state }) => state).sort()).toEqual(['refused', 'waiting'])
    })

    it('can be asked for again when of earlier ones some are kept and some are not any more', async () => {
      const refuse = () =>
        held.database.query.updateTable('office_requests').set({ state: 'refused' }).execute()
      await ask()
      await refuse()
      const [oldest] = await held.database.query.selectFrom('office_requests').select('id').execute()
      await ask()
      await refuse()
      await held.database.query
        .deleteFrom('office_requests')
        .where('id', '=', oldest?.id ?? '')
        .execute()
      await ask()
      expect((await requests()).map(({ state }) => state).sort()).toEqual(['refused', 'waiting'])
    })
  })
})
