import { availableParallelism } from 'node:os'
import { AppError } from '../../core/app-error.ts'
import type { PasswordHasher } from './password.ts'

/** Each takes 19 MiB and some 30 ms of a thread. One of the four threads of the pool stays free for everything else. */
const RUNNING = Math.max(1, Math.min(3, availableParallelism()))

/** Those that wait have been asked for by someone who waits: at some 30 a second and core this is a few seconds. */
const WAITING = 256

/** When a person may try again who was sent away, in seconds. */
const RETRY_AFTER = 5

/**
 * A hasher that does a few things at a time, in the order in which they were asked for, and lets a bounded number wait; beyond, it
 * throws `too_many_requests` at once.
 */
export function boundHasher(
  hasher: PasswordHasher,
  { running = RUNNING, waiting = WAITING } = {},
): PasswordHasher {
  const queue: (() => void)[] = []
  let busy = 0

  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy < running) busy++
    else if (queue.length >= waiting) throw new AppError('too_many_requests', { retryAfter: RETRY_AFTER })
    // Whoever ends hands its place on.
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await work()
    } finally {
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
