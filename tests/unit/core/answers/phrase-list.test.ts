import { describe, expect, it } from 'vitest'
import { createPhraseTest } from '../../../../src/core/answers/phrase-list.ts'
import { type Spelling, spellText } from '../../../../src/core/answers/question-words.ts'

function has(phrase: string, text: string, spelling: Spelling = 'marked'): boolean {
  return createPhraseTest([phrase], spelling)(spellText(text, spelling))
}

describe('a list of phrases', () => {
  it('finds whole words of Latin script, and any part of another', () => {
    expect(has('khó thở', 'bà bị khó thở')).toBe(true)
    expect(has('thở', 'bà thở, không nói')).toBe(true)
    expect(has('tho', 'cần thơm')).toBe(false)
    expect(has('胸痛', '我胸痛了')).toBe(true)
  })

  it('finds one of each part in order, with little between', () => {
    const phrase = 'đau/tức … ngực/tim'
    expect(has(phrase, 'tức nhói bên ngực')).toBe(true)
    expect(has(phrase, 'đau ngực')).toBe(true)
    expect(has(phrase, 'ngực đau')).toBe(false)
    expect(has(phrase, 'đau từ hôm qua ở ngực')).toBe(false)
    expect(has('胸/胸口 … 痛', '胸口很痛')).toBe(true)
  })

  it('finds what is typed without marks, but for a single word that may be another then', () => {
    expect(has('đau/tức … ngực/tim', 'tuc o nguc', 'folded')).toBe(true)
    expect(has('khó thở', 'kho tho', 'folded')).toBe(true)
    expect(has('ngất', 'ngat', 'folded')).toBe(false)
  })

  it('tries each place of a part, not the last one alone', () => {
    const phrase = 'gọi/lay … không … dậy/tỉnh'
    for (const text of ['lay không tỉnh không nói', 'gọi không dậy không được', 'lay không không tỉnh'])
      expect(has(phrase, text), text).toBe(true)
    expect(has('喊 … 不 … 醒', '喊不醒不动')).toBe(true)
  })

  it('takes no more steps for many parts than for their places, whatever the text', () => {
    const chain = (part: string, count: number) => `${Array(count).fill(part).join(' … ')} … không`
    // One way after the other would be 3 to the power of 40 of them, and 7.
    expect(has(chain('a', 40), `${'a '.repeat(140)}b`)).toBe(false)
    expect(has(chain('a', 40), `${'a '.repeat(140)}không`)).toBe(true)
    expect(has(`${Array(40).fill('痛').join(' … ')} … 胸`, '痛'.repeat(280))).toBe(false)
    const choices = Array.from({ length: 30 }, (_, more) => 'a '.repeat(more + 1).trim()).join('/')
    expect(has(chain(choices, 6), `${'a '.repeat(140)}b`)).toBe(false)
  })

  it('tries a part once at each place, however long parts and text are', () => {
    // Found until the last part is looked for: all ways are gone through.
    const phrase = `${Array(38).fill('痛'.repeat(100)).join(' … ')} … 胸`
    const test = createPhraseTest(Array(20).fill(phrase), 'marked')
    const began = performance.now()
    expect(test(`胸${'痛'.repeat(299)}`)).toBe(false)
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('takes nothing in a phrase for a sign of an expression', () => {
    expect(has('a.b/(c … [d]', 'a b x d')).toBe(true)
    expect(has('.*', 'gì cũng được')).toBe(false)
  })
})
