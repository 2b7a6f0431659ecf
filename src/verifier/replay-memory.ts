/** For how long a live code is remembered: longer than any clock difference that is let pass, in seconds. */
const MEMORY = 1_200
const MAX_REMEMBERED = 10_000

/** Live codes that this desk has taken; they are gone when the page is. */
export type ReplayMemory = {
  /**
   * How many seconds ago the code of this hash was first taken, at least 1 for one that was, also within the
   * same second; 0 for a new one, which it remembers.
   */
  secondsSinceTaken: (hash: string, now: number) => number
}

/**
 * A memory bounded in time and number: what is older than any code that a desk still accepts is forgotten.
 * Several windows share one by telling each other what is in `firstTaken`: hash and time, the oldest first.
 */
export function createReplayMemory(firstTaken = new Map<string, number>()): ReplayMemory {
  return {
    secondsSinceTaken(hash, now) {
      for (const [known, at] of firstTaken) {
        if (now - at <= MEMORY && firstTaken.size <= MAX_REMEMBERED) break
        firstTaken.delete(known)
      }
      const first = firstTaken.get(hash)
      if (first === undefined) firstTaken.set(hash, now)
      return first === undefined ? 0 : Math.max(1, now - first)
    },
  }
}
