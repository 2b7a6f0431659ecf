import type { AttemptCounter, AttemptCounters, AttemptLimit } from '../attempts/attempt-counters.ts'
import type { Database } from '../db/open-database.ts'

const MINUTE = 60
const DAY = 86_400

/** Five wrong passwords lock an account for one network, or for one device, for a quarter of an hour after the fifth. */
const LOCK: AttemptLimit = { name: 'password-lock', most: 5, window: 15 * MINUTE, restarts: true }

/** What all networks together may try at an account in a day. */
const DAILY: AttemptLimit = { name: 'password-day', most: 50, window: DAY }

/** A network may be a whole hospital's; one that tries many accounts is slowed down. */
const NETWORK: AttemptLimit = { name: 'password-network', most: 60, window: 15 * MINUTE }

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
export function createPasswordLimits(database: Database, counters: AttemptCounters) {
  const countersOf = ({ account, address, deviceId }: PasswordAttempt) =>
    deviceId === undefined
      ? {
          lock: { limit: LOCK, subject: `${account} ${address}` },
          others: [
            { limit: DAILY, subject: account },
            { limit: NETWORK, subject: address },
          ],
        }
      : {
          lock: { limit: LOCK, subject: `device:${deviceId}` },
          others: [{ limit: DAILY, subject: `device:${deviceId}` }],
        }

  return {
    /**
     * Seconds until the attempt may be made; 0 if it may now. Asked before a password is looked at, and once more before a right one
     * counts: of any number that are looked at at the same time, none is taken after the fifth wrong one.
     */
    waitFor(attempt: PasswordAttempt, now: number): Promise<number> {
      const { lock, others } = countersOf(attempt)
      return counters.waitFor([lock, ...others], now)
    },

    /** Counts a wrong password; gives the seconds to wait if it was one too many, and its answer must not be told. */
    fail: (attempt: PasswordAttempt, now: number): Promise<number> =>
      database.query.transaction().execute(async (transaction) => {
        const { lock, others } = countersOf(attempt)
        const add = (counter: AttemptCounter) => counters.add(transaction, counter, now)
        const { wait } = await add(lock)
        if (wait > 0) return wait
        const waits: number[] = []
        for (const counter of others) waits.push((await add(counter)).wait)
        return Math.max(...waits)
      }),

    /** Forgets the wrong ones before a right one. */
    succeed: (attempt: PasswordAttempt): Promise<void> => counters.clear(countersOf(attempt).lock),
  }
}
