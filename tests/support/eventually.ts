import { vi } from 'vitest'

/** Tries until nothing is thrown: for what hangs, not for what is slow; Vitest itself gives up after a second. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 60_000 })
}
