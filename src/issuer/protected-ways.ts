/** This machine alone: what goes there crosses no wire. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/** Whether a host is a name or an address of this machine. */
export function isLoopback(host: string): boolean {
  return loopback.test(host)
}

/** Whether nobody but this machine is meant to reach a service at this address, and under this origin. */
export function isForThisMachine({ host, origin }: { host: string; origin?: string }): boolean {
  return isLoopback(host) && (origin === undefined || isLoopback(new URL(origin).hostname))
}

/** The settings of addresses that something goes to, or comes from, which nobody else may read or write. */
export type Ways = {
  readonly ORIGIN?: string | undefined
  readonly DATABASE_URL?: string | undefined
  readonly SMTP_URL?: string | undefined
  readonly SMS_GATEWAY_URL?: string | undefined
  readonly VNEID_ISSUER?: string | undefined
  readonly S3_ENDPOINT?: string | undefined
  readonly PORTAL_FEED_URL?: string | undefined
}

/**
 * The names of those that would go over a network in clear, or to a server that nobody has checked. Hosts are
 * parsed as the clients parse them, never matched in the text.
 */
export function findUnprotectedWays(ways: Ways): (keyof Ways)[] {
  const isProtected: Record<keyof Ways, (url: URL) => boolean> = {
    ORIGIN: isHttpsOrHere,
    DATABASE_URL: isDatabaseProtected,
    SMTP_URL: isMailProtected,
    SMS_GATEWAY_URL: isHttpsOrHere,
    VNEID_ISSUER: ({ protocol }) => protocol === 'https:',
    S3_ENDPOINT: isHttpsOrHere,
    PORTAL_FEED_URL: isHttpsOrHere,
  }
  const names: readonly (keyof Ways)[] = [
    'ORIGIN',
    'DATABASE_URL',
    'SMTP_URL',
    'SMS_GATEWAY_URL',
    'VNEID_ISSUER',
    'S3_ENDPOINT',
    'PORTAL_FEED_URL',
  ]
  return names.filter((name) => {
    const text = ways[name]
    if (text === undefined) return false
    const url = URL.parse(text)
    return url === null || !isProtected[name](url)
  })
}

const isHttpsOrHere = ({ protocol, hostname }: URL) => protocol === 'https:' || isLoopback(hostname)

/**
 * `sslmode=verify-full`, a Unix socket, or this machine. `host` in the parameters is what counts for the
 * client.
 */
function isDatabaseProtected({ hostname, searchParams }: URL): boolean {
  const hosts = searchParams.getAll('host')
  const host = hosts[0] ?? decodeURIComponent(hostname)
  if (hosts.length > 1) return false
  if (host.startsWith('/') || isLoopback(host)) return true
  return searchParams.getAll('sslmode').join() === 'verify-full' && !searchParams.has('ssl')
}

/** From the start or by STARTTLS, which the transport demands; parameters could take that back. */
function isMailProtected({ hostname, search }: URL): boolean {
  return isLoopback(hostname) || search === ''
}
