import { describe, expect, it } from 'vitest'
import { checkOffline } from '../../../../../src/app/screens/offline-check/offline-checks.ts'
import type { PartialDate } from '../../../../../src/core/dates/partial-date.ts'
import type { WalletSummary } from '../../../../../src/wallet/cards/wallet-card.ts'

const now = 1_795_000_000
const day = 86_400
const cardUntil = (credentialExpiresAt: number) => ({
  cardId: `until-${credentialExpiresAt}`,
  origin: 'issued' as const,
  relation: 'self' as const,
  face: { bhytNumber: '0199990001', fullName: 'Mẫu', dateOfBirth: '1958' as PartialDate },
  hospitalText: 'x',
  credentialExpiresAt,
  position: 0,
  updatedAt: now,
  desksVerify: false,
})
const summary: WalletSummary = {
  cards: [cardUntil(now + 20 * day), cardUntil(now + 12.5 * day)],
  sequence: 1,
  signedIn: true,
  holderKeys: 'ready',
  refresh: { last: { kind: 'unchanged', at: now }, lastSuccessAt: now, clockDifference: -3 },
}
const facts = { installed: true, persisted: true, worker: true }
const find = (name: string, changed: Partial<WalletSummary> = {}) =>
  checkOffline({ ...summary, ...changed }, facts, now).find((check) => check.name === name)

describe('checkOffline', () => {
  it('is content with a device that has everything', () => {
    expect(checkOffline(summary, facts, now).every(({ state }) => state === 'good')).toBe(true)
  })

  it('counts the days of the card that ends first', () => {
    expect(find('days')).toEqual({ name: 'days', state: 'good', value: 12 })
    expect(find('days', { cards: [cardUntil(now + 2 * day)] })?.state).toBe('attention')
    expect(find('days', { cards: [cardUntil(now - day)] })).toMatchObject({ state: 'attention', value: 0 })
    expect(find('days', { cards: [] })?.state).toBe('unknown')
  })

  it('looks at the clock in both directions, and does not guess', () => {
    const skewed = (clockDifference?: number) =>
      find('clock', {
        refresh: {
          last: { kind: 'unchanged', at: now },
          ...(clockDifference !== undefined && { clockDifference }),
        },
      })
    expect(skewed(-121)?.state).toBe('attention')
    expect(skewed(120)?.state).toBe('good')
    expect(skewed()?.state).toBe('unknown')
  })

  it('asks for attention where the device keeps nothing', () => {
    const poor = checkOffline(
      { ...summary, holderKeys: 'unavailable' },
      { installed: false, persisted: false, worker: false },
      now,
    )
    expect(poor.filter(({ state }) => state === 'attention').map(({ name }) => name)).toEqual([
      'worker',
      'installed',
      'kept',
      'keys',
    ])
  })
})
