import { describe, expect, it } from 'vitest'
import { readAnswerPack } from '../../../../src/core/answers/answer-pack.ts'
import { createAsk } from '../../../../src/core/answers/ask.ts'
import type { KnownQuestion } from '../../../../src/core/answers/score-pack.ts'
import { learnTopic } from '../../../support/answers/learn-topic.ts'

const pack = [
  'answers 1 2026-11-01',
  '@stop ạ; nhé',
  '@other bóng đá; vàng',
  '!off-topic giá vàng',
  '',
  '# lost',
  '= Mất thẻ bảo hiểm',
  'Một đoạn.',
  '§ Luật',
  '* 2026-11-01 2027-11-01',
].join('\n')

const things = ['rồi', 'hôm qua', 'ở đâu', 'bao nhiêu', 'thế nào', 'sao ạ', 'khi nào', 'được không']
const questions: KnownQuestion[] = [
  ...things.flatMap((thing) => [
    { question: `mất thẻ bảo hiểm ${thing}`, expects: ['lost'] },
    { question: `giá vàng ${thing}`, expects: 'off-topic' as const },
    { question: `thẻ gửi xe ${thing}`, expects: 'off-topic' as const },
  ]),
  { question: 'mất thẻ nên khó thở', expects: 'emergency' },
]

describe('what is learnt about the topic', () => {
  const learnt = learnTopic(pack, questions)
  const read = readAnswerPack(learnt)

  it('says of words and pairs how much they speak of insurance, in the place of older lists', () => {
    const lines = learnt.split('\n').filter((line) => line.startsWith('@topic'))
    const linesWith = (term: string) => lines.filter((line) => line.split(/; | -?\d /).includes(term))
    expect(linesWith('bao hiem')).toEqual([expect.stringMatching(/^@topic \d /)])
    expect(linesWith('vang')).toEqual([expect.stringMatching(/^@topic -\d /)])
    expect(linesWith('kho tho')).toEqual([])
    expect(learnt).not.toContain('@other')
    expect(learnt.split('\n').filter((line) => !line.startsWith('@topic'))).toEqual(
      pack.split('\n').filter((line) => !line.startsWith('@other')),
    )
  })

  it('has refused what is about something else, and nothing beside it', () => {
    const ask = read.ok ? createAsk(read.value) : undefined
    // No wording and no title: those are answered whatever they are about.
    expect(ask?.('hôm qua mất bảo hiểm').outcome.kind).not.toBe('unknown')
    expect(ask?.('mất thẻ gửi xe').outcome.kind).toBe('unknown')
  })

  it('is the same again, also of what was learnt', () => {
    expect(learnTopic(learnt, questions)).toBe(learnt)
  })
})
