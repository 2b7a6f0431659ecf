import { availableParallelism } from 'node:os'
import { AppError } from '../../core/app-error.ts'
import type { PasswordHasher } from './password.ts'

/** Each takes 19 MiB and some 30 ms of a thread. One of the four threads of the pool stays free for everything else. */
const RUNNING = Math.max(1, Math.min(3, availableParallelism()))

const WAITING = 256

/** Nobody waits longer for their turn, in milliseconds: wallets give up after 15 s, and the work would be for nothing. */
const PATIENCE = 8000

/** How many of the last ones count for how long one takes. */
const MEMORY = 32

/** When a person may try again who was sent away, in seconds. */
const RETRY_AFTER = 5

/**
 * A hasher that does a few things at a time, in the order in which they were asked for, and lets as many wait as it can expect to get
 * to in time; who is beyond is told `too_many_requests` at once (thrown).
 *
 * @param clock Milliseconds, from anywhere.
 */
export function boundHasher(
  hasher: PasswordHasher,
  { running = RUNNING, waiting = WAITING, clock = () => performance.now() } = {},
): PasswordHasher {
  const queue: (() => void)[] = []
  let busy = 0
  /** What one takes, in milliseconds. */
  let average = 0

  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy < running) busy++
    else if (queue.length >= waiting || ((queue.length + 1) * average) / running > PATIENCE)
      throw new AppError('too_many_requests', { retryAfter: RETRY_AFTER })
    // Whoever ends hands its place on.
    else await new Promise<void>((resolve) => queue.push(resolve))
    const start = clock()
    try {
      return await work()
    } finally {
      average += (clock() - start - average) / MEMORY
      const next = queue.shift()
      if (next) next()
      else busy--
    }
  }

  return {
    hash: (password, salt) => run(() => hasher.hash(password, salt)),
    verify: (stored, password) => run(() => hasher.verify(stored, password)),
  }
}
