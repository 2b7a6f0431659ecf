import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAttemptLimits } from '../../../src/issuer/accounts/attempt-limits.ts'

const NOW = 1_795_435_200

describe('attempt limits', () => {
  it('allow five failures at an account from one address, then one a minute', () => {
    const limits = createAttemptLimits()
    const attempt = { account: 'a', address: 'x' }
    for (let count = 0; count < 5; count++) expect(limits.begin(attempt, NOW)).toBe(0)
    expect(limits.begin(attempt, NOW)).toBe(60)
    expect(limits.begin(attempt, NOW + 59)).toBe(1)
    expect(limits.begin(attempt, NOW + 60)).toBe(0)
    expect(limits.begin(attempt, NOW + 60)).toBe(60)
  })

  it('do not count what was right', () => {
    const limits = createAttemptLimits()
    const attempt = { account: 'a', address: 'x' }
    for (let count = 0; count < 100; count++) {
      expect(limits.begin(attempt, NOW)).toBe(0)
      limits.succeed(attempt)
    }
  })

  it('limit an address over all accounts', () => {
    const limits = createAttemptLimits()
    let allowed = 0
    for (let count = 0; count < 100; count++)
      if (limits.begin({ account: `a${count}`, address: 'x' }, NOW) === 0) allowed++
    expect(allowed).toBe(30)
  })

  it('limit an account over all addresses, but never the first attempt of an address', () => {
    const limits = createAttemptLimits()
    for (let count = 0; count < 50; count++)
      expect(limits.begin({ account: 'a', address: `x${count}` }, NOW)).toBe(0)
    expect(limits.begin({ account: 'a', address: 'x0' }, NOW)).toBeGreaterThan(0)
    expect(limits.begin({ account: 'a', address: 'home' }, NOW)).toBe(0)
  })

  it('never make anyone wait for longer than the longest allowance takes to come back', () => {
    const attempt = fc.record({
      account: fc.constantFrom('a', 'b'),
      address: fc.constantFrom('x', 'y', 'z'),
      after: fc.nat(300),
    })
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 200 }), (attempts) => {
        const limits = createAttemptLimits()
        let now = NOW
        for (const { after, ...rest } of attempts) {
          now += after
          const wait = limits.begin(rest, now)
          expect(wait).toBeLessThanOrEqual(30 * 60)
          if (wait > 0) expect(limits.begin(rest, now + wait)).toBe(0)
        }
      }),
    )
  })
})
