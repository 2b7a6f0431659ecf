/**
 * Whether a client that sends this `If-None-Match` holds what has the tag: one of a list, compared weakly,
 * since caches on the way may have weakened it, or `*` for anything that there is (RFC 9110 sections 8.8.3.2
 * and 13.1.2).
 *
 * @param etag Quoted, as in the header `ETag`; absent where there is nothing.
 */
export function isHeldByClient(
  ifNoneMatch: string | null | undefined,
  etag: string | null | undefined,
): boolean {
  if (!ifNoneMatch || !etag) return false
  if (ifNoneMatch.trim() === '*') return true
  return [...ifNoneMatch.matchAll(/(?:W\/)?("[^"]*")/g)].some(([, tag]) => tag === stripWeakness(etag))
}

function stripWeakness(etag: string): string {
  return etag.replace(/^W\//, '')
}
