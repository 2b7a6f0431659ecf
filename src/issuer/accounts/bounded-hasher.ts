import { availableParallelism } from 'node:os'
import { createTurns } from '../rate-limits/turns.ts'
import type { PasswordHasher } from './password.ts'

/**
 * Each takes 19 MiB and some 30 ms of a thread. One of the four threads of the pool stays free of hashing.
 */
const RUNNING = Math.max(1, Math.min(3, availableParallelism()))

const WAITING = 256

/** A hasher that says how many wait for their turn. */
export type BoundedHasher = PasswordHasher & { countWaiting(): number }

/**
 * A hasher that does a few things at a time, in turns (turns.ts).
 *
 * @param clock Milliseconds, from anywhere.
 */
export function boundHasher(
  hasher: PasswordHasher,
  {
    running = RUNNING,
    waiting = WAITING,
    clock = () => performance.now(),
  }: { readonly running?: number; readonly waiting?: number; readonly clock?: () => number } = {},
): BoundedHasher {
  const { run, countWaiting } = createTurns({ running, waiting, clock })
  return {
    hash: (password, { salt, ...asker } = {}) => run(asker, () => hasher.hash(password, salt && { salt })),
    verify: (stored, password, asker = {}) => run(asker, () => hasher.verify(stored, password)),
    countWaiting,
  }
}
