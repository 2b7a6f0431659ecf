import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countMonths } from '../../../../src/app/screens/history/count-months.ts'

describe('countMonths', () => {
  it('counts both ends', () => {
    expect(countMonths([{ from: '2024-01', to: '2024-12' }])).toBe(12)
    expect(countMonths([{ from: '2023-11', to: '2024-02' }])).toBe(4)
  })

  it('counts a month with two employers once', () => {
    expect(
      countMonths([
        { from: '2024-03', to: '2024-06' },
        { from: '2024-01', to: '2024-12' },
        { from: '2024-12', to: '2025-01' },
      ]),
    ).toBe(13)
  })

  it('leaves out what was paid out as a lump sum', () => {
    const periods = [
      { from: '2010-01', to: '2012-12', withdrawn: true as const },
      { from: '2020-01', to: '2020-06' },
    ]
    expect(countMonths(periods)).toBe(6)
  })

  it('agrees with counting the months one by one, in any order', () => {
    const month = fc.integer({ min: 2000 * 12, max: 2002 * 12 })
    const write = (count: number) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
    const spans = fc.array(fc.tuple(month, fc.integer({ min: 0, max: 9 })), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(spans, (drawn) => {
        const all = new Set(
          drawn.flatMap(([first, more]) => Array.from({ length: more + 1 }, (_, i) => first + i)),
        )
        const periods = drawn.map(([first, more]) => ({ from: write(first), to: write(first + more) }))
        expect(countMonths(periods)).toBe(all.size)
      }),
    )
  })
})
