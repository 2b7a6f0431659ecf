import { describe, expect, it } from 'vitest'
import type { Challenges } from '../../../../src/issuer/challenges/challenges.ts'
import { createAdmission } from '../../../../src/issuer/rate-limits/admission.ts'
import type { RateLimits } from '../../../../src/issuer/rate-limits/rate-limits.ts'

const NOW = 1_800_000_000

/** Limits that nobody reaches, whose database takes a turn of the event loop for each use. */
function slowLimits(): RateLimits {
  const wait = async () => {
    await new Promise(setImmediate)
    return 0
  }
  return {
    take: wait,
    waitFor: wait,
    isKnown: async () => false,
    forget: async () => {},
    sweep: async () => {},
  }
}

const challenges = { issue: async () => ({}), accept: async () => true } as unknown as Challenges

/** One of the 65,536 networks that a customer with a /48 has. */
const oneOf = (index: number) => `2001:db8:7:${index.toString(16)}`

describe('an owner of very many networks who asks for challenges without end', () => {
  it('has nobody else wait for all of theirs', async () => {
    const admission = createAdmission(slowLimits(), challenges, [])
    let answered = 0
    const flood = Array.from({ length: 400 }, async (_asked, index) => {
      const challenge = await admission.issueChallenge({ clientIp: oneOf(index) }, NOW)
      answered++
      return challenge.ok
    })
    const other = await admission.issueChallenge({ clientIp: '203.0.113.7' }, NOW)
    expect(other.ok).toBe(true)
    expect(answered).toBeLessThan(20)
    expect((await Promise.all(flood)).every(Boolean)).toBe(true)
  })

  it('is told to come again later beyond what may wait, and takes nobody’s place', async () => {
    const admission = createAdmission(slowLimits(), challenges, [])
    const flood = Array.from({ length: 700 }, (_asked, index) =>
      admission.issueChallenge({ clientIp: oneOf(index) }, NOW),
    )
    const other = admission.admit(
      { client: { name: 'x', uses: 1, window: 1 } },
      { clientIp: '203.0.113.7' },
      NOW,
    )
    expect(await other).toEqual({ ok: true, value: undefined })
    const refused = (await Promise.all(flood)).filter(({ ok }) => !ok)
    expect(refused.length).toBeGreaterThan(100)
    expect(refused[0]).toEqual({ ok: false, error: { code: 'too_many_requests', retryAfter: 5 } })
  })
})
