import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWalletTime } from '../../../../src/wallet/cards/wallet-time.ts'
import { DAY, NOW } from '../../../support/vectors/world.ts'

const refresh = (clockDifference?: number) => ({
  refresh: {
    last: { kind: 'fresh', at: 0 } as const,
    ...(clockDifference !== undefined && { clockDifference }),
  },
})

describe('the wallet’s time', () => {
  it('is the device’s as long as nothing else is known, or as it differs by two minutes at most', () => {
    expect(readWalletTime({}, 7)).toEqual({ now: 7, isWrong: false, isBehind: false })
    const face = { newestSigned: NOW, ...refresh(-120) }
    expect(readWalletTime(face, NOW + 120)).toEqual({ now: NOW + 120, isWrong: false, isBehind: false })
    expect(readWalletTime(face, NOW - 120)).toMatchObject({ isBehind: false })
  })

  it('is put right on a device whose clock is a year off, and says so', () => {
    for (const off of [-365 * DAY, 365 * DAY, 3 * DAY]) {
      const face = { newestSigned: NOW, ...refresh(-off) }
      expect(readWalletTime(face, NOW + 60 + off)).toEqual({
        now: NOW + 60,
        isWrong: true,
        isBehind: off < 0,
      })
    }
  })

  it('is the device’s again once its clock was put right without a network', () => {
    for (const off of [-365 * DAY, 365 * DAY]) {
      const face = { newestSigned: NOW, ...refresh(-off) }
      expect(readWalletTime(face, NOW + DAY)).toEqual({ now: NOW + DAY, isWrong: false, isBehind: false })
    }
  })

  it('is behind more than two minutes before the newest signed time, whatever the service told', () => {
    expect(readWalletTime({ newestSigned: NOW }, NOW - 121)).toEqual({
      now: NOW - 121,
      isWrong: true,
      isBehind: true,
    })
  })

  it('is right within two minutes wherever the clock stands, once the service has told the difference', () => {
    const off = fc.integer({ min: -5 * 365 * DAY, max: 5 * 365 * DAY })
    fc.assert(
      fc.property(off, fc.nat(29 * DAY), (difference, since) => {
        const face = { newestSigned: NOW, ...refresh(-difference) }
        const { now } = readWalletTime(face, NOW + since + difference)
        expect(Math.abs(now - (NOW + since))).toBeLessThanOrEqual(120)
      }),
    )
  })
})
