import { beforeEach, describe, expect, it } from 'vitest'
import type { UnansweredView } from '../../../src/core/api/unanswered-contract.ts'
import { DEMO_OFFICER_PASSWORD } from '../../../src/issuer/demo/demo-back-office.ts'
import { readCookie } from '../../support/issuer/issuer-fixture.ts'
import { problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'

const DAY = 86_400

/** Questions that the assistant could not answer. */
describe.each(['sqlite', 'postgresql'] as const)('given questions on %s', (kind) => {
  const desk = useOfficeDesk(kind)
  let writer = ''

  beforeEach(async () => {
    await desk.database.query.deleteFrom('unanswered_questions').execute()
    writer = readCookie(await desk.signIn('bientap', DEMO_OFFICER_PASSWORD))
  })

  const give = (text: unknown, { language = 'vi', address = '198.51.100.7' } = {}) =>
    desk.test.request('/api/unanswered-questions', { method: 'POST', body: { language, text }, address })
  const list = async () =>
    (await desk.read<UnansweredView>('/api/office/unanswered-questions', writer)).questions

  it('are kept in nobody’s name, with the day alone, and counted where they are the same', async () => {
    // Early in the morning in Vietnam, and the day before in Greenwich.
    desk.test.clock.now = desk.start - (desk.start % DAY) + 18 * 3600
    writer = readCookie(await desk.signIn('bientap', DEMO_OFFICER_PASSWORD))
    expect((await give('Thẻ của  con nuôi nước ngoài')).status).toBe(204)
    expect((await give('thẻ của con nuôi nước ngoài')).status).toBe(204)
    expect((await give('card for an adopted child', { language: 'en' })).status).toBe(204)
    const day = new Date((desk.start + DAY) * 1000).toISOString().slice(0, 10)
    expect(await list()).toEqual([
      { language: 'vi', text: 'thẻ của con nuôi nước ngoài', times: 2, day },
      { language: 'en', text: 'card for an adopted child', times: 1, day },
    ])
    const rows = await desk.database.query.selectFrom('unanswered_questions').selectAll().execute()
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['language', 'last_day', 'question', 'times'])
  })

  it('lose numbers and addresses also where the sender has left them in', async () => {
    await give('số 0912 345 678 mất rồi, viết cho an@vi-du.vn')
    await give('0912 345 678')
    expect((await list()).map(({ text }) => text)).toEqual(['số … mất rồi, viết cho …'])
  })

  it('are refused where they are no question', async () => {
    for (const text of ['', '12', 'a'.repeat(301), 'hỏi\u202Egì', 7])
      expect((await give(text)).status, String(text)).toBe(422)
    expect((await give('hỏi gì', { language: 'fr' })).status).toBe(422)
    expect(await list()).toEqual([])
  })

  it('are limited for each network', async () => {
    for (let at = 0; at < 60; at++) expect((await give('hỏi nữa')).status).toBe(204)
    expect((await give('hỏi nữa')).status).toBe(429)
    expect((await give('hỏi nữa', { address: '203.0.113.7' })).status).toBe(204)
  })

  it('make room for new ones where there are very many: those that were given most often stay', async () => {
    await give('hỏi nhiều lần')
    await give('hỏi nhiều lần')
    const flood = Array.from({ length: 19_999 }, (_, at) => ({
      ...{ language: 'vi', question: `rác ${at}`, times: 1 },
      last_day: Math.floor(desk.start / DAY),
    }))
    for (let from = 0; from < flood.length; from += 5000)
      await desk.database.query
        .insertInto('unanswered_questions')
        .values(flood.slice(from, from + 5000))
        .execute()
    for (const text of ['hỏi mới', 'hỏi mới', 'hỏi mới nữa']) expect((await give(text)).status).toBe(204)
    const kept = await desk.database.query.selectFrom('unanswered_questions').selectAll().execute()
    expect(kept).toHaveLength(20_000)
    expect(
      kept
        .filter(({ times }) => times > 1)
        .map(({ question }) => question)
        .sort(),
    ).toEqual(['hỏi mới', 'hỏi nhiều lần'])
    expect(kept.map(({ question }) => question)).toContain('hỏi mới nữa')
  })

  it('make room for new ones also where very many were given twice', async () => {
    const flood = Array.from({ length: 20_000 }, (_, at) => ({
      ...{ language: 'vi', question: `rác ${at}`, times: 2 },
      last_day: Math.floor(desk.start / DAY),
    }))
    for (let from = 0; from < flood.length; from += 5000)
      await desk.database.query
        .insertInto('unanswered_questions')
        .values(flood.slice(from, from + 5000))
        .execute()
    const words = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười']
    for (const word of words) expect((await give(`hỏi câu ${word}`)).status).toBe(204)
    const kept = await desk.database.query
      .selectFrom('unanswered_questions')
      .select('question')
      .where('times', '=', 1)
      .execute()
    // One may be among the few of which one goes.
    expect(kept.length).toBeGreaterThanOrEqual(words.length - 2)
  })

  it('are shown to officers who write content, to nobody else', async () => {
    await give('hỏi gì')
    const path = '/api/office/unanswered-questions'
    expect((await desk.test.request(path)).status).toBe(401)
    const refused = await desk.test.request(path, { cookie: desk.cookies.officer })
    expect(await problemOf(refused)).toEqual([403, 'officer_forbidden'])
  })

  it('go ninety days after they were given last', async () => {
    await give('hỏi một lần')
    await give('hỏi lại')
    desk.test.clock.now += 40 * DAY
    await give('hỏi lại')
    desk.test.clock.now = desk.start + 91 * DAY
    await desk.test.issuer.sweep()
    const rows = await desk.database.query.selectFrom('unanswered_questions').select('question').execute()
    expect(rows).toEqual([{ question: 'hỏi lại' }])
  })
})
