import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OfficeRequestListView } from '../../../src/core/api/back-office-contract.ts'
import type { ServiceRequestView } from '../../../src/core/api/service-contract.ts'
import type {
  ServiceBoardView,
  ServiceFileView,
  ServiceListView,
} from '../../../src/core/api/service-desk-contract.ts'
import { readInbox } from '../../../src/core/snapshot/inbox.ts'
import { readRequests } from '../../../src/core/snapshot/service-requests.ts'
import { verifySnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'
import { readPdf } from '../../support/issuer/read-pdf.ts'
import { type Asker, createServiceDesk, readDemoTrustList } from '../../support/issuer/service-desk.ts'

/** 5 January 2027, 9:00 in Vietnam: a quarter's window is open. */
const JANUARY = Date.parse('2027-01-05T02:00:00Z') / 1000
const FILES = '/api/office/services'

describe.each(['sqlite', 'postgresql'] as const)('the office and public services on %s', (kind) => {
  const office = useOfficeDesk(kind)
  const desk = createServiceDesk(() => office.test)
  let asker: Asker

  beforeEach(async () => {
    const { query } = office.database
    await query.deleteFrom('service_files').execute()
    await query.deleteFrom('service_requests').execute()
    await query.deleteFrom('inbox_items').execute()
    await query
      .updateTable('accounts')
      .set({ office_code: '00191' })
      .where('office_code', 'is', null)
      .execute()
    asker = await desk.signIn(demoAccounts[0])
  })

  const { cookies } = office
  const read = async <T>(path: string, cookie = cookies.officer): Promise<T> => {
    const answer = await office.send(path, cookie)
    if (answer.status !== 200) throw new Error(`${path} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const post = (path: string, body: object | undefined, cookie = cookies.officer) =>
    office.send(path, cookie, 'POST', body)
  const list = (queue = 'open', cookie = cookies.officer) =>
    read<ServiceListView>(`${FILES}?queue=${queue}`, cookie)
  const lose = async () =>
    desk.send(asker, 'card-reissue', {
      card: asker.cardId,
      reason: 'lost',
      identityPictures: [await desk.upload(asker)],
      delivery: 'electronic',
    })
  const readSnapshot = async () => {
    const answer = await office.test.request('/api/snapshot', { cookie: asker.cookie })
    const context = { trustList: await readDemoTrustList(office.test), now: office.test.clock.now }
    const verified = await verifySnapshot(new Uint8Array(await answer.arrayBuffer()), context)
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }
  const findId = async (number: string) => {
    const row = await office.database.query
      .selectFrom('service_requests')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    return row.id
  }

  const prove = async (key: string) => {
    const body = { key, password: demoAccounts[0].password }
    const answer = await office.test.request('/api/services/proofs', {
      method: 'POST',
      cookie: asker.cookie,
      body,
    })
    return ((await answer.json()) as { proof: string }).proof
  }

  it('refuses a place of another kind of list', async () => {
    for (const [queue, after] of [
      ['open', '1795435200.x'],
      ['returned', '2026-11-30.x'],
      ['decided', '2026-11-30.x'],
    ])
      expect((await office.send(`${FILES}?queue=${queue}&after=${after}`, cookies.officer)).status).toBe(422)
  })

  it('shows the most urgent first, to the office alone, and gives each file to one officer', async () => {
    const first = await lose()
    office.test.clock.now += 86_400
    asker = await desk.signIn(demoAccounts[0])
    const second = await lose()
    await office.signInAll()
    expect((await list()).files.map(({ number }) => number)).toEqual([first.number, second.number])
    expect((await list('open', cookies.stranger)).files).toEqual([])
    const id = await findId(first.number)
    expect(await problemOf(await office.send(`${FILES}/files/${id}`, cookies.stranger))).toEqual([
      404,
      'not_found',
    ])

    const taken = await Promise.all(
      [cookies.officer, cookies.supervisor].map((cookie) => post(`${FILES}/next`, undefined, cookie)),
    )
    const ids = await Promise.all(taken.map(async (answer) => ((await answer.json()) as { id: string }).id))
    expect(new Set(ids)).toEqual(new Set([id, await findId(second.number)]))
    // One's own comes again until it is decided.
    const again = (await (await post(`${FILES}/next`, undefined)).json()) as { id: string }
    expect(again.id).toBe(ids[0])
    const other = ids[1] ?? ''
    expect(await problemOf(await post(`${FILES}/files/${other}/claim`, undefined))).toEqual([
      409,
      'already_decided',
    ])
    const mine = await post(`${FILES}/files/${again.id}/claim`, undefined, cookies.supervisor)
    expect(mine.status).toBe(204)
    expect(readRequests((await readSnapshot()).unread)).toMatchObject({
      value: [{ state: 'in-review' }, { state: 'in-review' }],
    })
  })

  it('sends single pages back, takes them mended, and the new card arrives by itself', async () => {
    const { number } = await lose()
    const id = await findId(number)
    const before = await readSnapshot()
    const back = { pages: ['identity'], reason: 'papers-unclear', note: 'Chụp lại mặt sau.' }
    expect(
      await problemOf(await post(`${FILES}/files/${id}/return`, { ...back, pages: ['nothing'] })),
    ).toEqual([422, 'invalid_fields', 'pages'])
    expect((await post(`${FILES}/files/${id}/return`, back)).status).toBe(204)
    const told = await readSnapshot()
    expect(readRequests(told.unread)).toMatchObject({
      value: [
        {
          state: 'returned',
          nextStep: 'mend',
          pages: ['identity'],
          reason: 'papers-unclear',
          note: back.note,
        },
      ],
    })
    expect(readInbox(told.unread)).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ code: 'service-returned' })]),
    })
    expect(await problemOf(await office.approveService(id))).toEqual([409, 'already_decided'])

    const path = `/api/services/requests/${number}`
    const { content: looked } = await read<ServiceFileView>(`${FILES}/files/${id}`)
    const view = (await (
      await office.test.request(path, { cookie: asker.cookie })
    ).json()) as ServiceRequestView
    expect(view.returned).toEqual(back)
    const picture = await desk.upload(asker)
    const mended = {
      key: '6f0e6f53-2b0a-4a3a-9d2b-00000000000a',
      personId: asker.personId,
      day: view.day,
      // The reason is of a page that did not come back: it stays as it was sent.
      answers: { ...view.answers, identityPictures: [picture] },
    }
    const send = (body: object) =>
      office.test.request(`${path}/answers`, { method: 'POST', cookie: asker.cookie, body })
    const taken = await send(mended)
    expect(await taken.json()).toMatchObject({ number, state: 'waiting' })
    expect((await send(mended)).status).toBe(200)
    expect(await (await send({ ...mended, key: mended.key.replace('a', 'b') })).json()).toMatchObject({
      reasons: ['not-open'],
    })

    // Who has looked at what was sent first has not looked at this.
    const stale = await post(`${FILES}/files/${id}/approval`, { content: looked })
    expect(await problemOf(stale)).toEqual([409, 'already_decided'])
    const file = await read<ServiceFileView>(`${FILES}/files/${id}`)
    expect(file.lines.find(({ pictures }) => pictures)?.pictures).toEqual([picture])
    expect((await office.send(`${FILES}/files/${id}/pictures/${picture}`, cookies.officer)).status).toBe(200)
    expect((await office.approveService(id)).status).toBe(204)
    const after = await readSnapshot()
    expect(after.sequence).toBeGreaterThan(before.sequence)
    expect(after.cards[0]?.hospitalText).not.toBe(before.cards[0]?.hospitalText)
    expect(readRequests(after.unread)).toMatchObject({ value: [{ state: 'approved', nextStep: 'nothing' }] })
    expect((await list('decided')).files.map((each) => each.number)).toEqual([number])
  })

  it('takes no note that wallets have no room for, and shows requests whatever an earlier note says', async () => {
    const { number } = await lose()
    const id = await findId(number)
    const letter = 'ụ'
    const write = (bytes: number) => letter.repeat(Math.floor(bytes / 3)) + 'a'.repeat(bytes % 3)
    const send = (note: string) =>
      post(`${FILES}/files/${id}/return`, { pages: ['identity'], reason: 'papers-unclear', note })
    expect(await problemOf(await send(write(1001)))).toEqual([422, 'invalid_fields', 'note'])
    expect((await send(write(1000))).status).toBe(204)
    expect(readRequests((await readSnapshot()).unread)).toMatchObject({ value: [{ note: write(1000) }] })

    const { query } = office.database
    await query
      .updateTable('service_requests')
      .set({ note: letter.repeat(1000), title: letter.repeat(200) })
      .execute()
    await query.updateTable('snapshots').set({ renew_at: 0 }).execute()
    expect(readRequests((await readSnapshot()).unread)).toMatchObject({
      value: [{ number, note: `${letter.repeat(332)}…`, title: `${letter.repeat(65)}…`, nextStep: 'mend' }],
    })
  })

  it('changes the facility on the card by what was chosen', async () => {
    office.test.clock.now = JANUARY
    asker = await desk.signIn(demoAccounts[0])
    await office.signInAll()
    const answers = {
      card: asker.cardId,
      facility: '01929',
      reason: 'home',
      delivery: 'counter',
      deliveryOffice: '00191',
    }
    const { number } = await desk.send(asker, 'facility-change', answers)
    const id = await findId(number)
    const file = await read<ServiceFileView>(`${FILES}/files/${id}`)
    expect(file.changes).toEqual([
      expect.objectContaining({ label: 'Nơi muốn chuyển đến', after: 'Bệnh viện Bạch Mai (01929)' }),
    ])
    expect((await office.approveService(id)).status).toBe(204)
    const { cards, unread } = await readSnapshot()
    expect(cards[0]?.face).toMatchObject({ facilityCode: '01929', facilityName: 'Bệnh viện Bạch Mai' })
    expect(cards[0]?.hospitalText).toContain('|01 - 929|')
    expect(readRequests(unread)).toMatchObject({ value: [{ state: 'approved', nextStep: 'collect' }] })
  })

  it('keeps what was left empty on pages that did not go back, and takes what a mended answer opens', async () => {
    const pictures = [await desk.upload(asker)]
    const sent = { card: asker.cardId, nameWrong: true, identityPictures: pictures, delivery: 'electronic' }
    const { number } = await desk.send(asker, 'card-correction', { ...sent, name: 'Nguyễn Thị Mới' })
    const id = await findId(number)
    const back = (pages: string[]) => post(`${FILES}/files/${id}/return`, { pages, reason: 'papers-unclear' })
    const mend = async (key: string, answers: object) => {
      const path = `/api/services/requests/${number}`
      const { personId, cookie } = asker
      const body = { key, personId, day: office.today, answers: { ...sent, ...answers } }
      const mended = await office.test.request(`${path}/answers`, { method: 'POST', cookie, body })
      expect(mended.status).toBe(200)
      const view = await office.test.request(path, { cookie })
      return ((await view.json()) as ServiceRequestView).answers
    }
    expect((await back(['identity'])).status).toBe(204)
    const more = { birthWrong: true, birth: '1970-01-01', sexWrong: true, sex: 'male' }
    const widened = { name: 'Ai Khác', ...more }
    expect(await mend('6f0e6f53-2b0a-4a3a-9d2b-00000000001a', widened)).toEqual({
      ...sent,
      name: 'Nguyễn Thị Mới',
    })

    expect((await back(['wrong'])).status).toBe(204)
    const opened = await mend('6f0e6f53-2b0a-4a3a-9d2b-00000000001b', widened)
    expect(opened).toEqual({ ...sent, name: 'Nguyễn Thị Mới', ...more })
    // Two fields have one label.
    const { changes } = await read<ServiceFileView>(`${FILES}/files/${id}`)
    expect(changes).toContainEqual(expect.objectContaining({ label: 'Giới tính', after: 'Nam' }))
  })

  it('gives nobody a name that cards and snapshots have no room for', async () => {
    const answers = {
      card: asker.cardId,
      nameWrong: true,
      name: 'Nguyễn '.repeat(12).trim(),
      identityPictures: [await desk.upload(asker)],
      delivery: 'electronic',
    }
    const refused = await desk.post(await desk.write(asker, 'card-correction', answers), asker.cookie)
    expect(await problemOf(refused)).toEqual([422, 'invalid_fields', 'name'])
  })

  it('corrects what is wrong on a card', async () => {
    const answers = {
      card: asker.cardId,
      nameWrong: true,
      birthWrong: true,
      name: 'Nguyễn Thị Mẫu Mới',
      birth: '1985-03-06',
      identityPictures: [await desk.upload(asker)],
      delivery: 'electronic',
    }
    const { number } = await desk.send(asker, 'card-correction', answers)
    expect((await office.approveService(await findId(number))).status).toBe(204)
    const { holder, cards } = await readSnapshot()
    expect(holder).toMatchObject({ fullName: 'Nguyễn Thị Mẫu Mới', dateOfBirth: '1985-03-06' })
    expect(cards[0]?.face).toMatchObject({ fullName: 'Nguyễn Thị Mẫu Mới' })
  })

  it('has the password given once more for pages that went back, too', async () => {
    const answers = { newEmail: true, email: 'moi@demo.invalid' }
    const request = await desk.write(asker, 'contact-change', answers)
    const sent = await desk.post({ ...request, proof: await prove(request.key) }, asker.cookie)
    const { number } = (await sent.json()) as { number: string }
    const back = { pages: ['email'], reason: 'papers-unclear' }
    expect((await post(`${FILES}/files/${await findId(number)}/return`, back)).status).toBe(204)
    const key = '6f0e6f53-2b0a-4a3a-9d2b-00000000000b'
    const { personId } = asker
    const mended = { key, personId, day: request.day, answers: { ...answers, email: 'ke-gian@demo.invalid' } }
    const mend = (body: object) =>
      office.test.request(`/api/services/requests/${number}/answers`, {
        method: 'POST',
        cookie: asker.cookie,
        body,
      })
    expect(await (await mend(mended)).json()).toMatchObject({ reasons: ['proof-needed'] })
    expect(await (await mend({ ...mended, proof: await prove(request.key) })).json()).toMatchObject({
      reasons: ['proof-needed'],
    })
    expect((await mend({ ...mended, proof: await prove(key) })).status).toBe(200)
  })

  it('takes a new personal number from its owner alone, by the password, and nobody else’s', async () => {
    const { query } = office.database
    const me = await office.personOf(demoAccounts[0].login)
    const write = async (change: object) => {
      const identityPictures = [await desk.upload(asker)]
      const answers = { card: asker.cardId, personalWrong: true, identityPictures, delivery: 'electronic' }
      return desk.write(asker, 'card-correction', { ...answers, ...change })
    }
    const send = async (change: object) => {
      const request = await write(change)
      const proof = await office.test.request('/api/services/proofs', {
        method: 'POST',
        cookie: asker.cookie,
        body: { key: request.key, password: demoAccounts[0].password },
      })
      return desk.post(
        { ...request, ...((await proof.json()) as object), expiresAt: undefined },
        asker.cookie,
      )
    }
    const plain = await desk.post(await write({ personal: '001085999999' }), asker.cookie)
    expect(await plain.json()).toMatchObject({ reasons: ['proof-needed'] })
    expect(await problemOf(await send({ personal: '00108599999x' }))).toEqual([
      422,
      'invalid_fields',
      'personal',
    ])

    const dependant = await query
      .selectFrom('dependants')
      .innerJoin('cards', 'cards.person_id', 'dependant_id')
      .select(['dependant_id', 'cards.id'])
      .where('holder_id', '=', me.id)
      .executeTakeFirstOrThrow()
    const account = await query
      .selectFrom('accounts')
      .selectAll()
      .where('person_id', '=', me.id)
      .executeTakeFirstOrThrow()
    const own = { ...account, person_id: dependant.dependant_id, phone: '0000000555', email: null }
    await query.insertInto('accounts').values(own).execute()
    const ofDependant = { card: dependant.id, personal: '001085999999' }
    expect(await problemOf(await send(ofDependant))).toEqual([422, 'invalid_fields', 'personal'])
    // Whatever says who they are.
    for (const [field, value] of [
      ['name', 'Trần Văn Khác'],
      ['birth', '2015-01-02'],
      ['sex', 'male'],
    ] as const) {
      const change = { card: dependant.id, [`${field}Wrong`]: true, [field]: value, personalWrong: undefined }
      expect(await problemOf(await send(change)), field).toEqual([422, 'invalid_fields', field])
    }
    await query.deleteFrom('accounts').where('person_id', '=', own.person_id).execute()

    const other = await office.personOf(demoAccounts[5].login)
    const taken = (await (await send({ personal: other.personal_id })).json()) as { number: string }
    expect(await problemOf(await office.approveService(await findId(taken.number)))).toEqual([
      422,
      'invalid_fields',
      'personal',
    ])
    const right = (await (await send({ personal: '001085999999' })).json()) as { number: string }
    expect((await office.approveService(await findId(right.number))).status).toBe(204)
    expect(await office.personOf(demoAccounts[0].login)).toMatchObject({ personal_id: '001085999999' })

    if (kind === 'postgresql') {
      // SQLite writes one after the other; here somebody else is given the number in the same moment.
      const late = (await (await send({ personal: '001085999998' })).json()) as { number: string }
      const lateId = await findId(late.number)
      const { approval } = await query.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('people')
          .set({ personal_id: '001085999998' })
          .where('bhxh_code', '=', demoAccounts[5].login)
          .execute()
        const begun = office.approveService(lateId)
        const waiting = sql`select 1 from pg_stat_activity
          where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`
        await expect.poll(async () => (await waiting.execute(query)).rows.length, { timeout: 60_000 }).toBe(1)
        return { approval: begun }
      })
      expect(await problemOf(await approval)).toEqual([422, 'invalid_fields', 'personal'])
      await query
        .updateTable('people')
        .set({ personal_id: other.personal_id })
        .where('bhxh_code', '=', demoAccounts[5].login)
        .execute()
    }
    await query.updateTable('people').set({ personal_id: me.personal_id }).where('id', '=', me.id).execute()
  })

  it('writes nothing about somebody who is no dependant any more', async () => {
    const { query } = office.database
    const me = await office.personOf(demoAccounts[0].login)
    const link = await query
      .selectFrom('dependants')
      .innerJoin('cards', 'cards.person_id', 'dependant_id')
      .select(['holder_id', 'dependant_id', 'relation', 'cards.id'])
      .where('holder_id', '=', me.id)
      .executeTakeFirstOrThrow()
    const identityPictures = [await desk.upload(asker)]
    const { number } = await desk.send(asker, 'card-correction', {
      ...{ card: link.id, nameWrong: true, name: 'Trần Văn Khác' },
      ...{ identityPictures, delivery: 'electronic' },
    })
    const { id: _, ...ended } = link
    await query.deleteFrom('dependants').where('dependant_id', '=', link.dependant_id).execute()
    expect(await problemOf(await office.approveService(await findId(number)))).toEqual([
      422,
      'invalid_fields',
      'card',
    ])
    await query.insertInto('dependants').values(ended).execute()
  })

  it('has nothing to decide for an account that is closed, and writes nothing about it', async () => {
    const { query } = office.database
    const { id: personId } = await office.personOf(demoAccounts[0].login)
    const selectAccount = query.selectFrom('accounts').selectAll().where('person_id', '=', personId)
    const before = await selectAccount.executeTakeFirstOrThrow()
    const written = await desk.write(asker, 'contact-change', { newEmail: true, email: 'moi@demo.invalid' })
    const sent = await desk.post({ ...written, proof: await prove(written.key) }, asker.cookie)
    const { number } = (await sent.json()) as { number: string }
    const id = await findId(number)
    const { content } = await read<ServiceFileView>(`${FILES}/files/${id}`)
    const closing = { password: demoAccounts[0].password }
    const { cookie } = asker
    const asked = { method: 'POST', cookie, body: closing }
    expect((await office.test.request('/api/account/closing-request', asked)).status).toBe(204)
    const { requests } = await office.read<OfficeRequestListView>('/api/office/requests')
    const request = requests.find(({ kind: what }) => what === 'close-account')
    expect((await office.post(`/api/office/requests/${request?.id}/approval`, {})).status).toBe(204)

    expect(await problemOf(await post(`${FILES}/files/${id}/approval`, { content }))).toEqual([
      409,
      'already_decided',
    ])
    expect((await list('decided')).files).toMatchObject([{ number, state: 'withdrawn' }])
    expect(await selectAccount.executeTakeFirstOrThrow()).toMatchObject({ email: null, declared_email: null })
    const { person_id: _, ...values } = before
    await query.updateTable('accounts').set(values).where('person_id', '=', personId).execute()
  })

  it('refuses with a reason that the person reads', async () => {
    const { number } = await lose()
    const path = `${FILES}/files/${await findId(number)}/refusal`
    expect(await problemOf(await post(path, { reason: 'other' }))).toEqual([422, 'invalid_fields', 'note'])
    expect((await post(path, { reason: 'already-done', note: 'Thẻ đã được cấp lại.' })).status).toBe(204)
    expect(readRequests((await readSnapshot()).unread)).toMatchObject({
      value: [{ state: 'refused', reason: 'already-done', note: 'Thẻ đã được cấp lại.' }],
    })
  })

  it('prints the form by its numbers, counts, and writes every look into the log', async () => {
    const { number } = await lose()
    const id = await findId(number)
    const pdf = await office.send(`${FILES}/files/${id}/sheet`, cookies.officer)
    const text = readPdf(new Uint8Array(await pdf.arrayBuffer())).lines.join('\n')
    for (const part of ['Cấp lại thẻ BHYT', number, '[04] Lý do cấp lại', 'Thẻ bị mất'])
      expect(text).toContain(part)
    const board = await read<ServiceBoardView>(`${FILES}/board`)
    expect(board.states).toContainEqual({ key: 'free', count: 1 })
    expect(board.ages).toContainEqual({ key: '3-5', count: 1 })
    expect(board.services).toEqual([{ key: 'Cấp lại thẻ BHYT', count: 1 }])
    expect(board.days.at(-1)).toMatchObject({ filed: 1, decided: 0 })
    const { entries } = await read<{ entries: { action: string }[] }>('/api/office/audit', cookies.supervisor)
    expect(entries.map(({ action }) => action)).toContain('service-sheet-read')
  })
})
