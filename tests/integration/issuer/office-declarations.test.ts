import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type {
  AuditView,
  DeclarationListView,
  DeclarationView,
} from '../../../src/core/api/back-office-contract.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { DEMO_OFFICER_PASSWORD } from '../../../src/issuer/demo/demo-back-office.ts'
import { demoNewcomer } from '../../../src/issuer/demo/people/demo-newcomers.ts'
import { readInbox } from '../../support/issuer/demo-inbox.ts'
import { readCookie } from '../../support/issuer/issuer-fixture.ts'
import { passwordIn, problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'
import { createRegistrationDesk } from '../../support/issuer/registration-desk.ts'

const HOUR = 3600
const DAY = 86_400
const [mother] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('declarations at the office on %s', (kind) => {
  const desk = useOfficeDesk(kind)

  it('of the demo wait, one of them differing from the registry', async () => {
    const { declarations } = await desk.read<DeclarationListView>('/api/office/declarations')
    const [first, second] = declarations
    expect(first).toMatchObject({ fullName: 'Đặng Văn Chờ Mẫu', state: 'waiting' })
    const right = await desk.read<DeclarationView>(`/api/office/declarations/${first?.id}`)
    const wrong = await desk.read<DeclarationView>(`/api/office/declarations/${second?.id}`)
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
    await desk.forgetNewcomer()
    const { id, phone } = await desk.fileDeclaration({ fullName: 'Vo Thi Moi Mau' })
    const view = await desk.read<DeclarationView>(`/api/office/declarations/${id}`)
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
      const answer = await desk.send(
        `/api/office/declarations/${id}/pictures/${picture}`,
        desk.cookies.officer,
      )
      expect(answer.headers.get('content-type')).toBe('image/jpeg')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      const { format } = await sharp(new Uint8Array(await answer.arrayBuffer())).metadata()
      expect(format).toBe('jpeg')
    }
    for (const name of ['constructor', '..%2f..%2fetc%2fpasswd', 'selfie'])
      expect(
        (await desk.send(`/api/office/declarations/${id}/pictures/${name}`, desk.cookies.officer)).status,
      ).toBe(404)
  })

  it('of another office are not there, and who asks for them is noted', async () => {
    await desk.forgetNewcomer()
    const { id } = await desk.fileDeclaration()
    const asked = [
      await desk.send(`/api/office/declarations/${id}`, desk.cookies.stranger),
      await desk.send(`/api/office/declarations/${id}/pictures/front`, desk.cookies.stranger),
      await desk.approve(id, {}, desk.cookies.stranger),
      await desk.post(
        `/api/office/declarations/${id}/refusal`,
        { reason: 'data-differs' },
        desk.cookies.stranger,
      ),
    ]
    for (const answer of asked) expect(await problemOf(answer)).toEqual([404, 'not_found'])
    const { declarations } = await desk.read<DeclarationListView>(
      '/api/office/declarations',
      desk.cookies.stranger,
    )
    expect(declarations).toEqual([])
    const { entries } = await desk.read<AuditView>('/api/office/audit', desk.cookies.stranger)
    const refused = entries.filter(({ action }) => action === 'access-refused')
    expect(refused.map(({ target }) => target)).toEqual([id, id, id, id])
    expect((await desk.send(`/api/office/declarations/${id}`, desk.cookies.officer)).status).toBe(200)
  })

  it('are approved: the account is there, its first password is in the message alone', async () => {
    await desk.forgetNewcomer()
    const { id, phone, fileNumber } = await desk.fileDeclaration({ email: 'moi@demo.invalid' })
    expect((await desk.approve(id)).status).toBe(204)
    const sms = await desk.findMessage(phone, 'Mat khau dung mot lan')
    const password = passwordIn(sms)
    expect(password).not.toBe('')
    expect(sms).toContain(fileNumber)
    const mail = await desk.findMessage('moi@demo.invalid', `${fileNumber} đã được duyệt`)
    expect(mail).not.toBe('')
    expect(mail).not.toContain(password)
    const { id: personId } = await desk.personOf(demoNewcomer.bhxhCode)
    const account = await desk.database.query
      .selectFrom('accounts')
      .selectAll()
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
    expect(account).toMatchObject({
      phone,
      email: null,
      declared_email: 'moi@demo.invalid',
      address: 'Số 12 phố Mẫu',
      ward_code: '00070',
      office_code: '00191',
      temporary_until: desk.test.clock.now + 72 * HOUR,
    })
    expect(account.password_hash).not.toContain(password)
    const first = await desk.test.request('/api/session', {
      method: 'POST',
      body: { login: demoNewcomer.bhxhCode, password },
    })
    expect(await first.json()).toMatchObject({ next: 'new-password' })
    const status = await createRegistrationDesk(desk.test).readStatus(fileNumber)
    expect(await status.json()).toMatchObject({ state: 'approved' })
    const view = await desk.read<DeclarationView>(`/api/office/declarations/${id}`)
    expect(view).toMatchObject({
      state: 'approved',
      person: 'with-account',
      decision: { decidedAt: desk.test.clock.now, officer: 'Trần Thị Cán Bộ Mẫu' },
    })
  })

  it.each([
    ['another kind of document', { kind: 'passport' }],
    ['another number', { number: '099190999999' }],
    ['a day to come', { date: '2026-11-24' }],
    ['a day longer ago than thirty days', { date: '2026-10-23' }],
    ['a day that there is not', { date: '2026-02-30' }],
  ])('are not approved after %s was seen', async (_name, seen) => {
    await desk.forgetNewcomer()
    const { id } = await desk.fileDeclaration()
    const [status, code] = await problemOf(await desk.approve(id, seen))
    expect([status, ['document_mismatch', 'invalid_fields'].includes(String(code))]).toEqual([422, true])
    const view = await desk.read<DeclarationView>(`/api/office/declarations/${id}`)
    expect(view).toMatchObject({ state: 'waiting', person: 'without-account' })
  })

  it('are not approved with a card whose number is not the registry’s', async () => {
    await desk.forgetNewcomer()
    const identity = { kind: 'cccd', number: '099190999990' } as const
    const { id } = await desk.fileDeclaration({ identity })
    expect(await problemOf(await desk.approve(id, identity))).toEqual([422, 'document_mismatch'])
  })

  it('are not approved without having seen anything', async () => {
    await desk.forgetNewcomer()
    const { id } = await desk.fileDeclaration()
    expect((await desk.post(`/api/office/declarations/${id}/approval`, {})).status).toBe(422)
    expect((await desk.post(`/api/office/declarations/${id}/approval`, { seen: true })).status).toBe(422)
  })

  it('of nobody in the registry, and of who has an account, are not approved', async () => {
    const nobody = '099190000001'
    const identity = { kind: 'cccd', number: nobody } as const
    const unknown = await desk.fileDeclaration({ number: nobody, identity })
    expect(await desk.read(`/api/office/declarations/${unknown.id}`)).toMatchObject({ person: 'unknown' })
    expect(await problemOf(await desk.approve(unknown.id, identity))).toEqual([409, 'person_unknown'])

    const { personal_id: number } = await desk.personOf(mother.login)
    const own = { kind: 'cccd', number: number ?? '' } as const
    const present = await desk.fileDeclaration({ number: mother.login, identity: own })
    expect(await desk.read(`/api/office/declarations/${present.id}`)).toMatchObject({
      person: 'with-account',
    })
    expect(await problemOf(await desk.approve(present.id, own))).toEqual([409, 'account_exists'])
  })

  it('are not approved with a phone that has come to serve another', async () => {
    await desk.forgetNewcomer()
    const { id, phone } = await desk.fileDeclaration()
    const { id: other } = await desk.personOf(mother.login)
    const { phone: before } = await desk.database.query
      .selectFrom('accounts')
      .select('phone')
      .where('person_id', '=', other)
      .executeTakeFirstOrThrow()
    const setPhone = (value: string | null) =>
      desk.database.query
        .updateTable('accounts')
        .set({ phone: value })
        .where('person_id', '=', other)
        .execute()
    await setPhone(phone)
    expect(await desk.read(`/api/office/declarations/${id}`)).toMatchObject({ phoneInUse: true })
    expect(await problemOf(await desk.approve(id))).toEqual([409, 'phone_in_use'])
    await setPhone(before)
  })

  it('are decided once, however many officers decide at the same time', async () => {
    await desk.forgetNewcomer()
    const { id, phone } = await desk.fileDeclaration()
    const refusal = { reason: 'data-differs' }
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => desk.approve(id)),
      ...Array.from({ length: 6 }, () =>
        desk.post(`/api/office/declarations/${id}/refusal`, refusal, desk.cookies.supervisor),
      ),
    ])
    const done = answers.filter((answer) => answer.status === 204)
    expect(done).toHaveLength(1)
    for (const answer of answers.filter((each) => each.status !== 204))
      expect(await problemOf(answer)).toEqual([409, 'already_decided'])
    const decisions = (await readInbox(desk.test)).filter(
      ({ recipient, body }) => recipient === phone && body.includes('duyet'),
    )
    expect(decisions).toHaveLength(1)
    const entries = await desk.database.query
      .selectFrom('audit_entries')
      .select('action')
      .where('target', '=', id)
      .where('action', 'in', ['declaration-approved', 'declaration-refused'])
      .execute()
    expect(entries).toHaveLength(1)
  })

  it('give one phone to one of two people who are approved at the same time', async () => {
    await desk.forgetNewcomer()
    const first = await desk.fileDeclaration()
    const [second] = (await desk.read<DeclarationListView>('/api/office/declarations')).declarations
    if (second === undefined) throw new Error('nothing is waiting')
    const { identity } = await desk.read<DeclarationView>(`/api/office/declarations/${second.id}`)
    await desk.database.query
      .updateTable('declarations')
      .set({ phone: first.phone })
      .where('id', '=', second.id)
      .execute()
    const answers = await Promise.all([desk.approve(first.id), desk.approve(second.id, identity)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409])
    const refused = answers.find((answer) => answer.status === 409)
    expect(refused && (await problemOf(refused))).toEqual([409, 'phone_in_use'])
  })

  it('give a person who has filed two one account, when both are approved at the same time', async () => {
    await desk.forgetNewcomer()
    const two = [
      await desk.fileDeclaration(),
      await desk.fileDeclaration({ number: demoNewcomer.personalId }),
    ]
    const answers = await Promise.all(two.map(({ id }) => desk.approve(id)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409])
    const won = two[answers.findIndex((answer) => answer.status === 204)]
    const { id } = await desk.personOf(demoNewcomer.bhxhCode)
    const { phone } = await desk.database.query
      .selectFrom('accounts')
      .select('phone')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(phone).toBe(won?.phone)
    const lost = answers.find((answer) => answer.status === 409)
    expect(lost && (await problemOf(lost))).toEqual([409, 'account_exists'])
  })

  it('are refused with a reason, which the person is told', async () => {
    await desk.forgetNewcomer()
    const { id, phone, fileNumber } = await desk.fileDeclaration({ email: 'moi@demo.invalid' })
    const refuse = (body: unknown) => desk.post(`/api/office/declarations/${id}/refusal`, body)
    expect(await problemOf(await refuse({ reason: 'other' }))).toEqual([422, 'invalid_fields', 'note'])
    expect((await refuse({ reason: 'lapsed' })).status).toBe(422)
    expect((await refuse({ reason: 'pictures-unclear', note: 'x'.repeat(501) })).status).toBe(422)
    expect((await refuse({ reason: 'pictures-unclear', note: 'Mặt sau bị lóa' })).status).toBe(204)
    const mail = await desk.findMessage('moi@demo.invalid', `${fileNumber} chưa được duyệt`)
    expect(mail).toContain('ảnh chưa rõ')
    expect(mail).toContain('Ghi chú của cơ quan BHXH: Mặt sau bị lóa')
    // What an officer typed is for the mail and the app: a text message is one part.
    expect(await desk.findMessage(phone, `${fileNumber} chua duoc duyet`)).not.toMatch(/loa|lóa/)
    const status = await createRegistrationDesk(desk.test).readStatus(fileNumber)
    expect(await status.json()).toMatchObject({
      state: 'refused',
      refusal: { reason: 'pictures-unclear', note: 'Mặt sau bị lóa' },
    })
    expect(await problemOf(await desk.approve(id))).toEqual([409, 'already_decided'])
  })

  it('lose their pictures some days after the decision', async () => {
    await desk.forgetNewcomer()
    const refused = await desk.fileDeclaration()
    await desk.post(`/api/office/declarations/${refused.id}/refusal`, { reason: 'data-differs' })
    const approved = await desk.fileDeclaration()
    expect((await desk.approve(approved.id)).status).toBe(204)
    const picturesOf = async ({ id }: { id: string }) => {
      const rows = await desk.database.query
        .selectFrom('pictures')
        .select('hash')
        .where('declaration_id', '=', id)
        .execute()
      return rows.length
    }
    const leftAfter = async (days: number) => {
      desk.test.clock.now = desk.start + days * DAY
      await desk.test.issuer.sweep()
      return [await picturesOf(refused), await picturesOf(approved)]
    }
    expect(await leftAfter(6)).toEqual([3, 3])
    expect(await leftAfter(7)).toEqual([0, 3])
    expect(await leftAfter(29)).toEqual([0, 3])
    expect(await leftAfter(30)).toEqual([0, 0])
    const later = readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD))
    expect((await desk.send(`/api/office/declarations/${approved.id}/pictures/front`, later)).status).toBe(
      404,
    )
  })

  it('are listed in pages, each once', async () => {
    const template = await desk.database.query
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
      filed_at: desk.test.clock.now - (at % 7),
    }))
    await desk.database.query.insertInto('declarations').values(many).execute()
    await desk.database.query
      .updateTable('officers')
      .set({ office_code: '079' })
      .where('login', '=', 'khac')
      .execute()
    for (const state of ['waiting', 'refused'] as const) {
      await desk.database.query
        .updateTable('declarations')
        .set({ state })
        .where('office_code', '=', '079')
        .execute()
      const seen: { id: string; filedAt: number }[] = []
      let after = ''
      for (let page = 0; page < 3; page++) {
        const view = await desk.read<DeclarationListView>(
          `/api/office/declarations?state=${state}${after}`,
          desk.cookies.stranger,
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
    await desk.database.query
      .updateTable('officers')
      .set({ office_code: '004' })
      .where('login', '=', 'khac')
      .execute()
    for (const query of ['state=all', 'after=1', "after=1.'%20or%201=1", 'after=..'])
      expect((await desk.send(`/api/office/declarations?${query}`, desk.cookies.officer)).status).toBe(422)
  })
})
