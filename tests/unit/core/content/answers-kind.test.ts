import { describe, expect, it } from 'vitest'
import { readAnswerPack } from '../../../../src/core/answers/answer-pack.ts'
import { listKnownQuestions } from '../../../../src/core/answers/score-pack.ts'
import { answersKind } from '../../../../src/core/content/answers-kind.ts'
import { applyEdit } from '../../../../src/core/content/pack-edit.ts'
import type { PackRow } from '../../../../src/core/content/pack-kind.ts'
import { finishSteps } from '../../../../src/core/finish-steps.ts'
import { languages } from '../../../../src/i18n/languages.ts'
import { readAnswerText } from '../../../support/answers/known-answers.ts'

const known = { provinces: new Set<string>(), wards: new Set<string>() }
const text = readAnswerText('vi')

function edit(rows: Record<string, PackRow | null>) {
  const table = answersKind.read(text)
  if (!table.ok) throw new Error(table.error)
  return answersKind.write(applyEdit(answersKind, table.value, { asOf: '2026-12-01', rows }), known)
}

function edited(rows: Record<string, PackRow | null>): string {
  const written = edit(rows)
  if (!written.ok) throw new Error(JSON.stringify(written.error))
  return written.value
}

describe('rows of answers', () => {
  it.each(languages)('have all that the pack has, in %s', (language) => {
    const before = readAnswerText(language)
    const table = answersKind.read(before)
    const written = table.ok ? answersKind.write(table.value, known) : table
    expect(written.ok && readAnswerPack(written.value)).toEqual(readAnswerPack(before))
  })

  it.each([
    ['name', { name: ' ' }, 'name_missing'],
    ['source', { source: '' }, 'value_unknown'],
    ['checkBy', { checkBy: 'sang năm' }, 'value_unknown'],
    ['body', { body: '' }, 'value_unknown'],
    ['body', { body: 'Xem thêm\n> /khong-co Đi' }, 'value_unknown'],
    ['body', { body: 'Xem thêm\n$password' }, 'value_unknown'],
    ['body', { body: 'Xem thêm\n# khác' }, 'value_unknown'],
    ['related', { related: 'nothing-such' }, 'value_unknown'],
  ])('say what is wrong with %s', (field, change, why) => {
    expect(edit({ 'lost-phone': change })).toEqual({ ok: false, error: { field, why, key: 'lost-phone' } })
  })

  it('guard the numbers and hosts that a text names', () => {
    const row = { body: 'Gọi 1900 9068 hoặc mở dichvucong.baohiemxahoi.gov.vn.', source: 'Điều 22' }
    expect(answersKind.protectedValues(row)).toEqual([
      'phone 19009068',
      'host dichvucong.baohiemxahoi.gov.vn',
    ])
    expect(answersKind.protectedValues({ body: 'Mở (.a.vn, émb.vn/x, c.d.vn_ và ..e-f.com' })).toEqual(
      ['a.vn', 'mb.vn', 'c.d.vn', 'e-f.com'].map((host) => `host ${host}`),
    )
  })

  it.each(['a', 'a.', 'a-.', '1800'])(
    'are guarded as fast whatever stands in them, such as %s on end',
    (part) => {
      const body = Array(100)
        .fill(`${part.repeat(4_000).slice(0, 3_900)}_`)
        .join('\n')
      const began = performance.now()
      answersKind.protectedValues({ body })
      expect(performance.now() - began).toBeLessThan(500)
    },
  )
})

describe('a pack that answers the kept questions', () => {
  const judge = (after: string) => {
    const steps = answersKind.isWorse?.(text, after)
    if (!steps) throw new Error('held to nothing')
    return steps
  }
  const isWorse = (after: string) => finishSteps(judge(after))
  /** Answers of which nothing is left that a question could find. */
  const emptied = (further: PackRow) =>
    Object.fromEntries(
      ['lost-phone', 'lost-card', 'forgot-password', 'five-years'].map((id) => [
        id,
        { name: `Khác ${id}`, wordings: 'khác hẳn', body: 'Khác hẳn.', ...further },
      ]),
    )

  it('is judged in steps, so that a service can answer others in between', () => {
    const pack = readAnswerPack(text)
    const questions = pack.ok ? listKnownQuestions(pack.value).length : Number.NaN
    expect([...judge(text)].length).toBeGreaterThan(2 * questions)
  })

  it('as well as before is no worse', () => {
    expect(isWorse(text)).toBe(false)
    expect(isWorse(edited({ 'lost-phone': { source: 'BHXH Việt Nam' } }))).toBe(false)
  })

  it('less well is worse', () => {
    expect(isWorse(edited(emptied({})))).toBe(true)
    expect(isWorse(edited({ 'words-emergency': { phrases: 'cháy nhà' } }))).toBe(true)
    expect(isWorse(edited({ 'words-topic': { phrases: '-9 mat; the' } }))).toBe(true)
  })

  it('cannot lower the bar by leaving questions out', () => {
    expect(isWorse(edited(emptied({ questions: '' })))).toBe(true)
  })

  it('may leave an answer out, with what asks for it', () => {
    expect(isWorse(edited({ passkey: null, 'change-password': { related: 'forgot-password' } }))).toBe(false)
  })
})
