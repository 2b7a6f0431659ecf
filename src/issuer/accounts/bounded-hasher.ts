import { availableParallelism } from 'node:os'
import { createTurns, type TurnLimits } from '../rate-limits/turns.ts'
import type { PasswordHasher } from './password.ts'

/**
 * Each takes 19 MiB and some 30 ms of a thread. One of the four threads of the pool stays free of hashing.
 */
const RUNNING = Math.max(1, Math.min(3, availableParallelism()))

const WAITING = 256

/** A hasher that says how many wait for their turn. */
export type BoundedHasher = PasswordHasher & { countWaiting(): number }

/** A hasher that does a few things at a time, in turns (turns.ts). */
export function boundHasher(hasher: PasswordHasher, limits: Partial<TurnLimits> = {}): BoundedHasher {
  const { run, countWaiting } = createTurns({ running: RUNNING, waiting: WAITING, ...limits })
  return {
    hash: (password, { salt, ...asker } = {}) => run(asker, () => hasher.hash(password, salt && { salt })),
    verify: (stored, password, asker = {}) => run(asker, () => hasher.verify(stored, password)),
    countWaiting,
  }
}
