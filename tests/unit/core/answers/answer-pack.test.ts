import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswerPack } from '../../../../src/core/answers/answer-pack.ts'
import { answerSlots } from '../../../../src/core/answers/answer-slots.ts'
import { isAppRoute } from '../../../../src/core/api/app-routes.ts'
import { languages } from '../../../../src/i18n/languages.ts'
import { readAnswerText, readOwnAnswers } from '../../../support/answers/known-answers.ts'

const small = [
  'answers 1 2026-11-29',
  '@stop là; gì',
  '@same mật khẩu; mk',
  '!off-topic tối nay ăn gì',
  '',
  '# forgot-password',
  '= Quên mật khẩu',
  '? quên mk | lấy lại mật khẩu',
  '$validity',
  'Lấy lại ngay trong ví.',
  '- Bước một',
  '- Bước hai',
  '> /quen-mat-khau Lấy lại',
  '§ Điều 1',
  '* 2026-01-01 2027-01-01 likely',
  '~ other-answer',
  '! quên mật khẩu rồi',
  '',
].join('\n')

describe('a pack of answers', () => {
  it('is read into plain parts', () => {
    const pack = readAnswerPack(small)
    expect(pack.ok && pack.value.answers).toEqual([
      {
        id: 'forgot-password',
        title: 'Quên mật khẩu',
        wordings: ['quên mk', 'lấy lại mật khẩu'],
        body: [
          ['p', 'Lấy lại ngay trong ví.'],
          ['ul', ['Bước một'], ['Bước hai']],
        ],
        facts: ['validity'],
        actions: [{ route: '/quen-mat-khau', text: 'Lấy lại' }],
        source: 'Điều 1',
        validFrom: '2026-01-01',
        checkBy: '2027-01-01',
        isLikely: true,
        related: ['other-answer'],
        questions: ['quên mật khẩu rồi'],
      },
    ])
    expect(pack.ok && pack.value.routed['off-topic']).toEqual(['tối nay ăn gì'])
  })

  const wrong = {
    'another head': small.replace('answers 1', 'answers 2'),
    'a date that does not exist': small.replace('2026-11-29', '2026-02-30'),
    'no source': small.replace('§ Điều 1\n', ''),
    'no check-again date': small.replace('* 2026-01-01 2027-01-01 likely', '* 2026-01-01'),
    'no text': small.replace(/\$validity[\s\S]*> /, '> '),
    'a link to a page': small.replace('> /quen-mat-khau', '> https://example.vn'),
    'an unknown list': small.replace('@stop', '@stopp'),
    'an id twice': `${small}${small.slice(small.indexOf('# '))}`,
    'an id with another sign': small.replace('# forgot-password', '# Forgot password'),
    'a mark of direction': small.replace('Bước một', 'Bước \u202Emột'),
    'a control character': small.replace('Bước một', 'Bước\u0007một'),
    'a line without end': small.replace('Bước một', 'a'.repeat(5_000)),
    'too much': `${small}${'\n'.repeat(400_001)}`,
  }
  it.each(Object.entries(wrong))('is refused whole with %s', (_why, text) => {
    expect(readAnswerPack(text)).toEqual({ ok: false, error: 'not_answers' })
  })

  it('never throws, whatever it is made of', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom(...small.split('\n')))
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        readAnswerPack(['answers 1 2026-11-29', ...lines].join('\n'))
      }),
    )
  })
})

describe.each(languages)('the answers that are shipped in %s', (language) => {
  const pack = readOwnAnswers(language)
  const ids = pack.answers.map(({ id }) => id)

  it('are at least eighty, the same in every language', () => {
    expect(ids.length).toBeGreaterThanOrEqual(80)
    expect([...ids].sort()).toEqual(
      readOwnAnswers('vi')
        .answers.map(({ id }) => id)
        .sort(),
    )
  })

  it('each name a source, both dates, other answers that there are, screens and slots that there are', () => {
    for (const { id, source, validFrom, checkBy, related, actions, facts, wordings } of pack.answers) {
      expect(source, id).not.toBe('')
      expect(validFrom < checkBy, id).toBe(true)
      expect(wordings.length, id).toBeGreaterThanOrEqual(1)
      expect(
        related.filter((each) => !ids.includes(each) || each === id),
        id,
      ).toEqual([])
      expect(
        actions.filter(({ route }) => !isAppRoute(route)),
        id,
      ).toEqual([])
      expect(
        facts.filter((slot) => !answerSlots.some((each) => each === slot)),
        id,
      ).toEqual([])
    }
  })

  it('are written in NFC, without an exclamation mark in a text', () => {
    expect(readAnswerText(language).normalize('NFC')).toBe(readAnswerText(language))
    for (const { id, title, body } of pack.answers)
      expect(JSON.stringify([title, body]), id).not.toMatch(/[!！]/)
  })
})
