import { describe, expect, it } from 'vitest'
import { createWordReader } from '../../../../src/core/answers/question-words.ts'

const none = { ending: [], emergency: [], urgent: [], medical: [], cost: [], topic: [] }

function reader(lists: { readonly same?: readonly string[][]; readonly stop?: readonly string[][] }) {
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
})
