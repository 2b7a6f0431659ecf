import { isLoopback } from '../protected-ways.ts'

/**
 * The push services of today's browsers: Chrome and what is built on it (Google), Firefox (Mozilla), Safari
 * (Apple), Edge (Microsoft). The service posts to no other host, whatever a browser says: an endpoint comes
 * from outside, and behind the service there are machines that only it can reach.
 */
const services = [
  /^fcm\.googleapis\.com$/,
  /^jmt17\.google\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^([a-z0-9-]+\.)*push\.apple\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
]

/**
 * Whether an endpoint is of a push service that is known; a demo for this machine also takes one on it.
 * @param endpoint an absolute URL
 */
export function isPushService(endpoint: string, { allowsLocal }: { allowsLocal: boolean }): boolean {
  const { protocol, hostname, port, username, password } = new URL(endpoint)
  if (username !== '' || password !== '') return false
  if (allowsLocal && isLoopback(hostname)) return true
  return protocol === 'https:' && port === '' && services.some((service) => service.test(hostname))
}
