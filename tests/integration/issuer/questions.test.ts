import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OfficeRequestListView, OfficeRequestView } from '../../../src/core/api/back-office-contract.ts'
import type { CallAnnounced, CallerCheckView } from '../../../src/core/api/call-contract.ts'
import type { QuestionReceipt } from '../../../src/core/api/question-contract.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { readInboxItems } from '../../../src/issuer/inbox/inbox.ts'
import { readAnsweredQuestion } from '../../../src/wallet/inbox/answered-questions.ts'
import { problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'

const [mother] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('questions to the office on %s', (kind) => {
  const desk = useOfficeDesk(kind)
  let cookie = ''
  let personId = 0
  let own = ''
  beforeEach(async () => {
    for (const table of ['office_requests', 'inbox_items', 'announced_calls'] as const)
      await desk.database.query.deleteFrom(table).execute()
    cookie = await desk.test.signIn(mother)
    const person = await desk.personOf(mother.login)
    personId = person.id
    own = person.public_id
  })
  const ask = (body: object = {}) =>
    desk.send('/api/questions', cookie, 'POST', {
      key: randomUUID(),
      personId: own,
      text: 'Thẻ của tôi\nhết hạn khi nào?',
      ...body,
    })
  const readInbox = () => readInboxItems(desk.database.query, personId, desk.test.clock.now)
  const findRequest = async () => {
    const { requests } = await desk.read<OfficeRequestListView>('/api/office/requests')
    const [request] = requests
    if (!request) throw new Error('nothing was asked')
    return request
  }

  it('are filed once for each key, answered in words, and the answer is in the inbox, whole', async () => {
    const key = randomUUID()
    const answers = await Promise.all([ask({ key }), ask({ key }), ask({ key })])
    const receipts = (await Promise.all(answers.map((each) => each.json()))) as QuestionReceipt[]
    expect(new Set(receipts.map(({ fileNumber }) => fileNumber)).size).toBe(1)
    const { id, kind: asked } = await findRequest()
    expect(asked).toBe('question')
    expect(await problemOf(await desk.post(`/api/office/requests/${id}/approval`, {}))).toEqual([
      422,
      'invalid_fields',
      'answer',
    ])
    const answer = 'Thẻ còn hạn đến hết ngày 31/12/2026, tự gia hạn theo nhóm hưu trí. '.repeat(7).trim()
    expect((await desk.post(`/api/office/requests/${id}/approval`, { answer })).status).toBe(204)
    const [item] = (await readInbox()).filter(({ code }) => code === 'question-answered')
    expect(item && readAnsweredQuestion(item)).toMatchObject({
      question: 'Thẻ của tôi hết hạn khi nào?',
      answer,
    })
  })

  it('cannot be answered at such length that a phone would get a part of it', async () => {
    await ask()
    const { id } = await findRequest()
    const answer = 'ệ'.repeat(1000)
    expect(await problemOf(await desk.post(`/api/office/requests/${id}/approval`, { answer }))).toEqual([
      422,
      'invalid_fields',
      'answer',
    ])
  })

  it('are refused in the name of somebody else, without words, with hidden signs, and beyond ten a day', async () => {
    expect(await problemOf(await ask({ personId: 'someone-else' }))).toEqual([409, 'other_person'])
    expect((await ask({ text: '  ' })).status).toBe(422)
    expect((await ask({ text: 'a\u202eb' })).status).toBe(422)
    for (let asked = 0; asked < 10; asked++) expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(429)
  })

  it('are taken in hand by an officer, which colleagues see for an hour, and strangers cannot', async () => {
    await ask()
    const { id } = await findRequest()
    expect((await desk.post(`/api/office/requests/${id}/claim`, undefined)).status).toBe(204)
    const read = () => desk.read<OfficeRequestView>(`/api/office/requests/${id}`, desk.cookies.supervisor)
    expect((await read()).claimedBy).toBe('Trần Thị Cán Bộ Mẫu')
    desk.test.clock.now += 3601
    expect((await read()).claimedBy).toBeUndefined()
  })

  describe('a call about one', () => {
    const announce = async (as = desk.cookies.officer) => {
      const { id } = await findRequest()
      return desk.post(`/api/office/requests/${id}/call`, undefined, as)
    }
    const digitsOf = async (answer: Response) => ((await answer.json()) as CallAnnounced).digits
    const check = async (digits: string) =>
      (await (await desk.send('/api/caller-checks', cookie, 'POST', { digits })).json()) as CallerCheckView
    const other = (digits: string) => String((Number(digits) + 1) % 10_000).padStart(4, '0')

    it('is known by the digits that the officer says, once', async () => {
      await ask()
      const digits = await digitsOf(await announce())
      expect(digits).toMatch(/^\d{4}$/)
      expect(await check(other(digits))).toEqual({ isGenuine: false })
      expect(await check(digits)).toEqual({ isGenuine: true, office: expect.any(String) })
      expect(await check(digits)).toEqual({ isGenuine: false })
    })

    it('is not known after a quarter of an hour, after three wrong tries, or while nobody calls', async () => {
      await ask()
      expect(await check('0000')).toEqual({ isGenuine: false })
      const late = await digitsOf(await announce())
      desk.test.clock.now += 901
      expect(await check(late)).toEqual({ isGenuine: false })
    })

    it('cannot be guessed', async () => {
      await ask()
      const digits = await digitsOf(await announce())
      for (let wrong = 0; wrong < 3; wrong++) await check(other(digits))
      expect(await check(digits)).toEqual({ isGenuine: false })
      for (let tries = 4; tries < 10; tries++) await check('0000')
      expect((await desk.send('/api/caller-checks', cookie, 'POST', { digits })).status).toBe(429)
    })

    it('is announced by officers alone, and stands in the log', async () => {
      await ask()
      expect((await announce(cookie)).status).toBe(401)
      await announce()
      const { action } = await desk.database.query
        .selectFrom('audit_entries')
        .select('action')
        .orderBy('sequence', 'desc')
        .executeTakeFirstOrThrow()
      expect(action).toBe('call-announced')
    })

    it('is none by another office, where asking for it stands in the log, too', async () => {
      await ask()
      const { id } = await findRequest()
      await desk.database.query.updateTable('office_requests').set({ office_code: '00191' }).execute()
      expect((await announce(desk.cookies.stranger)).status).toBe(404)
      const entries = await desk.database.query
        .selectFrom('audit_entries')
        .select(['office_code', 'target'])
        .where('action', '=', 'access-refused')
        .orderBy('sequence')
        .execute()
      expect(entries.slice(-2)).toEqual([
        { office_code: expect.not.stringMatching('^00191$'), target: id },
        { office_code: '00191', target: id },
      ])
    })
  })
})
