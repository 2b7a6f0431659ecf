import { describe, expect, it } from 'vitest'
import { readSentCode } from '../../../../src/wallet/issuer/sent-code.ts'

describe('a code that was sent', () => {
  it('is reckoned by the device’s clock, which may be wrong', () => {
    const answer = { resendAt: 7_060, expiresAt: 7_300 }
    expect(readSentCode({ answer, clockDifference: 6_000 })).toEqual({ resendAt: 1_060, expiresAt: 1_300 })
    expect(readSentCode({ answer })).toEqual(answer)
  })
})
