import type { WalletSummary } from '../../../wallet/cards/wallet-card.ts'

/** What the device itself says. */
export type DeviceFacts = { installed: boolean; persisted: boolean; worker: boolean }

export type CheckName = 'installed' | 'kept' | 'worker' | 'keys' | 'days' | 'clock'

/** `unknown` needs no action of the person yet. */
export type Check = { name: CheckName; state: 'good' | 'attention' | 'unknown'; value?: number }

/** Desks accept live codes with this much skew without asking (docs/credential-format.md, verdicts). */
const clockTolerance = 120
const day = 86_400
const fewDays = 7

/**
 * Judges whether the card will be there without a network. `now` in Unix seconds; `value` is days, or seconds
 * of skew.
 */
export function checkOffline(summary: WalletSummary, facts: DeviceFacts, now: number): Check[] {
  const ends = summary.cards.flatMap((card) => card.credentialExpiresAt ?? [])
  const days = ends.length > 0 ? Math.max(0, Math.floor((Math.min(...ends) - now) / day)) : undefined
  const skew = summary.refresh?.clockDifference
  return [
    { name: 'worker', state: facts.worker ? 'good' : 'attention' },
    { name: 'installed', state: facts.installed ? 'good' : 'attention' },
    { name: 'kept', state: facts.persisted ? 'good' : 'attention' },
    {
      name: 'keys',
      state:
        summary.holderKeys === 'unavailable'
          ? 'attention'
          : summary.holderKeys === 'ready'
            ? 'good'
            : 'unknown',
    },
    days === undefined
      ? { name: 'days', state: 'unknown' }
      : { name: 'days', state: days > fewDays ? 'good' : 'attention', value: days },
    skew === undefined
      ? { name: 'clock', state: 'unknown' }
      : { name: 'clock', state: Math.abs(skew) <= clockTolerance ? 'good' : 'attention', value: skew },
  ]
}
