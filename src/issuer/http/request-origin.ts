import { toClientIpKey } from '../rate-limits/client-ip-key.ts'

/** Scheme, host and port of an absolute URL. */
export function originOf(url: string): string {
  const end = url.indexOf('/', url.indexOf('://') + 3)
  return end < 0 ? url : url.slice(0, end)
}

/**
 * Whether a request that changes something comes from the app itself. Browsers say so in `Sec-Fetch-Site`,
 * older ones only in `Origin`; what sends neither is no browser, and has no cookies of anyone.
 */
export function isOwnRequest(headers: Headers, ownOrigin: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin === null || origin === ownOrigin
}

/**
 * The client IP that a request counts for, see client-ip-key.ts. Of `X-Forwarded-For` only the part is
 * believed that our own proxies have written: the last entries, as many as there are proxies. What is no
 * address there is told by nobody: then the proxy itself counts.
 */
export function readClientIp(
  headers: Headers,
  socketAddress: string | undefined,
  trustedProxies: number,
): string {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
  const entry = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined
  return toClientIpKey(entry ?? '') ?? toClientIpKey(socketAddress ?? '') ?? 'unknown'
}
