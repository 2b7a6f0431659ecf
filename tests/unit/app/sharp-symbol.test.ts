import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharpSide } from '../../../src/app/sharp-symbol.ts'

describe('sharpSide', () => {
  it('gives every module a whole number of device pixels and stays inside', () => {
    const ratio = fc.constantFrom(1, 1.5, 2, 2.625, 3)
    fc.assert(
      fc.property(
        fc.integer({ min: 240, max: 900 }),
        fc.integer({ min: 25, max: 105 }),
        ratio,
        (room, modules, pixels) => {
          const side = sharpSide(room, modules, pixels)
          const perModule = (side * pixels) / modules
          expect(perModule).toBeCloseTo(Math.round(perModule), 6)
          expect(side).toBeLessThanOrEqual(room)
          expect(perModule).toBeGreaterThanOrEqual(1)
        },
      ),
    )
  })

  it('keeps 3 CSS pixels a module for the live code on the narrowest phone', () => {
    expect(sharpSide(282, 81, 1) / 81).toBeGreaterThanOrEqual(3)
  })
})
