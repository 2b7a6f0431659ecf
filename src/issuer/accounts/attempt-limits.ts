/** Attempts that may come at once, and how many seconds bring one back. */
type Allowance = { readonly burst: number; readonly interval: number }

/** The address may be a whole hospital's, so it has the largest allowance. */
const PER_ADDRESS: Allowance = { burst: 30, interval: 10 }
const PER_ACCOUNT: Allowance = { burst: 20, interval: 60 }
const PER_ACCOUNT_AND_ADDRESS: Allowance = { burst: 5, interval: 60 }

/** Keys that are remembered; the longest unused go first. At about 100 bytes each this is some megabytes. */
const MEMORY_LIMIT = 50_000

/** Token buckets in the form of one time each (GCRA): the moment from which the whole allowance is free again. */
class Buckets {
  readonly #allowance: Allowance
  readonly #fullAt = new Map<string, number>()

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  /** Seconds until the next attempt is allowed; 0 if it is now. */
  waitFor(key: string, now: number): number {
    const { burst, interval } = this.#allowance
    const fullAt = this.#fullAt.get(key) ?? now
    return Math.max(0, Math.ceil(fullAt - now - (burst - 1) * interval))
  }

  take(key: string, now: number): void {
    const fullAt = Math.max(now, this.#fullAt.get(key) ?? now) + this.#allowance.interval
    this.#fullAt.delete(key)
    this.#fullAt.set(key, fullAt)
    for (const oldest of this.#fullAt.keys()) {
      if (this.#fullAt.size <= MEMORY_LIMIT) break
      this.#fullAt.delete(oldest)
    }
  }

  giveBack(key: string): void {
    const fullAt = this.#fullAt.get(key)
    if (fullAt !== undefined) this.#fullAt.set(key, fullAt - this.#allowance.interval)
  }

  isUnused(key: string, now: number): boolean {
    return (this.#fullAt.get(key) ?? now) <= now
  }
}

export type Attempt = { readonly account: string; readonly address: string }

/**
 * Limits on guessing passwords: for an address, for an account, and for an account from one address. Only failures count.
 * Nobody can lock a person out: an address that has not failed at an account lately may try it once, however many others
 * are guessing. In memory, so a restart forgives; what a guess costs does not change with it.
 */
export function createAttemptLimits() {
  const addresses = new Buckets(PER_ADDRESS)
  const accounts = new Buckets(PER_ACCOUNT)
  const pairs = new Buckets(PER_ACCOUNT_AND_ADDRESS)
  const pairOf = ({ account, address }: Attempt) => `${account} ${address}`

  return {
    /** Takes an attempt, before it is known how it ends. Gives the seconds to wait, or 0 when it may go ahead. */
    begin(attempt: Attempt, now: number): number {
      const pair = pairOf(attempt)
      const wait = Math.max(
        addresses.waitFor(attempt.address, now),
        pairs.waitFor(pair, now),
        pairs.isUnused(pair, now) ? 0 : accounts.waitFor(attempt.account, now),
      )
      if (wait > 0) return wait
      addresses.take(attempt.address, now)
      accounts.take(attempt.account, now)
      pairs.take(pair, now)
      return 0
    },

    /** The attempt was right: it does not count. */
    succeed(attempt: Attempt): void {
      addresses.giveBack(attempt.address)
      accounts.giveBack(attempt.account)
      pairs.giveBack(pairOf(attempt))
    },
  }
}
