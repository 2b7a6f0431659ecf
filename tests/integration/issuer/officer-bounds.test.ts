import { beforeEach, describe, expect, it } from 'vitest'
import { openSeenDocument, resealSeenDocuments } from '../../../src/issuer/back-office/seen-document.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { DEMO_OFFICER_PASSWORD } from '../../../src/issuer/demo/demo-back-office.ts'
import { readCookie } from '../../support/issuer/issuer-fixture.ts'
import { passwordIn, problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'

const [mother, couple] = demoAccounts
const secret = demoSecrets.keyEncryptionKey

/** What one officer, honest or not, can do to accounts: nothing elsewhere, nothing alone, nothing unseen. */
describe.each(['sqlite', 'postgresql'] as const)('bounds of an officer on %s', (kind) => {
  const desk = useOfficeDesk(kind)
  const phone = '0000999001'
  const passport = () => ({ kind: 'passport', number: 'A1234567', date: desk.today })
  const write = (changes: object = {}) => ({ number: mother.login, phone, seen: passport(), ...changes })
  const reset = (changes: object = {}, cookie = desk.cookies.supervisor) =>
    desk.post('/api/office/resets', write(changes), cookie)
  const setOffice = async (office: string | null, login: string = mother.login) => {
    const { id } = await desk.personOf(login)
    const { query } = desk.database
    await query.updateTable('accounts').set({ office_code: office }).where('person_id', '=', id).execute()
  }
  const countEntries = async () => {
    const rows = await desk.database.query
      .selectFrom('audit_entries')
      .select(['action', 'office_code'])
      .orderBy('sequence')
      .execute()
    return rows.map(({ action, office_code: office }) => `${action} ${office}`)
  }
  /** What the log has after that it did not have before. */
  const readLogged = async (deed: () => Promise<unknown>) => {
    const before = (await countEntries()).length
    await deed()
    return (await countEntries()).slice(before)
  }

  beforeEach(async () => {
    await desk.database.query.deleteFrom('account_resets').execute()
    await setOffice('00191')
  })

  it('nothing is sent for an account of another office, and both offices see that it was tried', async () => {
    await setOffice('004')
    const logged = await readLogged(async () => {
      const { answer, code } = await desk.askResetCode(write())
      expect(await problemOf(answer)).toEqual([404, 'account_unknown'])
      expect(code).toBe('')
      expect(await problemOf(await reset({ code: '123456' }))).toEqual([404, 'account_unknown'])
      expect(await problemOf(await reset())).toEqual([404, 'account_unknown'])
    })
    expect(logged).toEqual(Array(3).fill(['reset-refused 00191', 'reset-refused 004']).flat())
    expect(await desk.findMessage(phone, '')).toBe('')
  })

  it('numbers cannot be guessed: every refusal is logged, and soon there is none', async () => {
    const guess = (number: string) =>
      reset({ seen: { kind: 'cccd', number, date: desk.today }, code: '123456' })
    const logged = await readLogged(async () => {
      for (let tries = 0; tries < 39; tries++)
        expect(await problemOf(await guess(`0010990000${10 + tries}`))).toEqual([422, 'document_mismatch'])
      expect(await problemOf(await reset({ number: '0099999999' }))).toEqual([404, 'account_unknown'])
      expect((await guess('001099000099')).status).toBe(429)
    })
    expect(logged).toEqual(Array(40).fill('reset-refused 00191'))
  })

  it('a phone proves itself before a password goes there', async () => {
    const { personal_id: number } = await desk.personOf(mother.login)
    const seen = { kind: 'cccd', number, date: desk.today }
    expect(await problemOf(await reset({ seen }))).toEqual([422, 'code_invalid'])
    expect(await problemOf(await reset({ seen, code: '123456' }))).toEqual([422, 'code_invalid'])
    const { code } = await desk.askResetCode(write({ seen }))
    // Of that phone, for that account.
    expect(await problemOf(await reset({ seen, code, phone: '0000999002' }))).toEqual([422, 'code_invalid'])
    expect((await reset({ seen, code })).status).toBe(204)
    expect(passwordIn(await desk.findMessage(phone, 'Mat khau dung mot lan'))).not.toBe('')
    expect(await problemOf(await reset({ seen, code }))).toEqual([422, 'code_invalid'])
  })

  it('a document that the registry cannot check needs a second officer, with the same phone and document', async () => {
    const { id: personId } = await desk.personOf(mother.login)
    const readPhone = async () =>
      (
        await desk.database.query
          .selectFrom('accounts')
          .select('phone')
          .where('person_id', '=', personId)
          .executeTakeFirstOrThrow()
      ).phone
    const own = '0000999003'
    const { code } = await desk.askResetCode(write({ phone: own }))
    const logged = await readLogged(async () => {
      expect(await problemOf(await reset({ phone: own, code }))).toEqual([409, 'second_officer_needed'])
      expect(await readPhone()).not.toBe(own)
      // Not by the one who has asked, nor with something else, nor by another office.
      expect(await problemOf(await reset({ phone: own }))).toEqual([422, 'code_invalid'])
      const { officer, stranger } = desk.cookies
      expect(await problemOf(await reset({ phone: '0000999004' }, officer))).toEqual([422, 'code_invalid'])
      const other = { ...passport(), number: 'B7654321' }
      expect(await problemOf(await reset({ phone: own, seen: other }, officer))).toEqual([
        422,
        'document_mismatch',
      ])
      expect(await problemOf(await reset({ phone: own }, stranger))).toEqual([404, 'account_unknown'])
      expect(await readPhone()).not.toBe(own)
      expect((await reset({ phone: own }, officer)).status).toBe(204)
      expect(await problemOf(await reset({ phone: own }, officer))).toEqual([422, 'code_invalid'])
    })
    expect(logged.filter((entry) => !entry.startsWith('reset-refused'))).toEqual([
      'reset-asked 00191',
      'account-reset 00191',
    ])
    expect(await readPhone()).toBe(own)
    const kept = await desk.database.query.selectFrom('account_resets').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ asked_by: 'demo-phutrach', confirmed_by: 'demo-canbo' })
    expect(Buffer.from(kept.seen_document).toString('latin1')).not.toContain('A1234567')
    const place = { place: 'account_resets', id: kept.id } as const
    expect(openSeenDocument(kept.seen_document, { ...place, secret })).toEqual(passport())
    // And under another key-encryption key.
    const next = new Uint8Array(32)
    await resealSeenDocuments(desk.database, secret, next)
    // Again, as where the command was interrupted behind it.
    await resealSeenDocuments(desk.database, secret, next)
    const moved = await desk.database.query
      .selectFrom('account_resets')
      .select('seen_document')
      .executeTakeFirstOrThrow()
    expect(openSeenDocument(moved.seen_document, { ...place, secret: next })).toEqual(passport())
    await resealSeenDocuments(desk.database, next, secret)
  })

  it('what waits for a second officer waits a day', async () => {
    const late = '0000999005'
    const { code } = await desk.askResetCode(write({ phone: late }))
    await reset({ phone: late, code })
    desk.test.clock.now += 24 * 3600
    const officer = readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD))
    const seen = { ...passport(), date: desk.today }
    expect(await problemOf(await reset({ phone: late, seen }, officer))).toEqual([422, 'code_invalid'])
  })

  it('an account of no office needs two, whatever the document', async () => {
    await setOffice(null, couple.login)
    const { personal_id: number } = await desk.personOf(couple.login)
    const changes = {
      number: couple.login,
      phone: '0000999006',
      seen: { kind: 'cccd', number, date: desk.today },
    }
    const { code } = await desk.askResetCode(write(changes))
    expect(await problemOf(await reset({ ...changes, code }))).toEqual([409, 'second_officer_needed'])
    expect((await reset(changes, desk.cookies.officer)).status).toBe(204)
  })

  it('an account is opened on a passport by two officers, and the document is kept with the decision', async () => {
    await desk.forgetNewcomer()
    const { id } = await desk.fileDeclaration({ identity: { kind: 'passport', number: 'A1234567' } })
    const logged = await readLogged(async () => {
      for (let tries = 0; tries < 2; tries++)
        expect(await problemOf(await desk.approve(id, passport()))).toEqual([409, 'second_officer_needed'])
      expect(
        await problemOf(
          await desk.approve(id, { ...passport(), number: 'B7654321' }, desk.cookies.supervisor),
        ),
      ).toEqual([422, 'document_mismatch'])
      expect((await desk.approve(id, passport(), desk.cookies.supervisor)).status).toBe(204)
    })
    expect(logged).toEqual([
      'document-vouched 00191',
      'document-vouched 00191',
      'approval-refused 00191',
      'declaration-approved 00191',
    ])
    const row = await desk.database.query
      .selectFrom('declarations')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ seen_by: 'demo-canbo', decided_by: 'demo-phutrach', seen_on: desk.today })
    const sealed = row.seen_document ?? new Uint8Array()
    expect(openSeenDocument(sealed, { place: 'declarations', id, secret })).toEqual(passport())
  })

  it('to decide on another office’s request is in the log of both', async () => {
    const { id: personId } = await desk.personOf(mother.login)
    await desk.database.query.deleteFrom('office_requests').execute()
    await desk.database.query
      .insertInto('office_requests')
      .values({
        id: 'elsewhere',
        file_number: 'YC-1',
        kind: 'close-account',
        person_id: personId,
        request_key: 'k',
        office_code: '004',
        content: '[]',
        state: 'waiting',
        filed_at: desk.start,
        decided_at: null,
        decided_by: null,
        answer: null,
        document: null,
      })
      .execute()
    for (const deed of [
      () => desk.post('/api/office/requests/elsewhere/approval', {}),
      () => desk.send('/api/office/requests/elsewhere', desk.cookies.officer),
    ])
      expect(await readLogged(async () => expect((await deed()).status).toBe(404))).toEqual([
        'access-refused 00191',
        'access-refused 004',
      ])
    await desk.database.query.deleteFrom('office_requests').execute()
  })
})
