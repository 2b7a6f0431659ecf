import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { follow, readDirection, readSwipe } from '../../../../../src/app/screens/card/swipe.ts'

describe('a finger on the card', () => {
  it('says which way it goes only when that is clear', () => {
    expect(readDirection({ x: 5, y: 4 })).toBeUndefined()
    expect(readDirection({ x: -30, y: 8 })).toBe('across')
    expect(readDirection({ x: 30, y: 25 })).toBe('along')
    expect(readDirection({ x: 2, y: -40 })).toBe('along')
  })

  it('asks for the next card when it goes far or fast', () => {
    expect(readSwipe(-60, 900)).toBe('after')
    expect(readSwipe(60, 900)).toBe('before')
    expect(readSwipe(-30, 40)).toBe('after')
    expect(readSwipe(-30, 400)).toBeUndefined()
    expect(readSwipe(12, 1)).toBeUndefined()
  })

  it('moves the card wholly towards another one, and a little where there is none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.boolean(),
        fc.boolean(),
        (x, hasBefore, hasAfter) => {
          const moved = follow(x, { hasBefore, hasAfter })
          expect(Math.sign(moved)).toBe(Math.sign(x))
          expect(Math.abs(moved)).toBeLessThanOrEqual(Math.abs(x))
          if (x > 0 ? hasBefore : hasAfter) expect(moved).toBe(x)
        },
      ),
    )
  })
})
