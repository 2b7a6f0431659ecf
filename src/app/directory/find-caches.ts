/** Cache Storage of this page; undefined where the browser has none, or refuses its mere name. */
export function findCaches(): CacheStorage | undefined {
  try {
    return globalThis.caches
  } catch {
    return undefined
  }
}
