import { describe, expect, test } from 'vitest'
import { formatModules, layoutOf, planBlocks } from '../../../../../src/scanner/decode/symbol/qr-symbol.ts'
import { makeModules } from '../../../../support/qr-frames/render-frame.ts'

describe('layoutOf', () => {
  test('prescribes the modules that another encoder draws, in versions 1 to 40', () => {
    for (let version = 1; version <= 40; version++) {
      const { size, fixed } = layoutOf(version)
      const text = 'x'.repeat(planBlocks(version, 'L').lengths.reduce((sum, length) => sum + length, 0) - 3)
      const drawn = makeModules(text, 'L')
      expect(drawn.size).toBe(size)
      let wrong = 0
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
          const want = fixed[y * size + x] ?? 0
          if (want !== 0 && want > 0 !== drawn.isDark(x, y)) wrong++
        }
      }
      expect(wrong, `version ${version}`).toBe(0)
    }
  })

  test('gives every data bit one place, none where a pattern is', () => {
    for (const version of [1, 2, 6, 7, 14, 21, 32, 40]) {
      const { order, fixed, size } = layoutOf(version)
      const bits = [...order].filter((bit) => bit >= 0).sort((a, b) => a - b)
      expect(bits).toEqual(bits.map((_, i) => i))
      expect(order.every((bit, i) => bit < 0 || fixed[i] === 0)).toBe(true)
      for (let bit = 0; bit < 15; bit++) {
        for (const [x, y] of formatModules(size, bit)) expect(order[y * size + x]).toBe(-1)
      }
    }
  })

  test('splits codewords into the blocks of table 9', () => {
    expect(planBlocks(1, 'H')).toEqual({ checks: 17, lengths: [9] })
    expect(planBlocks(5, 'Q')).toEqual({ checks: 18, lengths: [15, 15, 16, 16] })
    expect(planBlocks(40, 'L').lengths.reduce((sum, length) => sum + length, 0)).toBe(2956)
  })
})
