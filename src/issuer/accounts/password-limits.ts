import type { Database } from '../db/open-database.ts'
import { listWiderUses } from '../rate-limits/admission.ts'
import type { LimitedUse, RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'

const MINUTE = 60
const DAY = 86_400

/**
 * Five wrong passwords lock an account for one network, or for one device, for a quarter of an hour after the
 * fifth.
 */
const LOCK: RateLimit = { name: 'password-lock', uses: 5, window: 15 * MINUTE, restarts: true }

/**
 * What all networks together may get wrong at an account in a day, beyond which each try of a stranger costs
 * a proof of work; and what one of its own devices may, which is refused beyond it.
 */
const DAILY: RateLimit = { name: 'password-day', uses: 50, window: DAY }

/**
 * A network may be a whole hospital's, an address that of all phones of a mobile provider: beyond what one
 * may get wrong, each try costs a proof of work.
 */
const NETWORK: RateLimit = { name: 'password-network', uses: 60, window: 15 * MINUTE }

/**
 * Right passwords, which each cost a hash as well: for an account, and for a client of whatever accounts.
 * Beyond it each costs a proof of work.
 */
const RIGHT: RateLimit = { name: 'password-right', uses: 30, window: 15 * MINUTE }
const RIGHT_OF_CLIENT: RateLimit = { name: 'password-right-network', uses: 600, window: 15 * MINUTE }

/**
 * Who tries: a number as typed, the person behind it if there is one, a network, and the account's own
 * enrolled device if it is that one.
 */
export type PasswordAttempt = {
  readonly login: string
  readonly personId: number | undefined
  readonly clientIp: string
  readonly deviceId: string | undefined
}

export type PasswordLimits = ReturnType<typeof createPasswordLimits>

/**
 * Limits on passwords. Wrong ones lock for the network that they come from; right ones beyond their share,
 * and what others have used up (the networks around a client, all strangers at one account), cost a proof of
 * work and shut nobody out. A device with an enrolled holder key has counters of its own.
 *
 * Both numbers of a person lead to one account, and so to counters that they share. What these say is never
 * told, since numbers of nobody share none; what is told goes by the number as typed.
 */
export function createPasswordLimits(database: Database, limits: RateLimits) {
  const toldLock = ({ login, clientIp, deviceId }: PasswordAttempt): LimitedUse => [
    LOCK,
    deviceId === undefined ? `login:${login} ${clientIp}` : `device:${deviceId}`,
  ]
  const daily = ({ login, deviceId }: PasswordAttempt): LimitedUse => [
    DAILY,
    deviceId === undefined ? `login:${login}` : `device:${deviceId}`,
  ]
  const told = (attempt: PasswordAttempt): LimitedUse[] =>
    attempt.deviceId === undefined ? [toldLock(attempt)] : [toldLock(attempt), daily(attempt)]
  const sharedLock = ({ login, personId, clientIp, deviceId }: PasswordAttempt): LimitedUse => [
    LOCK,
    `account:${personId ?? login} ${deviceId ?? clientIp}`,
  ]
  const ofStrangers = (attempt: PasswordAttempt): LimitedUse[] =>
    attempt.deviceId === undefined
      ? [daily(attempt), [NETWORK, attempt.clientIp], ...listWiderUses(NETWORK, attempt.clientIp)]
      : []

  const rights = ({ login, clientIp, deviceId }: PasswordAttempt): LimitedUse[] =>
    deviceId === undefined
      ? [
          [RIGHT, `login:${login} ${clientIp}`],
          [RIGHT_OF_CLIENT, clientIp],
          ...listWiderUses(RIGHT_OF_CLIENT, clientIp),
        ]
      : [[RIGHT, `device:${deviceId}`]]

  return {
    /** Whether the attempt costs a proof of work before a password is looked at. */
    costsWork: async (attempt: PasswordAttempt, now: number): Promise<boolean> =>
      (await limits.waitFor([...rights(attempt), ...ofStrangers(attempt)], now)) > 0,

    /**
     * Seconds until the attempt may be made; 0 if it may now. Asked before a password is looked at, and once
     * more before a right one counts: of any number that are looked at at the same time, none is taken after
     * the fifth wrong one.
     */
    waitFor: (attempt: PasswordAttempt, now: number): Promise<number> => limits.waitFor(told(attempt), now),

    /**
     * Whether a right password counts for nothing now, because of what was tried with either number: as if it
     * were wrong.
     */
    isLocked: async (attempt: PasswordAttempt, now: number): Promise<boolean> =>
      (await limits.waitFor([sharedLock(attempt)], now)) > 0,

    /** Whether its owner should hear of the wrong passwords: they lock it here, or very many were tried. */
    isWorthTelling: async (attempt: PasswordAttempt, now: number): Promise<boolean> =>
      (await limits.waitFor([sharedLock(attempt), daily(attempt)], now)) > 0,

    /**
     * Counts a wrong password; gives the seconds to wait if it was one too many, and its answer must not be
     * told.
     */
    fail: (attempt: PasswordAttempt, now: number): Promise<number> =>
      database.query.transaction().execute(async (transaction) => {
        for (const use of ofStrangers(attempt)) await limits.take([use], now, transaction)
        await limits.take([sharedLock(attempt)], now, transaction)
        return limits.take(told(attempt), now, transaction)
      }),

    /** Counts a right one, and forgets the wrong ones before it. */
    async succeed(attempt: PasswordAttempt, now: number): Promise<void> {
      await limits.take(rights(attempt), now)
      for (const lock of [toldLock(attempt), sharedLock(attempt)]) await limits.forget(lock)
    },
  }
}
