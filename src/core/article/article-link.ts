import { isAppRoute } from '../api/app-routes.ts'
import { isNationalPhone } from '../directory/national-phone.ts'

/**
 * Domains under which the state alone can have a name: `gov.vn` by the registry's rules, the government's and
 * the assembly's own.
 */
const official = ['gov.vn', 'chinhphu.vn', 'quochoi.vn']

const LONGEST_LINK = 300

/** Nothing but letters, digits and signs of a path: no credentials, port, fragment or other script. */
const PAGE = /^https:\/\/([a-z0-9.-]+)(?:\/[A-Za-z0-9/_.~%$&'()*+,;=:@?-]*)?$/
const ROUTE = /^\/(?:[a-z0-9]+(?:[/-][a-z0-9]+)*)?$/

/**
 * Whether an article may lead there: a page of an official host, a phone number of Vietnam (`tel:19009068`),
 * or a path of the app (of a newer version as well, see `isOpenLink`).
 */
export function isArticleLink(href: string): boolean {
  if (href.length > LONGEST_LINK) return false
  if (href.startsWith('tel:')) return isNationalPhone(href.slice(4)) && !href.includes(' ')
  return ROUTE.test(href) || isOfficialHost(readLinkHost(href) ?? '')
}

/** Whether this version can open the link: a path of the app must be one that it has. */
export function isOpenLink(href: string): boolean {
  return !href.startsWith('/') || isAppRoute(href)
}

/** The host of a link to a page; undefined of any other. */
export function readLinkHost(href: string): string | undefined {
  return PAGE.exec(href)?.[1]
}

/** Whether a host stands in a domain of the state; `host` in small letters. */
export function isOfficialHost(host: string): boolean {
  const labels = host.split('.')
  const isName = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  // What looks like a Vietnamese name in another script is written with this prefix.
  if (!isName || labels.some((label) => label.startsWith('xn--'))) return false
  return official.some((domain) => host === domain || host.endsWith(`.${domain}`))
}
