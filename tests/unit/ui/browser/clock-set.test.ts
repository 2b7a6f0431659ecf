import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wasSetBetween } from '../../../../src/ui/browser/clock-set.ts'

const MINUTE = 60_000
const at = (wall: number, ticks: number) => ({ wall: wall * MINUTE, ticks: ticks * MINUTE })

describe('a clock that was set while the page lived', () => {
  it('is noticed: back, or ahead in sight, or further ahead out of sight than a phone sleeps', () => {
    expect(wasSetBetween(at(0, 0), at(-3, 1), false)).toBe(true)
    expect(wasSetBetween(at(0, 0), at(-3, 1), true)).toBe(true)
    expect(wasSetBetween(at(0, 0), at(5, 1), false)).toBe(true)
    expect(wasSetBetween(at(0, 0), at(20 * 24 * 60, 1), true)).toBe(true)
  })

  it('is not what a phone does that sleeps, or a clock that is put right by seconds', () => {
    expect(wasSetBetween(at(0, 0), at(8 * 60, 1), true)).toBe(false)
    expect(wasSetBetween(at(0, 0), at(1, 1), false)).toBe(false)
    expect(wasSetBetween(at(0, 0), at(2, 1), false)).toBe(false)
  })

  it('never depends on where the clocks stand, only on how they went', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer(),
        fc.nat(1e9),
        fc.nat(1e9),
        fc.boolean(),
        (wall, ticks, w, t, hidden) => {
          const moved = wasSetBetween({ wall, ticks }, { wall: wall + w, ticks: ticks + t }, hidden)
          expect(moved).toBe(wasSetBetween({ wall: 0, ticks: 0 }, { wall: w, ticks: t }, hidden))
        },
      ),
    )
  })
})
