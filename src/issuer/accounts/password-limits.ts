import type { Database } from '../db/open-database.ts'
import type { LimitedUse, UseLimit, UseLimits } from '../rate-limits/rate-limits.ts'

const MINUTE = 60
const DAY = 86_400

/** Five wrong passwords lock an account for one network, or for one device, for a quarter of an hour after the fifth. */
const LOCK: UseLimit = { name: 'password-lock', uses: 5, window: 15 * MINUTE, restarts: true }

/** What all networks together may try at an account in a day. */
const DAILY: UseLimit = { name: 'password-day', uses: 50, window: DAY }

/** A network may be a whole hospital's; one that tries many accounts is slowed down. */
const NETWORK: UseLimit = { name: 'password-network', uses: 60, window: 15 * MINUTE }

/** Who tries: an account, or a number that has none, from a network, and the account's own enrolled device if it is that one. */
export type PasswordAttempt = {
  readonly account: string
  readonly address: string
  readonly deviceId: string | undefined
}

export type PasswordLimits = ReturnType<typeof createPasswordLimits>

/**
 * Limits on wrong passwords; right ones write nothing. A device with an enrolled holder key has counters of its own, so whoever
 * guesses elsewhere, from however many networks, cannot lock its owner out.
 */
export function createPasswordLimits(database: Database, limits: UseLimits) {
  const lockOf = ({ account, address, deviceId }: PasswordAttempt): LimitedUse => [
    LOCK,
    deviceId === undefined ? `${account} ${address}` : `device:${deviceId}`,
  ]
  const usesOf = (attempt: PasswordAttempt): LimitedUse[] => {
    const { account, address, deviceId } = attempt
    return deviceId === undefined
      ? [lockOf(attempt), [DAILY, account], [NETWORK, address]]
      : [lockOf(attempt), [DAILY, `device:${deviceId}`]]
  }

  return {
    /**
     * Seconds until the attempt may be made; 0 if it may now. Asked before a password is looked at, and once more before a right one
     * counts: of any number that are looked at at the same time, none is taken after the fifth wrong one.
     */
    waitFor: (attempt: PasswordAttempt, now: number): Promise<number> => limits.waitFor(usesOf(attempt), now),

    /** Counts a wrong password; gives the seconds to wait if it was one too many, and its answer must not be told. */
    fail: (attempt: PasswordAttempt, now: number): Promise<number> =>
      database.query.transaction().execute((transaction) => limits.take(usesOf(attempt), now, transaction)),

    /** Forgets the wrong ones before a right one. */
    succeed: (attempt: PasswordAttempt): Promise<void> => limits.forget(lockOf(attempt)),
  }
}
