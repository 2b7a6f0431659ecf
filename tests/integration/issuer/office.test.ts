import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { endpoints } from '../../../src/core/api/contract.ts'
import type { Endpoint } from '../../../src/core/api/endpoint.ts'
import type {
  AuditView,
  DeclarationListView,
  DeclarationView,
  OfficeRequestListView,
  OfficeRequestView,
  OfficerSessionView,
} from '../../../src/core/api/office-contract.ts'
import { argon2Hasher } from '../../../src/issuer/accounts/password.ts'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { demoNewcomer } from '../../../src/issuer/demo/demo-newcomers.ts'
import { DEMO_OFFICER_PASSWORD } from '../../../src/issuer/demo/demo-office.ts'
import { createOfficers } from '../../../src/issuer/office/officers.ts'
import { fileRequest, type NewOfficeRequest } from '../../../src/issuer/office-requests/office-requests.ts'
import { readInbox } from '../../support/demo-inbox.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer-database.ts'
import { createTestIssuer, readCookie, type TestIssuer } from '../../support/issuer-fixture.ts'
import { createRegistrationDesk } from '../../support/registration-desk.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const [mother] = demoAccounts
/** In the order in which they can be emptied. */
const tablesOfAccount = [
  'sessions',
  'sign_ins',
  'pending_steps',
  'devices',
  'office_requests',
  'accounts',
] as const
const card = { kind: 'cccd', number: demoNewcomer.personalId } as const

describe.each(['sqlite', 'postgresql'] as const)('the office on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let start: number
  let today: string
  let officer: string
  let supervisor: string
  let stranger: string

  const makeAudit = () => createAuditLog(held.database, demoSecrets.keyEncryptionKey)

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
    test = await createTestIssuer(held.database)
    today = new Date(test.clock.now * 1000).toISOString().slice(0, 10)
    const officers = createOfficers(held.database, { hasher: argon2Hasher, audit: makeAudit() })
    const added = await officers.add(
      { login: 'khac', fullName: 'Cán Bộ Nơi Khác', officeCode: '04', role: 'supervisor' },
      test.clock.now,
    )
    expect(added).toEqual({ ok: false, error: 'office_unknown' })
    const other = await officers.add(
      { login: 'khac', fullName: 'Cán Bộ Nơi Khác', officeCode: '004', role: 'supervisor' },
      test.clock.now,
    )
    const first = other.ok ? other.value : ''
    const temporary = readCookie(await signIn('khac', first))
    const changed = await send('/api/office/password', temporary, 'PUT', {
      password: first,
      newPassword: 'chiec xe dap mau do 7',
    })
    expect(changed.status).toBe(204)
    start = test.clock.now
  })
  beforeEach(async () => {
    await held.database.query.deleteFrom('use_counts').execute()
    await held.database.query.deleteFrom('one_time_codes').execute()
    test.clock.now = start
    officer = readCookie(await signIn('canbo', DEMO_OFFICER_PASSWORD))
    supervisor = readCookie(await signIn('phutrach', DEMO_OFFICER_PASSWORD))
    stranger = readCookie(await signIn('khac', 'chiec xe dap mau do 7'))
  })
  afterAll(() => held.dispose())

  const signIn = (login: string, password: string, address = '192.0.2.1') =>
    test.request('/api/office/session', { method: 'POST', body: { login, password }, address })
  const send = (path: string, cookie: string, method = 'GET', body?: unknown) =>
    test.request(path, { method, cookie, ...(body !== undefined && { body }) })
  const post = (path: string, body: unknown, cookie = officer) => send(path, cookie, 'POST', body)
  const read = async <View>(path: string, cookie = officer) =>
    (await (await send(path, cookie)).json()) as View
  const problemOf = async (answer: Response) => {
    const { code, fields } = (await answer.json()) as { code: string; fields?: string[] }
    return [answer.status, code, ...(fields ?? [])]
  }
  const messagesTo = async (recipient: string) =>
    (await readInbox(test)).filter((message) => message.recipient === recipient)
  /** The message to someone that says this. */
  const findMessage = async (recipient: string, text: string) =>
    (await messagesTo(recipient)).find(({ body }) => body.includes(text))?.body ?? ''
  /** Who registers anew each time: the account of the time before is taken back. */
  const forgetNewcomer = async () => {
    const { id } = await personOf(demoNewcomer.bhxhCode)
    for (const table of tablesOfAccount)
      await held.database.query.deleteFrom(table).where('person_id', '=', id).execute()
    await held.database.query
      .updateTable('declarations')
      .set({ state: 'refused' })
      .where('number', '=', demoNewcomer.bhxhCode)
      .execute()
  }
  const personOf = (code: string) =>
    held.database.query
      .selectFrom('people')
      .selectAll()
      .where('bhxh_code', '=', code)
      .executeTakeFirstOrThrow()
  let phones = 0
  const fileDeclaration = async (changes = {}) => {
    const phone = `00007${String(++phones).padStart(5, '0')}`
    const { receipt } = await createRegistrationDesk(test, `198.51.100.${phones}`).fileNew(phone, changes)
    const { id } = await held.database.query
      .selectFrom('declarations')
      .select('id')
      .where('file_number', '=', receipt.fileNumber)
      .executeTakeFirstOrThrow()
    return { id, phone, fileNumber: receipt.fileNumber }
  }
  const approve = (id: string, seen: object = {}, cookie = officer) =>
    post(`/api/office/declarations/${id}/approval`, { seen: { ...card, date: today, ...seen } }, cookie)
  const passwordIn = (body: string) => /[a-z0-9]{4}(-[a-z0-9]{4}){2}/.exec(body)?.[0] ?? ''

  describe('sessions', () => {
    it('are in a cookie of their own, for eight hours or half an hour without use', async () => {
      const answer = await signIn('canbo', DEMO_OFFICER_PASSWORD)
      expect(answer.headers.get('set-cookie')).toMatch(
        /^__Host-officer=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=28800; Secure; HttpOnly; SameSite=Strict$/,
      )
      const view = (await answer.json()) as OfficerSessionView
      expect(view).toMatchObject({
        officer: { name: 'Trần Thị Cán Bộ Mẫu', role: 'officer', office: { code: '00191' } },
        passwordTemporary: false,
        expiresAt: test.clock.now + HOUR / 2,
      })
      const cookie = readCookie(answer)
      for (let used = 0; used < 15; used++) {
        test.clock.now += HOUR / 2 - 1
        expect((await send('/api/office/session', cookie)).status).toBe(200)
      }
      test.clock.now = start + 8 * HOUR
      expect(await problemOf(await send('/api/office/session', cookie))).toEqual([
        401,
        'officer_session_expired',
      ])
      test.clock.now = start
      const idle = readCookie(await signIn('canbo', DEMO_OFFICER_PASSWORD))
      test.clock.now += HOUR / 2
      expect((await send('/api/office/session', idle)).status).toBe(401)
      await test.issuer.sweep()
      const left = await held.database.query.selectFrom('officer_sessions').select('id').execute()
      expect(left.some(({ id }) => idle.includes(id))).toBe(false)
    })

    it('end with a sign-out', async () => {
      const cookie = readCookie(await signIn('canbo', DEMO_OFFICER_PASSWORD))
      const answer = await send('/api/office/session', cookie, 'DELETE')
      expect(answer.headers.get('set-cookie')).toMatch(/^__Host-officer=; .*Max-Age=0/)
      expect((await send('/api/office/session', cookie)).status).toBe(401)
    })

    it('are refused alike for a wrong password, no such officer, and one who has ended', async () => {
      const officers = createOfficers(held.database, { hasher: argon2Hasher, audit: makeAudit() })
      const left = {
        login: 'da-nghi',
        fullName: 'Cán Bộ Đã Nghỉ',
        officeCode: '00191',
        role: 'officer',
      } as const
      const added = await officers.add(left, test.clock.now)
      const password = added.ok ? added.value : ''
      const cookie = readCookie(await signIn('da-nghi', password))
      await officers.end('da-nghi', test.clock.now)
      expect((await send('/api/office/session', cookie)).status).toBe(401)
      const answers = [
        await signIn('canbo', 'khong dung'),
        await signIn('khong-co-ai', 'khong dung'),
        await signIn('da-nghi', password),
      ]
      const before = test.hasher.verifications
      await signIn('khong-co-ai-nua', 'khong dung')
      expect(test.hasher.verifications).toBe(before + 1)
      const texts = await Promise.all(answers.map((answer) => answer.text()))
      expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401])
      expect(new Set(texts).size).toBe(1)
      expect(texts[0]).toContain('officer_sign_in_failed')
    })

    it('stop guesses after five, also of many at the same time, and not the officer elsewhere', async () => {
      const tries = await Promise.all(
        Array.from({ length: 20 }, () => signIn('canbo', 'khong dung', '203.0.113.7')),
      )
      const statuses = tries.map((answer) => answer.status).sort()
      expect(statuses.filter((status) => status === 401)).toHaveLength(5)
      expect(statuses.filter((status) => status === 429)).toHaveLength(15)
      expect((await signIn('canbo', DEMO_OFFICER_PASSWORD, '203.0.113.7')).status).toBe(429)
      expect((await signIn('canbo', DEMO_OFFICER_PASSWORD, '203.0.113.8')).status).toBe(200)
    })

    it('begin with a password of one’s own: the first one is good for nothing else, and 72 hours', async () => {
      const officers = createOfficers(held.database, { hasher: argon2Hasher, audit: makeAudit() })
      const fresh = { login: 'moi', fullName: 'Cán Bộ Mới', officeCode: '00191', role: 'officer' } as const
      const added = await officers.add(fresh, test.clock.now)
      const first = added.ok ? added.value : ''
      const answer = await signIn('moi', first)
      expect(await answer.json()).toMatchObject({ passwordTemporary: true })
      const cookie = readCookie(answer)
      for (const path of ['/api/office/declarations', '/api/office/requests', '/api/office/audit'])
        expect(await problemOf(await send(path, cookie))).toEqual([403, 'officer_password_temporary'])
      const change = (newPassword: string, password = first) =>
        send('/api/office/password', cookie, 'PUT', { password, newPassword })
      for (const weak of ['ngan qua', 'matkhau123456', 'can bo moi can bo moi', first])
        expect(await problemOf(await change(weak))).toEqual([422, 'invalid_fields', 'newPassword'])
      expect(await problemOf(await change('mot cau dai va rieng', 'khong dung'))).toEqual([
        401,
        'officer_sign_in_failed',
      ])
      const changed = await change('mot cau dai va rieng')
      expect(changed.status).toBe(204)
      const renewed = readCookie(changed)
      expect((await send('/api/office/declarations', renewed)).status).toBe(200)
      expect((await send('/api/office/session', cookie)).status).toBe(401)
      expect((await signIn('moi', first)).status).toBe(401)

      const reset = await officers.reset('moi', test.clock.now)
      expect((await send('/api/office/session', renewed)).status).toBe(401)
      test.clock.now += 72 * HOUR
      expect((await signIn('moi', reset.ok ? reset.value : '')).status).toBe(401)
    })
  })

  describe('what is not an officer’s', () => {
    const routes = Object.values<Endpoint>(endpoints).filter((endpoint) => endpoint.officer)
    const bodies: Record<string, unknown> = {
      '/api/office/password': { password: 'x', newPassword: 'y' },
      '/api/office/declarations/:id/approval': { seen: { ...card, date: '2026-11-23' } },
      '/api/office/declarations/:id/refusal': { reason: 'data-differs' },
      '/api/office/requests/:id/approval': {},
      '/api/office/requests/:id/refusal': { answer: 'x' },
      '/api/office/resets': {
        number: mother.login,
        phone: '0000999999',
        seen: { ...card, date: '2026-11-23' },
      },
    }

    it('is refused on every route: without a session, as a patient, with a forged cookie', async () => {
      expect(routes.length).toBeGreaterThan(10)
      const patient = await test.signIn(mother)
      const value = patient.split('=').slice(1).join('=')
      for (const cookie of ['', patient, `__Host-officer=${value}`, officer.replace(/.{3}$/, 'AAA')]) {
        for (const { method, path } of routes) {
          const answer = await test.request(path.replace(':id', 'x').replace(':kind', 'front'), {
            method,
            cookie,
            ...(method !== 'GET' && { body: bodies[path] }),
          })
          expect([path, answer.status, (await answer.json()).code]).toEqual([
            path,
            401,
            'officer_session_expired',
          ])
        }
      }
    })

    it('is not changed from another site', async () => {
      for (const { method, path } of routes.filter((route) => route.method !== 'GET')) {
        const answer = await test.request(path.replace(':id', 'x'), {
          method,
          cookie: officer,
          headers: { 'Sec-Fetch-Site': 'cross-site' },
          body: bodies[path],
        })
        expect(await problemOf(answer)).toEqual([403, 'forbidden_origin'])
      }
    })

    it('lets no officer’s cookie into an account', async () => {
      expect((await test.request('/api/snapshot', { cookie: officer })).status).toBe(401)
    })
  })

  describe('declarations', () => {
    it('of the demo wait, one of them differing from the registry', async () => {
      const { declarations } = await read<DeclarationListView>('/api/office/declarations')
      const [first, second] = declarations
      expect(first).toMatchObject({ fullName: 'Đặng Văn Chờ Mẫu', state: 'waiting' })
      const right = await read<DeclarationView>(`/api/office/declarations/${first?.id}`)
      const wrong = await read<DeclarationView>(`/api/office/declarations/${second?.id}`)
      const verdicts = ({ fields }: DeclarationView) =>
        Object.fromEntries(fields.map(({ field, verdict }) => [field, verdict]))
      expect(verdicts(right)).toMatchObject({
        bhxhCode: 'same',
        personalId: 'same',
        fullName: 'same',
        dateOfBirth: 'same',
        sex: 'same',
        identityNumber: 'same',
        address: 'missing',
        phone: 'same',
      })
      expect(verdicts(wrong)).toMatchObject({ fullName: 'same', dateOfBirth: 'different', sex: 'different' })
      expect(right).toMatchObject({ person: 'without-account', phoneInUse: false })
      expect(right.pictures).toEqual(['portrait', 'front', 'back'])
    })

    it('are shown beside the registry with their pictures, which nothing keeps', async () => {
      await forgetNewcomer()
      const { id, phone } = await fileDeclaration({ fullName: 'Vo Thi Moi Mau' })
      const view = await read<DeclarationView>(`/api/office/declarations/${id}`)
      const row = (field: string) => view.fields.find((each) => each.field === field)
      expect(row('fullName')).toEqual({
        field: 'fullName',
        declared: 'Vo Thi Moi Mau',
        registry: 'Võ Thị Mới Mẫu',
        verdict: 'different',
      })
      expect(row('phone')?.declared).toBe(phone)
      expect(row('ward')?.declared).toBe('Phường Hoàn Kiếm')
      expect(row('bhxhCode')?.verdict).toBe('same')
      for (const picture of view.pictures) {
        const answer = await send(`/api/office/declarations/${id}/pictures/${picture}`, officer)
        expect(answer.headers.get('content-type')).toBe('image/jpeg')
        expect(answer.headers.get('cache-control')).toBe('no-store')
        expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
        const { format } = await sharp(new Uint8Array(await answer.arrayBuffer())).metadata()
        expect(format).toBe('jpeg')
      }
      for (const name of ['constructor', '..%2f..%2fetc%2fpasswd', 'selfie'])
        expect((await send(`/api/office/declarations/${id}/pictures/${name}`, officer)).status).toBe(404)
    })

    it('of another office are not there, and who asks for them is noted', async () => {
      await forgetNewcomer()
      const { id } = await fileDeclaration()
      const asked = [
        await send(`/api/office/declarations/${id}`, stranger),
        await send(`/api/office/declarations/${id}/pictures/front`, stranger),
        await approve(id, {}, stranger),
        await post(`/api/office/declarations/${id}/refusal`, { reason: 'data-differs' }, stranger),
      ]
      for (const answer of asked) expect(await problemOf(answer)).toEqual([404, 'not_found'])
      const { declarations } = await read<DeclarationListView>('/api/office/declarations', stranger)
      expect(declarations).toEqual([])
      const { entries } = await read<AuditView>('/api/office/audit', stranger)
      const refused = entries.filter(({ action }) => action === 'access-refused')
      expect(refused.map(({ target }) => target)).toEqual([id, id, id, id])
      expect((await send(`/api/office/declarations/${id}`, officer)).status).toBe(200)
    })

    it('are approved: the account is there, its first password is in the message alone', async () => {
      await forgetNewcomer()
      const { id, phone, fileNumber } = await fileDeclaration({ email: 'moi@demo.invalid' })
      expect((await approve(id)).status).toBe(204)
      const sms = await findMessage(phone, 'Mật khẩu dùng một lần')
      const password = passwordIn(sms)
      expect(password).not.toBe('')
      expect(sms).toContain(fileNumber)
      const mail = await findMessage('moi@demo.invalid', `${fileNumber} đã được duyệt`)
      expect(mail).not.toBe('')
      expect(mail).not.toContain(password)
      const { id: personId } = await personOf(demoNewcomer.bhxhCode)
      const account = await held.database.query
        .selectFrom('accounts')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      expect(account).toMatchObject({
        phone,
        email: 'moi@demo.invalid',
        address: 'Số 12 phố Mẫu',
        ward_code: '00070',
        office_code: '00191',
        temporary_until: test.clock.now + 72 * HOUR,
      })
      expect(account.password_hash).not.toContain(password)
      const first = await test.request('/api/session', {
        method: 'POST',
        body: { login: demoNewcomer.bhxhCode, password },
      })
      expect(await first.json()).toMatchObject({ next: 'new-password' })
      const status = await createRegistrationDesk(test).readStatus(fileNumber)
      expect(await status.json()).toMatchObject({ state: 'approved' })
      const view = await read<DeclarationView>(`/api/office/declarations/${id}`)
      expect(view).toMatchObject({
        state: 'approved',
        person: 'with-account',
        decision: { decidedAt: test.clock.now, officer: 'Trần Thị Cán Bộ Mẫu' },
      })
    })

    it.each([
      ['another kind of document', { kind: 'passport' }],
      ['another number', { number: '099190999999' }],
      ['a day to come', { date: '2026-11-24' }],
      ['a day longer ago than thirty days', { date: '2026-10-23' }],
      ['a day that there is not', { date: '2026-02-30' }],
    ])('are not approved after %s was seen', async (_name, seen) => {
      await forgetNewcomer()
      const { id } = await fileDeclaration()
      const [status, code] = await problemOf(await approve(id, seen))
      expect([status, ['document_mismatch', 'invalid_fields'].includes(String(code))]).toEqual([422, true])
      const view = await read<DeclarationView>(`/api/office/declarations/${id}`)
      expect(view).toMatchObject({ state: 'waiting', person: 'without-account' })
    })

    it('are not approved with a card whose number is not the registry’s', async () => {
      await forgetNewcomer()
      const identity = { kind: 'cccd', number: '099190999990' } as const
      const { id } = await fileDeclaration({ identity })
      expect(await problemOf(await approve(id, identity))).toEqual([422, 'document_mismatch'])
    })

    it('are not approved without having seen anything', async () => {
      await forgetNewcomer()
      const { id } = await fileDeclaration()
      expect((await post(`/api/office/declarations/${id}/approval`, {})).status).toBe(422)
      expect((await post(`/api/office/declarations/${id}/approval`, { seen: true })).status).toBe(422)
    })

    it('of nobody in the registry, and of who has an account, are not approved', async () => {
      const nobody = '099190000001'
      const identity = { kind: 'cccd', number: nobody } as const
      const unknown = await fileDeclaration({ number: nobody, identity })
      expect(await read(`/api/office/declarations/${unknown.id}`)).toMatchObject({ person: 'unknown' })
      expect(await problemOf(await approve(unknown.id, identity))).toEqual([409, 'person_unknown'])

      const { personal_id: number } = await personOf(mother.login)
      const own = { kind: 'cccd', number: number ?? '' } as const
      const present = await fileDeclaration({ number: mother.login, identity: own })
      expect(await read(`/api/office/declarations/${present.id}`)).toMatchObject({ person: 'with-account' })
      expect(await problemOf(await approve(present.id, own))).toEqual([409, 'account_exists'])
    })

    it('are not approved with a phone that has come to serve another', async () => {
      await forgetNewcomer()
      const { id, phone } = await fileDeclaration()
      const { id: other } = await personOf(mother.login)
      const { phone: before } = await held.database.query
        .selectFrom('accounts')
        .select('phone')
        .where('person_id', '=', other)
        .executeTakeFirstOrThrow()
      const setPhone = (value: string | null) =>
        held.database.query
          .updateTable('accounts')
          .set({ phone: value })
          .where('person_id', '=', other)
          .execute()
      await setPhone(phone)
      expect(await read(`/api/office/declarations/${id}`)).toMatchObject({ phoneInUse: true })
      expect(await problemOf(await approve(id))).toEqual([409, 'phone_in_use'])
      await setPhone(before)
    })

    it('are decided once, however many officers decide at the same time', async () => {
      await forgetNewcomer()
      const { id, phone } = await fileDeclaration()
      const refusal = { reason: 'data-differs' }
      const answers = await Promise.all([
        ...Array.from({ length: 6 }, () => approve(id)),
        ...Array.from({ length: 6 }, () =>
          post(`/api/office/declarations/${id}/refusal`, refusal, supervisor),
        ),
      ])
      const done = answers.filter((answer) => answer.status === 204)
      expect(done).toHaveLength(1)
      for (const answer of answers.filter((each) => each.status !== 204))
        expect(await problemOf(answer)).toEqual([409, 'already_decided'])
      const decisions = (await messagesTo(phone)).filter(({ body }) => /được duyệt/.test(body))
      expect(decisions).toHaveLength(1)
      const entries = await held.database.query
        .selectFrom('audit_entries')
        .select('action')
        .where('target', '=', id)
        .where('action', 'in', ['declaration-approved', 'declaration-refused'])
        .execute()
      expect(entries).toHaveLength(1)
    })

    it('give one phone to one of two people who are approved at the same time', async () => {
      await forgetNewcomer()
      const first = await fileDeclaration()
      const [second] = (await read<DeclarationListView>('/api/office/declarations')).declarations
      if (second === undefined) throw new Error('nothing is waiting')
      const { identity } = await read<DeclarationView>(`/api/office/declarations/${second.id}`)
      await held.database.query
        .updateTable('declarations')
        .set({ phone: first.phone })
        .where('id', '=', second.id)
        .execute()
      const answers = await Promise.all([approve(first.id), approve(second.id, identity)])
      expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409])
      const refused = answers.find((answer) => answer.status === 409)
      expect(refused && (await problemOf(refused))).toEqual([409, 'phone_in_use'])
    })

    it('give a person who has filed two one account, when both are approved at the same time', async () => {
      await forgetNewcomer()
      const two = [await fileDeclaration(), await fileDeclaration({ number: demoNewcomer.personalId })]
      const answers = await Promise.all(two.map(({ id }) => approve(id)))
      expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409])
      const won = two[answers.findIndex((answer) => answer.status === 204)]
      const { id } = await personOf(demoNewcomer.bhxhCode)
      const { phone } = await held.database.query
        .selectFrom('accounts')
        .select('phone')
        .where('person_id', '=', id)
        .executeTakeFirstOrThrow()
      expect(phone).toBe(won?.phone)
      const lost = answers.find((answer) => answer.status === 409)
      expect(lost && (await problemOf(lost))).toEqual([409, 'account_exists'])
    })

    it('are refused with a reason, which the person is told', async () => {
      await forgetNewcomer()
      const { id, phone, fileNumber } = await fileDeclaration({ email: 'moi@demo.invalid' })
      const refuse = (body: unknown) => post(`/api/office/declarations/${id}/refusal`, body)
      expect(await problemOf(await refuse({ reason: 'other' }))).toEqual([422, 'invalid_fields', 'note'])
      expect((await refuse({ reason: 'lapsed' })).status).toBe(422)
      expect((await refuse({ reason: 'pictures-unclear', note: 'x'.repeat(501) })).status).toBe(422)
      expect((await refuse({ reason: 'pictures-unclear', note: 'Mặt sau bị lóa' })).status).toBe(204)
      for (const recipient of [phone, 'moi@demo.invalid'])
        expect(await findMessage(recipient, `${fileNumber} chưa được duyệt`)).toContain(
          'ảnh chưa rõ (Mặt sau bị lóa)',
        )
      const status = await createRegistrationDesk(test).readStatus(fileNumber)
      expect(await status.json()).toMatchObject({
        state: 'refused',
        refusal: { reason: 'pictures-unclear', note: 'Mặt sau bị lóa' },
      })
      expect(await problemOf(await approve(id))).toEqual([409, 'already_decided'])
    })

    it('lose their pictures some days after the decision', async () => {
      await forgetNewcomer()
      const refused = await fileDeclaration()
      await post(`/api/office/declarations/${refused.id}/refusal`, { reason: 'data-differs' })
      const approved = await fileDeclaration()
      expect((await approve(approved.id)).status).toBe(204)
      const picturesOf = async ({ id }: { id: string }) => {
        const rows = await held.database.query
          .selectFrom('pictures')
          .select('hash')
          .where('declaration_id', '=', id)
          .execute()
        return rows.length
      }
      const leftAfter = async (days: number) => {
        test.clock.now = start + days * DAY
        await test.issuer.sweep()
        return [await picturesOf(refused), await picturesOf(approved)]
      }
      expect(await leftAfter(6)).toEqual([3, 3])
      expect(await leftAfter(7)).toEqual([0, 3])
      expect(await leftAfter(29)).toEqual([0, 3])
      expect(await leftAfter(30)).toEqual([0, 0])
      const later = readCookie(await signIn('canbo', DEMO_OFFICER_PASSWORD))
      expect((await send(`/api/office/declarations/${approved.id}/pictures/front`, later)).status).toBe(404)
    })

    it('are listed in pages, each once', async () => {
      const template = await held.database.query
        .selectFrom('declarations')
        .selectAll()
        .limit(1)
        .executeTakeFirstOrThrow()
      const many = Array.from({ length: 120 }, (_row, at) => ({
        ...template,
        id: randomBytes(16).toString('base64url'),
        file_number: `DK-26-0000-${String(at).padStart(4, '0')}`,
        subject: `page-${at}`,
        idempotency_key: `page-${at}`,
        office_code: '079',
        state: 'waiting' as const,
        filed_at: test.clock.now - (at % 7),
      }))
      await held.database.query.insertInto('declarations').values(many).execute()
      await held.database.query
        .updateTable('officers')
        .set({ office_code: '079' })
        .where('login', '=', 'khac')
        .execute()
      for (const state of ['waiting', 'refused'] as const) {
        await held.database.query
          .updateTable('declarations')
          .set({ state })
          .where('office_code', '=', '079')
          .execute()
        const seen: { id: string; filedAt: number }[] = []
        let after = ''
        for (let page = 0; page < 3; page++) {
          const view = await read<DeclarationListView>(
            `/api/office/declarations?state=${state}${after}`,
            stranger,
          )
          expect(view.declarations).toHaveLength(page < 2 ? 50 : 20)
          expect(view.next === undefined).toBe(page === 2)
          seen.push(...view.declarations)
          after = `&after=${view.next}`
        }
        expect(new Set(seen.map(({ id }) => id)).size).toBe(120)
        const times = seen.map(({ filedAt }) => filedAt)
        expect(times).toEqual(times.toSorted((a, b) => (state === 'waiting' ? a - b : b - a)))
      }
      await held.database.query
        .updateTable('officers')
        .set({ office_code: '004' })
        .where('login', '=', 'khac')
        .execute()
      for (const query of ['state=all', 'after=1', "after=1.'%20or%201=1", 'after=..'])
        expect((await send(`/api/office/declarations?${query}`, officer)).status).toBe(422)
    })
  })

  describe('requests', () => {
    const file = async (request: Partial<NewOfficeRequest> = {}) => {
      const { id: personId } = await personOf(mother.login)
      return held.database.query.transaction().execute((transaction) =>
        fileRequest(
          transaction,
          {
            kind: 'data-report',
            personId,
            key: randomBytes(9).toString('base64url'),
            content: [{ field: 'Nơi làm việc', text: 'Sai tên công ty' }],
            ...request,
          },
          test.clock.now,
        ),
      )
    }

    it('are filed once for each key', async () => {
      const key = 'the-same-key'
      const filed = await Promise.all([file({ key }), file({ key }), file({ key })])
      expect(new Set(filed.map(({ id }) => id)).size).toBe(1)
      expect(filed[0]?.fileNumber).toMatch(/^YC-\d\d-/)
      expect((await file({ key: 'another-key' })).id).not.toBe(filed[0]?.id)
    })

    it('are read, and reports answered in words', async () => {
      const { id, fileNumber } = await file()
      const { requests } = await read<OfficeRequestListView>('/api/office/requests')
      expect(requests.find((each) => each.id === id)).toMatchObject({
        fileNumber,
        fullName: 'Nguyễn Thị Mẫu',
      })
      expect(await read<OfficeRequestView>(`/api/office/requests/${id}`)).toMatchObject({
        person: { bhxhCode: mother.login, email: mother.email },
        content: [{ field: 'Nơi làm việc', text: 'Sai tên công ty' }],
      })
      const answer = (body: object) => post(`/api/office/requests/${id}/approval`, body)
      expect(await problemOf(await answer({}))).toEqual([422, 'invalid_fields', 'answer'])
      expect((await answer({ answer: 'Đã sửa tên công ty' })).status).toBe(204)
      expect(await problemOf(await answer({ answer: 'Lần nữa' }))).toEqual([409, 'already_decided'])
      expect(await read<OfficeRequestView>(`/api/office/requests/${id}`)).toMatchObject({
        state: 'approved',
        decision: { officer: 'Trần Thị Cán Bộ Mẫu', answer: 'Đã sửa tên công ty' },
      })
      expect(await findMessage(mother.email, fileNumber)).toContain('Đã sửa tên công ty')
    })

    it('are decided once, however many officers decide at the same time', async () => {
      const { id } = await file()
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_try, at) =>
          post(`/api/office/requests/${id}/${at % 2 ? 'approval' : 'refusal'}`, { answer: `${at}` }),
        ),
      )
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, ...Array(7).fill(409)])
      const winner = answers.findIndex((answer) => answer.status === 204)
      const { decision } = await read<OfficeRequestView>(`/api/office/requests/${id}`)
      expect(decision?.answer).toBe(String(winner))
    })

    it('of an account of another office are not there', async () => {
      const { id: personId } = await personOf(mother.login)
      const setOffice = (code: string | null) =>
        held.database.query
          .updateTable('accounts')
          .set({ office_code: code })
          .where('person_id', '=', personId)
          .execute()
      await setOffice('00191')
      const { id } = await file()
      await setOffice(null)
      const asked = [
        await send(`/api/office/requests/${id}`, stranger),
        await post(`/api/office/requests/${id}/approval`, { answer: 'x' }, stranger),
        await post(`/api/office/requests/${id}/refusal`, { answer: 'x' }, stranger),
      ]
      for (const answer of asked) expect(await problemOf(answer)).toEqual([404, 'not_found'])
      expect((await send(`/api/office/requests/${id}`, officer)).status).toBe(200)
    })

    it('to close an account close it: no sign-in, no device, phone and email free', async () => {
      await forgetNewcomer()
      const declared = await fileDeclaration({ email: 'moi@demo.invalid' })
      await approve(declared.id)
      const { id: personId } = await personOf(demoNewcomer.bhxhCode)
      const password = 'mot mat khau rieng 5'
      await held.database.query
        .updateTable('accounts')
        .set({ password_hash: await argon2Hasher.hash(password), temporary_until: null })
        .where('person_id', '=', personId)
        .execute()
      const login = { login: demoNewcomer.bhxhCode, password }
      const cookie = await test.signIn(login)
      const { id } = await file({ kind: 'close-account', personId, key: 'close', content: [] })
      expect((await post(`/api/office/requests/${id}/approval`, {})).status).toBe(204)
      expect((await test.request('/api/session', { cookie })).status).toBe(401)
      expect((await test.request('/api/session', { method: 'POST', body: login })).status).toBe(401)
      const account = await held.database.query
        .selectFrom('accounts')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      expect(account).toMatchObject({ closed_at: test.clock.now, phone: null, email: null })
      expect(await findMessage(declared.phone, 'đã đóng')).toContain('YC-')

      // And the person may come back, with the same phone.
      const again = await fileDeclaration()
      expect((await approve(again.id)).status).toBe(204)
    })
  })

  describe('resets', () => {
    const reset = (changes: object = {}, cookie = supervisor) =>
      post(
        '/api/office/resets',
        {
          number: demoNewcomer.bhxhCode,
          phone: '0000888001',
          seen: { ...card, date: today },
          ...changes,
        },
        cookie,
      )

    it('are a supervisor’s alone', async () => {
      expect(await problemOf(await reset({}, officer))).toEqual([403, 'officer_forbidden'])
      expect(await problemOf(await send('/api/office/audit', officer))).toEqual([403, 'officer_forbidden'])
    })

    it('give a new phone a password for 72 hours, end the old device, and tell the old phone and the email', async () => {
      await forgetNewcomer()
      const { id, phone } = await fileDeclaration({ email: 'moi@demo.invalid' })
      await approve(id)
      const { id: personId } = await personOf(demoNewcomer.bhxhCode)
      const password = 'mot mat khau rieng 5'
      await held.database.query
        .updateTable('accounts')
        .set({ password_hash: await argon2Hasher.hash(password), temporary_until: null })
        .where('person_id', '=', personId)
        .execute()
      const cookie = await test.signIn({ login: demoNewcomer.bhxhCode, password })
      await held.database.query
        .insertInto('passkeys')
        .values({
          id: 'on-the-lost-phone',
          person_id: personId,
          credential_id: 'on-the-lost-phone',
          public_key: new Uint8Array(1),
          counter: 0,
          transports: '[]',
          name: '',
          created_at: start,
          used_at: null,
        })
        .execute()
      expect((await reset()).status).toBe(204)
      expect(await held.database.query.selectFrom('passkeys').select('id').execute()).toEqual([])
      expect((await test.request('/api/session', { cookie })).status).toBe(401)
      const given = passwordIn(await findMessage('0000888001', 'Mật khẩu dùng một lần'))
      expect(given).not.toBe('')
      for (const recipient of [phone, 'moi@demo.invalid']) {
        const told = await findMessage(recipient, 'vừa cấp lại tài khoản')
        expect(told).not.toBe('')
        expect(told).not.toContain(given)
      }
      const signInWith = (secret: string) =>
        test.request('/api/session', {
          method: 'POST',
          body: { login: demoNewcomer.personalId, password: secret },
        })
      expect((await signInWith(password)).status).toBe(401)
      expect(await (await signInWith(given)).json()).toMatchObject({ next: 'new-password' })
    })

    it.each([
      ['of nobody', { number: '0000000000' }, [404, 'account_unknown']],
      [
        'with another card',
        { seen: { ...card, number: '099190999999', date: '2026-11-23' } },
        [422, 'document_mismatch'],
      ],
      ['of long ago', { seen: { ...card, date: '2026-09-01' } }, [422, 'document_mismatch']],
    ])('%s are refused', async (_name, changes, problem) => {
      expect(await problemOf(await reset(changes))).toEqual(problem)
    })

    it('to a phone that serves another are refused', async () => {
      const { id } = await personOf(mother.login)
      const { phone } = await held.database.query
        .selectFrom('accounts')
        .select('phone')
        .where('person_id', '=', id)
        .executeTakeFirstOrThrow()
      expect(await problemOf(await reset({ phone }))).toEqual([409, 'phone_in_use'])
    })
  })

  describe('the log', () => {
    it('has every look and every deed, by whom, and nothing personal', async () => {
      await forgetNewcomer()
      const { id, phone } = await fileDeclaration()
      await send(`/api/office/declarations/${id}`, officer)
      await send(`/api/office/declarations/${id}/pictures/portrait`, officer)
      await approve(id)
      const { entries } = await read<AuditView>('/api/office/audit', supervisor)
      const about = entries.filter(({ target }) => target?.startsWith(id))
      expect(about.map(({ action }) => action)).toEqual([
        'declaration-approved',
        'picture-read',
        'declaration-read',
      ])
      expect(about.every(({ officer: name }) => name === 'Trần Thị Cán Bộ Mẫu')).toBe(true)
      expect(entries[0]?.action).toBe('audit-read')
      const rows = JSON.stringify(await held.database.query.selectFrom('audit_entries').selectAll().execute())
      for (const secret of [phone, demoNewcomer.bhxhCode, demoNewcomer.personalId, 'Võ Thị'])
        expect(rows).not.toContain(secret)
    })

    it('is whole after everything above, and shows an end that was noted earlier', async () => {
      const audit = makeAudit()
      const noted = await audit.verify()
      if (!noted.ok) throw new Error(`entry ${noted.sequence} is not what was written`)
      expect(noted.head.sequence).toBeGreaterThan(50)
      await Promise.all(Array.from({ length: 10 }, () => send('/api/office/declarations', officer)))
      const later = await audit.verify(noted.head)
      expect(later.ok && later.head.sequence).toBe(noted.head.sequence + 10)
      const invented = { sequence: noted.head.sequence, hash: '0'.repeat(64) }
      expect(await audit.verify(invented)).toEqual({ ok: false, sequence: noted.head.sequence })
    })

    it.each<[string, (sequence: number) => Promise<unknown>]>([
      [
        'changed',
        (at) =>
          held.database.query
            .updateTable('audit_entries')
            .set({ action: 'signed-in' })
            .where('sequence', '=', at)
            .execute(),
      ],
      [
        'given to another officer',
        (at) =>
          held.database.query
            .updateTable('audit_entries')
            .set({ officer_id: 'demo-phutrach-2' })
            .where('sequence', '=', at)
            .execute(),
      ],
      [
        'moved in time',
        (at) =>
          held.database.query
            .updateTable('audit_entries')
            .set({ at: 1 })
            .where('sequence', '=', at)
            .execute(),
      ],
      [
        'removed',
        (at) => held.database.query.deleteFrom('audit_entries').where('sequence', '=', at).execute(),
      ],
    ])('shows an entry that was %s', async (_name, tamper) => {
      const audit = makeAudit()
      const target = await held.database.query
        .selectFrom('audit_entries')
        .selectAll()
        .where('action', '=', 'declaration-approved')
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      await tamper(target.sequence)
      expect(await audit.verify()).toEqual({ ok: false, sequence: target.sequence })
      await held.database.query.deleteFrom('audit_entries').where('sequence', '=', target.sequence).execute()
      await held.database.query.insertInto('audit_entries').values(target).execute()
      expect((await audit.verify()).ok).toBe(true)
    })

    it('shows an end that was cut off, also with the head set back, from an end noted earlier', async () => {
      const audit = makeAudit()
      const whole = await audit.verify()
      if (!whole.ok) throw new Error('the log is broken')
      const { sequence } = whole.head
      const last = await held.database.query
        .selectFrom('audit_entries')
        .selectAll()
        .where('sequence', '>=', sequence - 1)
        .orderBy('sequence')
        .execute()
      await held.database.query.deleteFrom('audit_entries').where('sequence', '=', sequence).execute()
      expect(await audit.verify()).toEqual({ ok: false, sequence })
      await held.database.query
        .updateTable('audit_head')
        .set({ sequence: sequence - 1, hash: last[0]?.hash ?? '' })
        .execute()
      expect((await audit.verify()).ok).toBe(true)
      expect(await audit.verify(whole.head)).toEqual({ ok: false, sequence })
      await held.database.query.insertInto('audit_entries').values(last.slice(1)).execute()
      await held.database.query.updateTable('audit_head').set(whole.head).execute()
    })

    it('is chained anew under another key, but not when it is broken', async () => {
      const audit = makeAudit()
      const next = new Uint8Array(32).fill(5)
      const moved = await audit.rechain(next)
      expect(moved.ok).toBe(true)
      expect(await createAuditLog(held.database, next).verify()).toEqual(moved)
      expect((await audit.verify()).ok).toBe(false)
      expect((await audit.rechain(next)).ok).toBe(false)
      const back = await createAuditLog(held.database, next).rechain(demoSecrets.keyEncryptionKey)
      expect(back.ok && (await audit.verify())).toEqual(back)
    })

    it('cannot be continued without the key', async () => {
      const other = createAuditLog(held.database, new Uint8Array(32).fill(9))
      expect((await other.verify()).ok).toBe(false)
    })
  })
})
