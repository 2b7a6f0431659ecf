import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addToFilter, isInFilter } from '../../../../src/core/account/password-filter.ts'

describe('a filter of texts', () => {
  it('has every text that was put in, and none before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 50 }), (texts) => {
        const filter = new Uint8Array(4096)
        expect(texts.some((text) => isInFilter(filter, text))).toBe(false)
        for (const text of texts) addToFilter(filter, text)
        expect(texts.every((text) => isInFilter(filter, text))).toBe(true)
      }),
    )
  })

  it('takes few others for one of them', () => {
    const filter = new Uint8Array(30_000)
    for (let index = 0; index < 10_000; index++) addToFilter(filter, `in ${index}`)
    const others = Array.from({ length: 100_000 }, (_, index) => `out ${index}`)
    expect(others.filter((text) => isInFilter(filter, text)).length).toBeLessThan(20)
  })
})
