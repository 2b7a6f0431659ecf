import { describe, expect, it } from 'vitest'
import { type AnswerPack, readAnswerPack } from '../../../../src/core/answers/answer-pack.ts'
import { createAsk } from '../../../../src/core/answers/ask.ts'
import { learnPoints, putPoints } from '../../../support/answers/learn-points.ts'

const lines = (id: string, title: string) => [
  `# ${id}`,
  `= ${title}`,
  'Xem trong ví.',
  '§ Điều 1',
  '* 2026-01-01 2027-01-01',
]
const text = ['answers 1 2026-11-30', ...lines('lost', 'Mất thẻ'), ...lines('renew', 'Gia hạn thẻ'), ''].join(
  '\n',
)

function read(of: string): AnswerPack {
  const pack = readAnswerPack(of)
  if (!pack.ok) throw new Error(pack.error)
  return pack.value
}

const questions = ['thẻ rơi ngoài chợ', 'rơi thẻ dọc đường', 'đánh rơi thẻ'].map((question) => ({
  question,
  expects: ['lost'],
}))

describe('points of words', () => {
  it('speak for the answer that others asked for with them, and make it found', () => {
    const points = learnPoints(read(text), questions)
    expect(points.get('lost')).toMatch(/^\+\d (?:.* )?roi\b/)
    const ask = createAsk(read(putPoints(text, points)))
    expect(ask('rơi thẻ').outcome).toMatchObject({ answers: [{ id: 'lost' }, { id: 'renew' }] })
  })

  it('are the same each time, and none where nothing was asked', () => {
    expect(learnPoints(read(text), questions)).toEqual(learnPoints(read(text), questions))
    expect([...learnPoints(read(text), []).values()].join('')).not.toContain('roi')
  })

  it('stand in the place of those before, behind the dates', () => {
    const once = putPoints(text, new Map([['lost', '+3 roi']]))
    expect(once).toContain('* 2026-01-01 2027-01-01\n* +3 roi\n')
    expect(putPoints(once, new Map([['renew', '+2 han']]))).not.toContain('roi')
    expect(read(once).answers.map(({ points }) => points)).toEqual(['+3 roi', ''])
  })
})
