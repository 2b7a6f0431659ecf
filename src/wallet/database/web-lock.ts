/** Held while stored snapshots change. */
export const REFRESH_LOCK = 'vi-bhyt-refresh'

const queues = new Map<string, Promise<unknown>>()

/**
 * Runs `use` while no other page and no worker of this origin holds the lock of that name. Without Web Locks (Safari before
 * 15.4) it only waits for its own context, which the guards of each write make harmless.
 */
export function withLock<T>(name: string, use: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request(name, use) as Promise<T>
  const turn = (queues.get(name) ?? Promise.resolve()).then(use, use)
  queues.set(name, turn)
  return turn
}
