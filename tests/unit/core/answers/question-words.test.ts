import { describe, expect, it } from 'vitest'
import { createWordReader } from '../../../../src/core/answers/question-words.ts'

const none = { ending: [], emergency: [], urgent: [], medical: [], cost: [], topic: [] }

type Lists = Partial<Record<'same' | 'stop' | 'ending', readonly string[][]>>

function reader(lists: Lists) {
  return createWordReader({ words: { same: [], stop: [], ...none, ...lists } })
}

describe('the words of a question', () => {
  it('puts the longest phrase of one meaning at each place, whole words of Latin script', () => {
    const read = reader({
      same: [
        ['card', 'the bhyt', 'the bhyt giay'],
        ['lost', 'mat'],
      ],
    })
    expect(read('the bhyt giay mat roi').words).toEqual(['card', 'lost', 'roi'])
    expect(read('the bhyt giayy').words).toEqual(['card', 'giayy'])
    expect(read('the bh').words).toEqual(['the', 'bh'])
  })

  it('cuts out what says nothing where there are no blanks', () => {
    const read = reader({ stop: [['我的'], ['我的医']] })
    expect(read('我的卡').words).toEqual(['卡'])
    expect(read('我的医卡').words).toEqual(['卡'])
  })

  it('takes no longer for many phrases that begin alike, nor for long ones', () => {
    const alike = Array.from({ length: 20_000 }, (_, at) => `保${String.fromCodePoint(0x5000 + at)}`)
    const long = Array.from({ length: 1_000 }, (_, at) => `${'保'.repeat(at + 1_000)}單`)
    for (const phrases of [alike, long]) {
      const read = reader({ stop: [phrases] })
      const began = performance.now()
      read('保'.repeat(4_000))
      expect(performance.now() - began).toBeLessThan(500)
    }
  })

  it('lets no text grow without end by what stands for its phrases', () => {
    const words = Array.from({ length: 1_000 }, (_, at) => `b${at}`)
    for (const [meaning, text] of [
      [words.join(' '), 'x '.repeat(2_000)],
      [words.slice(0, 20).join(' '), 'x '.repeat(2_000)],
      ['保'.repeat(80), '單'.repeat(4_000)],
    ] as const) {
      const read = reader({ same: [[meaning, 'x', '單']] })
      const began = performance.now()
      const { words, pairs } = read(text)
      expect(performance.now() - began).toBeLessThan(500)
      expect(words.length + pairs.length).toBeLessThan(20_000)
    }
  })

  it('cuts the longest ending off, and takes no longer where there are many', () => {
    expect(reader({ ending: [['을', '번을', '보험번을']] })('보험번을').words).toEqual(['보험'])
    const syllable = (at: number) => String.fromCodePoint(0xac00 + (at % 11_172))
    const endings = Array.from(
      { length: 150_000 },
      (_, at) => syllable(at) + syllable(Math.floor(at / 11_172)),
    )
    const read = reader({ ending: [endings] })
    const began = performance.now()
    read('힝힝힝 '.repeat(1_000))
    expect(performance.now() - began).toBeLessThan(500)
  })

  it('takes no phrase of more than 80 signs for the meaning of the others', () => {
    expect(reader({ same: [['a'.repeat(81), 'card', 'the']] })('the').words).toEqual(['card'])
  })
})
