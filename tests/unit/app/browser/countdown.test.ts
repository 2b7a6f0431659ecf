import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCountdown, secondsLeft } from '../../../../src/app/browser/countdown.ts'

describe('a countdown', () => {
  it.each([
    [0, '0:00'],
    [9, '0:09'],
    [60, '1:00'],
    [899, '14:59'],
    [3_599, '59:59'],
    [3_600, '1:00:00'],
    [3_723, '1:02:03'],
  ])('shows %d seconds as %s', (seconds, shown) => {
    expect(formatCountdown(seconds)).toBe(shown)
  })

  it('loses no second', () => {
    fc.assert(
      fc.property(fc.nat(200_000), (seconds) => {
        const read = formatCountdown(seconds)
          .split(':')
          .reduce((sum, part) => sum * 60 + Number(part), 0)
        expect(read).toBe(seconds)
      }),
    )
  })

  it('never ends early and never goes below nothing', () => {
    expect(secondsLeft(100, 99.2)).toBe(1)
    expect(secondsLeft(100, 100)).toBe(0)
    expect(secondsLeft(100, 5_000)).toBe(0)
  })
})
