import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ReportView, SendReportRequest } from '../../../src/core/api/report-contract.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const report: Omit<SendReportRequest, 'personId'> = {
  key: '6f0e6f53-2b0a-4a3a-9d2b-000000000001',
  row: { section: 'participation', kind: 'bhxh', from: '2019-03', to: '2021-12', name: 'Công ty Mẫu' },
  mistake: 'wrong-time',
  text: 'Tôi làm đến 06/2022.\nCó hợp đồng kèm theo.',
}
const withKey = (number: number) => `6f0e6f53-2b0a-4a3a-9d2b-${String(number).padStart(12, '0')}`

describe.each(['sqlite', 'postgresql'] as const)('reports of mistakes on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let cookie: string
  let own: string

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    cookie = await test.signIn()
    const person = await held.database.query
      .selectFrom('people')
      .select('public_id')
      .where('bhxh_code', '=', demoAccounts[0].login)
      .executeTakeFirstOrThrow()
    own = person.public_id
  })
  beforeEach(async () => {
    await held.database.query.deleteFrom('office_requests').execute()
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  const send = (body: object, options: { cookie?: string } = { cookie }) =>
    test.request('/api/reports', { method: 'POST', body: { personId: own, ...body }, ...options })
  const list = async (as = cookie): Promise<ReportView[]> => {
    const answer = await test.request('/api/reports', { cookie: as })
    return ((await answer.json()) as { reports: ReportView[] }).reports
  }
  const readFiled = () => held.database.query.selectFrom('office_requests').selectAll().execute()

  it('are filed with the office, which reads what row it is about', async () => {
    const answer = await send(report)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ ...report, sentAt: test.clock.now })
    const [filed] = await readFiled()
    expect(filed).toMatchObject({ kind: 'data-report', state: 'waiting', request_key: report.key })
    expect(JSON.parse(filed?.content ?? '')).toEqual([
      { field: 'Phần dữ liệu', text: 'Quá trình tham gia – Bảo hiểm xã hội' },
      { field: 'Dữ liệu của', text: `Nguyễn Thị Mẫu, mã số BHXH ${demoAccounts[0].login}` },
      { field: 'Thời gian ghi trong dữ liệu', text: '03/2019 – 12/2021' },
      { field: 'Đơn vị hoặc nơi khám ghi trong dữ liệu', text: 'Công ty Mẫu' },
      { field: 'Sai ở', text: 'Sai thời gian' },
      { field: 'Lời người gửi', text: report.text },
    ])
    expect(await list()).toEqual([{ ...report, sentAt: test.clock.now }])
  })

  it('are taken once for each key, also when two tries arrive together', async () => {
    await send(report)
    test.clock.now += 60
    expect(await (await send({ ...report, text: 'lần sau' })).json()).toEqual({
      ...report,
      sentAt: test.clock.now - 60,
    })
    const together = { ...report, key: withKey(2) }
    const answers = await Promise.all([send(together), send(together)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await readFiled()).toHaveLength(2)
  })

  it('are twenty a day, of any number that arrive together', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => send({ ...report, key: withKey(100 + index) })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
    expect(await readFiled()).toHaveLength(20)
  })

  it('show the answer of the office, accepted or not', async () => {
    await send(report)
    await send({ ...report, key: withKey(2) })
    const decide = (key: string, state: 'approved' | 'refused', answer: string | null) =>
      held.database.query
        .updateTable('office_requests')
        .set({ state, answer, decided_at: test.clock.now + 5 })
        .where('request_key', '=', key)
        .execute()
    await decide(report.key, 'refused', 'Đơn vị xác nhận đúng như đã ghi.')
    await decide(withKey(2), 'approved', null)
    const at = test.clock.now + 5
    expect(Object.fromEntries((await list()).map(({ key, answer }) => [key, answer]))).toEqual({
      [report.key]: { accepted: false, text: 'Đơn vị xác nhận đúng như đã ghi.', at },
      [withKey(2)]: { accepted: true, at },
    })
  })

  it("may be about a dependant's card, not about a stranger's", async () => {
    const cards = await held.database.query
      .selectFrom('cards')
      .innerJoin('people', 'people.id', 'cards.person_id')
      .select(['cards.id', 'people.full_name'])
      .execute()
    const cardOf = (name: string) => cards.find(({ full_name }) => full_name === name)?.id
    const about = (cardId: string | undefined, key: number) =>
      send({ ...report, key: withKey(key), row: { section: 'card', cardId } })
    expect((await about(cardOf('Trần Minh Mẫu'), 3)).status).toBe(200)
    expect((await readFiled())[0]?.content).toContain('Trần Minh Mẫu')
    expect((await about(cardOf('Nguyễn Thị Mẫu'), 4)).status).toBe(200)

    const stranger = cards.find(({ full_name }) => !full_name.endsWith('Mẫu'))
    const refused = await about(stranger?.id, 5)
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([404, 'card_unknown'])
    expect((await about('no-such-card', 6)).status).toBe(404)
  })

  it('are not filed in the name of somebody else who has signed in since they were written', async () => {
    const refused = await send(report, { cookie: await test.signIn(demoAccounts[1]) })
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'other_person'])
    expect(await readFiled()).toEqual([])
    expect((await send(report)).status).toBe(200)
  })

  it('are shown to their sender alone', async () => {
    await send(report)
    expect(await list(await test.signIn(demoAccounts[1]))).toEqual([])
  })

  it('take a session, and nothing that does not fit the contract', async () => {
    expect((await send(report, {})).status).toBe(401)
    expect((await test.request('/api/reports')).status).toBe(401)
    for (const [what, body] of Object.entries({
      'no key': { ...report, key: 'x' },
      'an unknown mistake': { ...report, mistake: 'typo' },
      'a long text': { ...report, text: 'a'.repeat(2001) },
      'a text that turns direction': { ...report, text: 'a\u202eb' },
      'a bell in the name': { ...report, row: { ...report.row, name: 'a\u0007' } },
      'a date in words': { ...report, row: { ...report.row, from: 'hôm qua' } },
      'an unknown field': { ...report, row: { ...report.row, owner: 1 } },
    })) {
      expect((await send(body)).status, what).toBe(422)
    }
    expect(await readFiled()).toEqual([])
  })

  it('are bounded in a day, and go on the day after', async () => {
    for (let number = 1; number <= 20; number++) {
      expect((await send({ ...report, key: withKey(number) })).status).toBe(200)
    }
    const refused = await send({ ...report, key: withKey(21) })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe(String(86_400))
    // What was taken before is answered all the same.
    expect((await send({ ...report, key: withKey(7) })).status).toBe(200)
    test.clock.now += 86_400
    expect((await send({ ...report, key: withKey(21) })).status).toBe(200)
  })
})
