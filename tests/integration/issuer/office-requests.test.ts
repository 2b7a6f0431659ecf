import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { OfficeRequestListView, OfficeRequestView } from '../../../src/core/api/back-office-contract.ts'
import { lockAccount } from '../../../src/issuer/db/lock-account.ts'
import { outdateSnapshots } from '../../../src/issuer/db/outdate-snapshots.ts'
import type { Tables } from '../../../src/issuer/db/schema.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { demoNewcomer } from '../../../src/issuer/demo/people/demo-newcomers.ts'
import { fileRequest, type NewRequest } from '../../../src/issuer/requests/requests.ts'
import { whileUncommitted } from '../../support/issuer/interleave.ts'
import { card, passwordIn, problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'
import { createRecoveryDesk } from '../../support/issuer/recovery-desk.ts'

const [mother] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('requests and resets at the office on %s', (kind) => {
  const desk = useOfficeDesk(kind)

  describe('requests', () => {
    const file = async (request: Partial<NewRequest> = {}) => {
      const { id: personId } = await desk.personOf(mother.login)
      return desk.database.query.transaction().execute((transaction) =>
        fileRequest(
          transaction,
          {
            kind: 'data-report',
            personId,
            key: randomBytes(9).toString('base64url'),
            content: [{ field: 'Nơi làm việc', text: 'Sai tên công ty' }],
            ...request,
          },
          desk.test.clock.now,
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
      const { requests } = await desk.read<OfficeRequestListView>('/api/office/requests')
      expect(requests.find((each) => each.id === id)).toMatchObject({
        fileNumber,
        fullName: 'Nguyễn Thị Mẫu',
      })
      expect(await desk.read<OfficeRequestView>(`/api/office/requests/${id}`)).toMatchObject({
        person: { bhxhCode: mother.login, email: mother.email },
        content: [{ field: 'Nơi làm việc', text: 'Sai tên công ty' }],
      })
      const answer = (body: object) => desk.post(`/api/office/requests/${id}/approval`, body)
      expect(await problemOf(await answer({}))).toEqual([422, 'invalid_fields', 'answer'])
      expect((await answer({ answer: 'Đã sửa tên công ty' })).status).toBe(204)
      expect(await problemOf(await answer({ answer: 'Lần nữa' }))).toEqual([409, 'already_decided'])
      expect(await desk.read<OfficeRequestView>(`/api/office/requests/${id}`)).toMatchObject({
        state: 'approved',
        decision: { officer: 'Trần Thị Cán Bộ Mẫu', answer: 'Đã sửa tên công ty' },
      })
      expect(await desk.findMessage(mother.email, fileNumber)).toContain('Đã sửa tên công ty')
    })

    it('are decided once, however many officers decide at the same time', async () => {
      const { id } = await file()
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_try, at) =>
          desk.post(`/api/office/requests/${id}/${at % 2 ? 'approval' : 'refusal'}`, { answer: `${at}` }),
        ),
      )
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, ...Array(7).fill(409)])
      const winner = answers.findIndex((answer) => answer.status === 204)
      const { decision } = await desk.read<OfficeRequestView>(`/api/office/requests/${id}`)
      expect(decision?.answer).toBe(String(winner))
    })

    it('of an account of another office are not there', async () => {
      const { id: personId } = await desk.personOf(mother.login)
      const setOffice = (code: string | null) =>
        desk.database.query
          .updateTable('accounts')
          .set({ office_code: code })
          .where('person_id', '=', personId)
          .execute()
      await setOffice('00191')
      const { id } = await file()
      await setOffice(null)
      const asked = [
        await desk.send(`/api/office/requests/${id}`, desk.cookies.stranger),
        await desk.post(`/api/office/requests/${id}/approval`, { answer: 'x' }, desk.cookies.stranger),
        await desk.post(`/api/office/requests/${id}/refusal`, { answer: 'x' }, desk.cookies.stranger),
      ]
      for (const answer of asked) expect(await problemOf(answer)).toEqual([404, 'not_found'])
      expect((await desk.send(`/api/office/requests/${id}`, desk.cookies.officer)).status).toBe(200)
    })

    it('to close an account close it: no sign-in, no device, phone and email free', async () => {
      await desk.forgetNewcomer()
      const declared = await desk.fileDeclaration({ email: 'moi@demo.invalid' })
      await desk.approve(declared.id)
      const { id: personId } = await desk.personOf(demoNewcomer.bhxhCode)
      const password = 'mot mat khau rieng 5'
      await desk.setPassword(password)
      const login = { login: demoNewcomer.bhxhCode, password }
      const cookie = await desk.test.signIn(login)
      const { id } = await file({ kind: 'close-account', personId, key: 'close', content: [] })
      expect((await desk.post(`/api/office/requests/${id}/approval`, {})).status).toBe(204)
      expect((await desk.test.request('/api/session', { cookie })).status).toBe(401)
      expect((await desk.test.request('/api/session', { method: 'POST', body: login })).status).toBe(401)
      const account = await desk.database.query
        .selectFrom('accounts')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      expect(account).toMatchObject({ closed_at: desk.test.clock.now, phone: null, email: null })
      expect(await desk.findMessage(declared.phone, 'dien tu da huy')).toContain('YC-')

      // And the person may come back, with the same phone.
      const again = await desk.fileDeclaration()
      expect((await desk.approve(again.id)).status).toBe(204)
    })

    it('to close an account wait for whoever ends its device, and hold nothing that comes after it', async () => {
      const { id: personId } = await desk.personOf(demoNewcomer.bhxhCode)
      const password = 'mot mat khau rieng 5'
      await desk.setPassword(password)
      await desk.test.signIn({ login: demoNewcomer.bhxhCode, password })
      const { id } = await file({ kind: 'close-account', personId, key: 'close crosswise', content: [] })
      const touch = (transaction: Kysely<Tables>, table: 'devices' | 'sessions') =>
        transaction
          .updateTable(table)
          .set((column) => ({ created_at: column.ref('created_at') }))
          .where('person_id', '=', personId)
          .execute()
      const answer = await whileUncommitted(
        desk.database,
        (transaction) => touch(transaction, 'devices'),
        () => desk.post(`/api/office/requests/${id}/approval`, {}),
        async (transaction) => {
          await touch(transaction, 'sessions')
          await outdateSnapshots(transaction, [personId])
        },
      )
      expect(answer.status).toBe(204)
    })
  })

  describe('resets', () => {
    const write = (changes: object = {}) => ({
      number: demoNewcomer.bhxhCode,
      phone: '0000888001',
      seen: { ...card, date: desk.today },
      ...changes,
    })
    /** With a code to the new phone, or with the answer that there is none. */
    const reset = async (changes: object = {}, cookie = desk.cookies.supervisor) => {
      const { answer, code } = await desk.askResetCode(write(changes), cookie)
      return code === '' ? answer : finish({ ...changes, code }, cookie)
    }
    const finish = (changes: object, cookie = desk.cookies.supervisor) =>
      desk.post('/api/office/resets', write(changes), cookie)

    it('are a supervisor’s alone', async () => {
      expect(await problemOf(await reset({}, desk.cookies.officer))).toEqual([403, 'officer_forbidden'])
      expect(await problemOf(await desk.send('/api/office/audit', desk.cookies.officer))).toEqual([
        403,
        'officer_forbidden',
      ])
    })

    it('give a new phone a password for 72 hours, end the old device, and tell the old phone and the email', async () => {
      await desk.forgetNewcomer()
      const { id, phone } = await desk.fileDeclaration()
      await desk.approve(id)
      const { id: personId } = await desk.personOf(demoNewcomer.bhxhCode)
      const password = 'mot mat khau rieng 5'
      await desk.setPassword(password)
      await desk.database.query
        .updateTable('accounts')
        .set({ email: 'moi@demo.invalid' })
        .where('person_id', '=', personId)
        .execute()
      const cookie = await desk.test.signIn({ login: demoNewcomer.bhxhCode, password })
      await desk.database.query
        .insertInto('passkeys')
        .values({
          id: 'on-the-lost-phone',
          person_id: personId,
          credential_id: 'on-the-lost-phone',
          public_key: new Uint8Array(1),
          counter: 0,
          transports: '[]',
          name: '',
          created_at: desk.start,
          used_at: null,
        })
        .execute()
      const recovery = createRecoveryDesk(desk.test)
      await recovery.sendSms(phone, `BH MK ${demoNewcomer.bhxhCode}`)
      const code = /^\d{6}/.exec(await desk.findMessage(phone, 'la ma dat lai mat khau'))?.[0] ?? ''
      expect(code).not.toBe('')
      expect((await reset()).status).toBe(204)
      // The lost phone may be in somebody's hands.
      const back = await recovery.recover(demoNewcomer.bhxhCode, code, 'mai nay đi chợ')
      expect(await problemOf(back)).toEqual([422, 'code_invalid'])
      expect(await desk.database.query.selectFrom('passkeys').select('id').execute()).toEqual([])
      expect((await desk.test.request('/api/session', { cookie })).status).toBe(401)
      const given = passwordIn(await desk.findMessage('0000888001', 'Mat khau dung mot lan'))
      expect(given).not.toBe('')
      for (const [recipient, words] of [
        [phone, 'vua duoc cap lai'],
        ['moi@demo.invalid', 'vừa cấp lại tài khoản'],
      ] as const) {
        const told = await desk.findMessage(recipient, words)
        expect(told).not.toBe('')
        expect(told).not.toContain(given)
      }
      const signInWith = (secret: string) =>
        desk.test.request('/api/session', {
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
      const { id } = await desk.personOf(mother.login)
      const { phone } = await desk.database.query
        .selectFrom('accounts')
        .select('phone')
        .where('person_id', '=', id)
        .executeTakeFirstOrThrow()
      expect(await problemOf(await reset({ phone }))).toEqual([409, 'phone_in_use'])
    })

    it('to a phone that comes to serve another in the same moment are refused', async () => {
      const { id } = await desk.personOf(mother.login)
      const phone = '0000888002'
      const { code } = await desk.askResetCode(write({ phone }))
      const answer = await whileUncommitted(
        desk.database,
        (transaction) =>
          transaction.updateTable('accounts').set({ phone }).where('person_id', '=', id).execute(),
        () => finish({ phone, code }),
      )
      expect(await problemOf(answer)).toEqual([409, 'phone_in_use'])
    })

    it('of an account that is closed in the same moment are refused', async () => {
      const { id } = await desk.personOf(demoNewcomer.bhxhCode)
      const close = (transaction: Kysely<Tables>, at: number | null) =>
        transaction.updateTable('accounts').set({ closed_at: at }).where('person_id', '=', id).execute()
      const { code } = await desk.askResetCode(write({ phone: '0000888003' }))
      const answer = await whileUncommitted(
        desk.database,
        (transaction) => close(transaction, desk.start),
        () => finish({ phone: '0000888003', code }),
      )
      await close(desk.database.query, null)
      expect(await problemOf(answer)).toEqual([404, 'account_unknown'])
    })

    it('wait for whoever takes the account’s codes away, and hold none of them meanwhile', async () => {
      const { id } = await desk.personOf(demoNewcomer.bhxhCode)
      const { code } = await desk.askResetCode(write({ phone: '0000888004' }))
      const answer = await whileUncommitted(
        desk.database,
        (transaction) => lockAccount(transaction, id),
        () => finish({ phone: '0000888004', code }),
        (transaction) => transaction.deleteFrom('one_time_codes').execute(),
      )
      expect(await problemOf(answer)).toEqual([422, 'code_invalid'])
    })
  })
})
