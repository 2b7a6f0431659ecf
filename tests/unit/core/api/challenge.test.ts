import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeSolution, parseSolution, type SolvedChallenge } from '../../../../src/core/api/challenge.ts'

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
const solved: fc.Arbitrary<SolvedChallenge> = fc.record({
  challenge: fc.record({
    parameters: fc.record({
      algorithm: fc.constant('PBKDF2/SHA-256' as const),
      cost: fc.integer({ min: 1, max: 100_000 }),
      data: fc.record({ expiresAt: fc.maxSafeNat() }),
      keyLength: fc.constant(32 as const),
      keyPrefix: hex(32),
      keySignature: hex(64),
      nonce: hex(32),
      salt: hex(32),
    }),
    signature: hex(64),
  }),
  counter: fc.nat(0xffff_ffff),
  derivedKey: hex(64),
})

describe('solutions of challenges', () => {
  it('come back as they were written, in no more than the field takes', () => {
    fc.assert(
      fc.property(solved, (each) => {
        const text = encodeSolution(each)
        expect(text.length).toBeLessThanOrEqual(2048)
        expect(parseSolution(text)).toEqual(each)
      }),
    )
  })

  it('are nothing else', () => {
    const json = fc.json().map((text) => Buffer.from(text).toString('base64url'))
    fc.assert(
      fc.property(fc.oneof(fc.string(), json), (text) => {
        expect(parseSolution(text)).toBeUndefined()
      }),
    )
    fc.assert(
      fc.property(solved, fc.constantFrom('counter', 'derivedKey', 'challenge'), (each, field) => {
        const { [field]: _, ...rest } = each as Record<string, unknown>
        expect(parseSolution(encodeSolution(rest as SolvedChallenge))).toBeUndefined()
        expect(parseSolution(encodeSolution({ ...each, more: 1 } as SolvedChallenge))).toBeUndefined()
      }),
    )
  })
})
