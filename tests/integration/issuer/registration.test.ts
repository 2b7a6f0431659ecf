import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type DeclarationReceipt,
  type DeclarationRequest,
  PHONE_PROOF_LIFE,
} from '../../../src/core/api/registration-contract.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { demoNewcomer } from '../../../src/issuer/demo/people/demo-newcomers.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { readInbox } from '../../support/issuer/demo-inbox.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { readPdf } from '../../support/issuer/read-pdf.ts'
import { createRegistrationDesk, readSmsCode } from '../../support/issuer/registration-desk.ts'

const DAY = 86_400

describe.each(['sqlite', 'postgresql'] as const)('registration on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let desk: ReturnType<typeof createRegistrationDesk>
  let phone: string
  let count = 0

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
  })
  beforeEach(async () => {
    test = await createTestIssuer(held.database)
    // Windows of the limits of the test before are over.
    test.clock.now += ++count * 200 * DAY
    // A network of its own for each test, and a phone.
    desk = createRegistrationDesk(test, `198.51.100.${count}`)
    phone = `0000700${String(count).padStart(3, '0')}`
  })
  afterAll(() => held.dispose())

  const problemOf = async (answer: Response) => {
    const { code, fields } = (await answer.json()) as { code: string; fields?: string[] }
    return [answer.status, code, ...(fields ?? [])]
  }
  const messagesTo = async (recipient: string) =>
    (await readInbox(test)).filter((message) => message.recipient === recipient)
  const countDeclarations = async () => {
    const rows = await held.database.query
      .selectFrom('declarations')
      .select('id')
      .where('phone', '=', phone)
      .execute()
    return rows.length
  }

  describe('the phone', () => {
    it('is confirmed by the code of a text message', async () => {
      const sent = await desk.sendCode(phone)
      expect(await sent.json()).toEqual({
        resendAt: test.clock.now + 60,
        expiresAt: test.clock.now + 300,
      })
      const answer = await desk.confirm(phone, await readSmsCode(test, phone), demoNewcomer.bhxhCode)
      expect(await answer.json()).toEqual({
        phoneProof: expect.stringMatching(/^[\w-]+$/),
        expiresAt: test.clock.now + PHONE_PROOF_LIFE,
      })
    })

    it('is not confirmed by another code, and the right one works once', async () => {
      await desk.sendCode(phone)
      const code = await readSmsCode(test, phone)
      const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
      expect(await problemOf(await desk.confirm(phone, wrong, demoNewcomer.bhxhCode))).toEqual([
        422,
        'code_invalid',
      ])
      expect((await desk.confirm(phone, code, demoNewcomer.bhxhCode)).status).toBe(200)
      expect((await desk.confirm(phone, code, demoNewcomer.bhxhCode)).status).toBe(422)
    })

    it('of another person is said to be theirs only to whoever holds its code', async () => {
      const { phone: taken } = await held.database.query
        .selectFrom('accounts')
        .innerJoin('people', 'people.id', 'accounts.person_id')
        .select('accounts.phone')
        .where('bhxh_code', '=', demoAccounts[0].login)
        .executeTakeFirstOrThrow()
      const own = taken ?? ''
      const sent = await desk.sendCode(own)
      const free = await desk.sendCode(phone)
      expect(await sent.text()).toBe(await free.text())
      expect(await problemOf(await desk.confirm(own, '000000', demoNewcomer.bhxhCode))).toEqual([
        422,
        'code_invalid',
      ])
      const code = await readSmsCode(test, own)
      expect(await problemOf(await desk.confirm(own, code, demoNewcomer.bhxhCode))).toEqual([
        409,
        'phone_in_use',
      ])
      test.clock.now += 61
      await desk.sendCode(own)
      const again = await readSmsCode(test, own)
      expect(await problemOf(await desk.confirm(own, again, demoAccounts[0].login))).toEqual([
        409,
        'account_exists',
      ])
    })

    it('gets five codes a day, one a minute, and none without the work', async () => {
      expect((await desk.sendCode(phone)).status).toBe(200)
      const soon = await desk.sendCode(phone)
      expect([soon.status, soon.headers.get('retry-after')]).toEqual([429, '60'])
      // That one has used nothing up.
      for (let sent = 1; sent < 5; sent++) {
        test.clock.now += 60
        expect((await desk.sendCode(phone)).status).toBe(200)
      }
      test.clock.now += 60
      expect((await desk.sendCode(phone)).status).toBe(429)
      test.clock.now += DAY
      const solution = await desk.solve()
      const send = (phoneOf: string) =>
        test.request('/api/registrations/phone-codes', { method: 'POST', body: { phone: phoneOf, solution } })
      expect((await send(phone)).status).toBe(200)
      expect(await problemOf(await send('0000799999'))).toEqual([422, 'challenge_invalid'])
    })
  })

  describe('the look-up', () => {
    const lookUp = async (changes: object = {}, from = desk) =>
      test.request('/api/registrations/look-ups', {
        method: 'POST',
        address: `203.0.113.${count}`,
        body: {
          fullName: demoNewcomer.fullName,
          dateOfBirth: demoNewcomer.dateOfBirth,
          identityNumber: demoNewcomer.personalId,
          solution: await from.solve(),
          ...changes,
        },
      })

    it('finds the number however the name is written', async () => {
      for (const fullName of [
        demoNewcomer.fullName,
        'VO THI  MOI MAU',
        demoNewcomer.fullName.normalize('NFD'),
      ])
        expect(await (await lookUp({ fullName })).json()).toEqual({ bhxhCode: demoNewcomer.bhxhCode })
    })

    it('finds a person of whose birth the registry knows the year', async () => {
      const old = await held.database.query
        .selectFrom('people')
        .selectAll()
        .where('full_name', '=', 'Hồ Thị Đợi Mẫu')
        .executeTakeFirstOrThrow()
      expect(old.date_of_birth).toBe('1951')
      const person = { fullName: 'ho thi doi mau', identityNumber: old.personal_id }
      expect((await lookUp({ ...person, dateOfBirth: '1951' })).status).toBe(200)
      expect((await lookUp({ ...person, dateOfBirth: '1951-08-20' })).status).toBe(200)
      expect((await lookUp({ ...person, dateOfBirth: '1952' })).status).toBe(404)
    })

    it.each([
      ['another name', { fullName: 'Võ Thị Cũ Mẫu' }],
      ['another day of birth', { dateOfBirth: '1990-07-16' }],
      ['less of the day of birth', { dateOfBirth: '1990' }],
      ['another identity number', { identityNumber: '099190999907' }],
    ])('finds nobody by %s, and does not say what is wrong', async (_name, changes) => {
      expect(await problemOf(await lookUp(changes))).toEqual([404, 'number_not_found'])
    })

    it('stops who tries one identity number after the other, and many names for one', async () => {
      const statuses: number[] = []
      for (let tries = 0; tries < 21; tries++)
        statuses.push((await lookUp({ identityNumber: `09919000${1000 + tries}` })).status)
      expect(statuses).toEqual([...Array.from({ length: 20 }, () => 404), 429])

      test.clock.now += 3601
      const names: number[] = []
      for (let tries = 0; tries < 6; tries++)
        names.push((await lookUp({ fullName: `Võ Thị ${'AEIOUY'[tries]}` })).status)
      expect(names).toEqual([404, 404, 404, 404, 404, 429])
      // Also from another network, and also with the right name.
      const other = createRegistrationDesk(test, '203.0.113.200')
      expect((await lookUp({}, other)).status).toBe(429)
    })

    it('costs hard work when there are too many from everywhere', async () => {
      expect((await lookUp()).status).toBe(200)
      const easy = await desk.solve()
      await held.database.query
        .updateTable('use_counts')
        .set({ used: 3000, ends_at: test.clock.now + 60 })
        .where('limit_name', '=', 'look-up')
        .execute()
      expect(await problemOf(await lookUp({ solution: easy }))).toEqual([422, 'challenge_invalid'])
      expect((await lookUp()).status).toBe(200)
    })
  })

  describe('the declaration', () => {
    it('is filed, and says where to go with what', async () => {
      const { receipt } = await desk.fileNew(phone)
      expect(receipt).toEqual({
        fileNumber: expect.stringMatching(/^DK-\d\d-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
        office: {
          code: '00191',
          name: 'BHXH cơ sở Hoàn Kiếm (mẫu)',
          address: 'Số 1 phố Mẫu (địa chỉ không có thật)',
        },
        bring: ['identity-document', 'phone', 'card-or-book'],
        filedAt: test.clock.now,
      })
      const messages = await messagesTo(phone)
      expect(messages.some(({ body }) => body.includes(receipt.fileNumber))).toBe(true)
    })

    it('is filed once, however often and however much at the same time it is sent', async () => {
      const declaration = await desk.prepare(phone)
      const key = randomBytes(16).toString('base64url')
      const answers = await Promise.all(Array.from({ length: 12 }, () => desk.file(declaration, key)))
      const texts = await Promise.all(answers.map((answer) => answer.text()))
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
      expect(new Set(texts).size).toBe(1)
      expect(await (await desk.file(declaration, key)).text()).toBe(texts[0])
      expect(await countDeclarations()).toBe(1)
      const receipts = (await messagesTo(phone)).filter(({ body }) => body.includes('da nhan to khai'))
      expect(receipts).toHaveLength(1)
    })

    it('is the same with a renewed proof of the phone', async () => {
      const declaration = await desk.prepare(phone)
      const key = randomBytes(16).toString('base64url')
      const first = (await (await desk.file(declaration, key)).json()) as DeclarationReceipt
      test.clock.now += 61
      const phoneProof = await desk.provePhone(phone, declaration.number)
      expect(phoneProof).not.toBe(declaration.phoneProof)
      expect(await (await desk.file({ ...declaration, phoneProof }, key)).json()).toEqual(first)
    })

    it('is refused under a key of another one, and twice under two keys', async () => {
      const declaration = await desk.prepare(phone)
      const key = randomBytes(16).toString('base64url')
      expect((await desk.file(declaration, key)).status).toBe(200)
      expect(await problemOf(await desk.file({ ...declaration, address: 'Nơi khác' }, key))).toEqual([
        409,
        'idempotency_conflict',
      ])
      const others = await Promise.all(
        Array.from({ length: 4 }, () => desk.file({ ...declaration, address: 'Nơi khác' })),
      )
      for (const answer of others) expect(await problemOf(answer)).toEqual([409, 'declaration_waiting'])
      expect(await countDeclarations()).toBe(1)
    })

    it('needs a key', async () => {
      const declaration = await desk.prepare(phone)
      for (const key of ['', 'short', 'x'.repeat(65), '../../../../etc/passwd'])
        expect(await problemOf(await desk.file(declaration, key))).toEqual([400, 'malformed_request'])
    })

    it.each<[string, Partial<DeclarationRequest>, string]>([
      ['a ward of another province', { provinceCode: '79' }, 'wardCode'],
      ['a ward that is none', { wardCode: '99999' }, 'wardCode'],
      ['an office that is none', { officeCode: '99999' }, 'officeCode'],
      ['a day of birth that is none', { dateOfBirth: '1990-02-30' }, 'dateOfBirth'],
      ['a day of birth to come', { dateOfBirth: '2999-01-01' }, 'dateOfBirth'],
      ['the PDF by email without an address', { mailDeclaration: true }, 'email'],
      ['a chip card with nine digits', { identity: { kind: 'cccd', number: '012999001' } }, 'identity'],
      [
        'a document of the future',
        { identity: { kind: 'cmnd', number: '012999001', issuedOn: '2999-01-01' } },
        'identity',
      ],
      ['a name with an address in it', { fullName: 'https://x.example' }, 'fullName'],
      ['a line with an invisible turn', { address: 'Số 1‮ Mẫu' }, 'address'],
      ['a path for a picture', { pictures: { portrait: '../../secret', front: 'a', back: 'b' } }, 'pictures'],
    ])('with %s is refused and the field is named', async (_name, changes, field) => {
      const declaration = await desk.prepare(phone)
      expect(await problemOf(await desk.file({ ...declaration, ...changes }))).toEqual([
        422,
        'invalid_fields',
        field,
      ])
    })

    it('of a personal number needs the card of that number', async () => {
      const number = demoNewcomer.personalId
      const other = { kind: 'cccd', number: '099190999999' } as const
      const declaration = await desk.prepare(phone, { number, identity: other })
      expect(await problemOf(await desk.file(declaration))).toEqual([422, 'invalid_fields', 'identity'])
    })

    it('takes no proof of another phone, of another number, that is old, or changed', async () => {
      const declaration = await desk.prepare(phone)
      const refused = [422, 'phone_proof_invalid']
      const changed = declaration.phoneProof.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
      for (const attack of [
        { phone: '0000799998' },
        { number: demoAccounts[0].login },
        { phoneProof: changed },
        { phoneProof: 'AAAA' },
      ])
        expect(await problemOf(await desk.file({ ...declaration, ...attack }))).toEqual(refused)
      test.clock.now += PHONE_PROOF_LIFE
      expect(await problemOf(await desk.file(declaration))).toEqual(refused)
    })

    it('takes no pictures of somebody else, and none as another kind', async () => {
      const mine = await desk.prepare(phone)
      const otherPhone = `${phone.slice(0, 3)}9${phone.slice(4)}`
      const theirs = await desk.prepare(otherPhone)
      const refused = [422, 'invalid_fields', 'pictures']
      expect(await problemOf(await desk.file({ ...mine, pictures: theirs.pictures }))).toEqual(refused)
      const { portrait, front, back } = mine.pictures
      expect(
        await problemOf(await desk.file({ ...mine, pictures: { portrait: front, front: portrait, back } })),
      ).toEqual(refused)
      expect((await desk.file(mine)).status).toBe(200)
    })

    it('names the pictures when they have been swept away, and is filed when they are sent again', async () => {
      const declaration = await desk.prepare(phone)
      test.clock.now += 2 * DAY + 1
      await test.issuer.sweep()
      const key = randomBytes(16).toString('base64url')
      expect(await problemOf(await desk.file(declaration, key))).toEqual([422, 'invalid_fields', 'pictures'])
      const pictures = await desk.uploadAll(declaration.phoneProof)
      expect((await desk.file({ ...declaration, pictures }, key)).status).toBe(200)
    })

    it('tells state and office, and nothing else, by its number', async () => {
      const { receipt, declaration } = await desk.fileNew(phone)
      const answer = await desk.readStatus(receipt.fileNumber)
      expect(await answer.json()).toEqual({ state: 'waiting', office: receipt.office })
      expect(await problemOf(await desk.readStatus('DK-26-0000-0000'))).toEqual([404, 'file_unknown'])
      expect((await desk.readForm(receipt.fileNumber, declaration.phoneProof)).status).toBe(200)
    })

    it('is printed for whoever holds its phone, and mailed as the same PDF when asked', async () => {
      const email = `${phone}@demo.invalid`
      const { receipt, declaration } = await desk.fileNew(phone, { email, mailDeclaration: true })
      const answer = await desk.readForm(receipt.fileNumber, declaration.phoneProof)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const printed = readPdf(new Uint8Array(await answer.arrayBuffer()))
      expect(printed.title).toBe(`Tờ khai ${receipt.fileNumber}`)
      expect(printed.lines).toContain('VÕ THỊ MỚI MẪU')
      expect(printed.lines).toContain('BẢN MẪU')
      const [mail] = await messagesTo(email)
      expect(mail).toMatchObject({ channel: 'email', attachment: { name: `${receipt.fileNumber}.pdf` } })
      expect(mail?.subject).toContain(receipt.fileNumber)
      const mailed = await test.request(mail?.attachment?.path ?? '')
      expect(readPdf(new Uint8Array(await mailed.arrayBuffer()))).toEqual(printed)
    })

    it('is not printed for anybody else', async () => {
      const { receipt } = await desk.fileNew(phone)
      const otherPhone = `${phone.slice(0, 3)}8${phone.slice(4)}`
      const otherProof = await desk.provePhone(otherPhone, demoNewcomer.bhxhCode)
      expect(await problemOf(await desk.readForm(receipt.fileNumber, otherProof))).toEqual([
        404,
        'file_unknown',
      ])
      expect(await problemOf(await desk.readForm(receipt.fileNumber, 'AAAA'))).toEqual([
        422,
        'phone_proof_invalid',
      ])
      expect(await problemOf(await desk.readForm('DK-26-0000-0000', otherProof))).toEqual([
        404,
        'file_unknown',
      ])
    })

    it('cannot be found by trying numbers', async () => {
      const statuses: number[] = []
      for (let tries = 0; tries < 61; tries++)
        statuses.push((await desk.readStatus(`DK-26-0000-${String(tries).padStart(4, '0')}`)).status)
      expect(statuses.filter((status) => status === 404)).toHaveLength(60)
      expect(statuses.at(-1)).toBe(429)
    })

    it('is answered in the language of the app, by text message and by mail', async () => {
      const sent = await test.request('/api/registrations/phone-codes', {
        method: 'POST',
        body: { phone: '0912345671', solution: await desk.solve(), language: 'en' },
      })
      expect(sent.status).toBe(200)
      const [code] = await messagesTo('0912345671')
      expect(code?.body).toMatch(/^\d{6} is the code to confirm this phone number/)
    })

    it('lapses when nobody comes within 90 days, with its pictures', async () => {
      const { receipt } = await desk.fileNew(phone)
      test.clock.now += 90 * DAY + 1
      await test.issuer.sweep()
      const status = await desk.readStatus(receipt.fileNumber)
      expect(await status.json()).toMatchObject({ state: 'refused', refusal: { reason: 'lapsed' } })
      expect((await messagesTo(phone)).some(({ body }) => body.includes('90 ngay'))).toBe(true)
      test.clock.now += 7 * DAY
      await test.issuer.sweep()
      const left = await held.database.query
        .selectFrom('pictures')
        .innerJoin('declarations', 'declarations.id', 'declaration_id')
        .select('hash')
        .where('file_number', '=', receipt.fileNumber)
        .execute()
      expect(left).toEqual([])
    })
  })

  it('writes nothing personal into the log', async () => {
    const { declaration, receipt } = await desk.fileNew(phone)
    const log = JSON.stringify(test.log)
    for (const secret of [phone, declaration.phoneProof, receipt.fileNumber, demoNewcomer.bhxhCode, 'Võ Thị'])
      expect(log).not.toContain(secret)
    expect(log).toContain('/api/registrations/pictures/:kind')
  })
})
