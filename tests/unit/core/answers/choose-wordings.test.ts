import { describe, expect, it } from 'vitest'
import { readAnswerPack } from '../../../../src/core/answers/answer-pack.ts'
import { createAsk } from '../../../../src/core/answers/ask.ts'
import { chooseWordings } from '../../../support/answers/choose-wordings.ts'

const answer = (id: string, title: string, wordings = '') =>
  `# ${id}\n= ${title}\n${wordings}Một đoạn.\n§ Luật\n* 2026-11-01 2027-11-01\n`
const pack = `answers 1 2026-11-01\n@stop ạ; nhé\n\n${answer('lost', 'Thất lạc', '? cũ\n')}\n${answer('pay', 'Đóng tiền')}`

const questions = [
  { question: 'Mất thẻ làm sao ạ?', expects: ['lost'] },
  { question: 'mat the o cho', expects: ['lost'] },
  { question: 'mất thẻ rồi', expects: ['lost'] },
  { question: 'nộp ở đâu nhé', expects: ['pay'] },
  { question: 'nộp ở chỗ nào', expects: ['pay', 'lost'] },
]

const choose = (budget: number) => chooseWordings(pack, questions, budget, (text) => text.length)

describe('the choice of wordings', () => {
  it('puts chosen wordings in the place of those before, without marks, stop words and words of one text', () => {
    const chosen = choose(10_000)
    expect(chosen).not.toContain('cũ')
    expect(chosen).toContain('# lost\n= Thất lạc\n? mat the')
    expect(chosen).not.toContain('cho nao')
    expect(chosen.replace(/^\? .*\n/gm, '')).toBe(pack.replace('? cũ\n', ''))
  })

  it('has the questions answered that were not', () => {
    const [before, after] = [pack, choose(10_000)].map((text) => {
      const read = readAnswerPack(text)
      return read.ok ? createAsk(read.value)('mất thẻ').outcome : undefined
    })
    expect(before?.kind).toBe('unknown')
    expect(after).toMatchObject({ kind: 'answer', answer: { id: 'lost' } })
  })

  it('keeps within what it may cost, and chooses the same again', () => {
    const bare = pack.replace('? cũ\n', '')
    expect(choose(bare.length + 12).length).toBeLessThanOrEqual(bare.length + 12)
    expect(choose(0)).toBe(bare)
    expect(choose(10_000)).toBe(choose(10_000))
  })
})
