import { isStale, STATUS_LIST_TTL } from '../../core/credential/status-list.ts'
import type { OpenLists } from '../../verifier/open-lists.ts'

type ReadLists = Omit<OpenLists, 'files'>

/**
 * How old the lists are: up to a day, a week, a month, and more; `over` when no card can be checked any more.
 * They are `fresh` as long as no status list is stale: a card that is amber for its list never stands beside
 * a notice that calls the list new.
 */
export type ListsAge = 'fresh' | 'day' | 'week' | 'month' | 'over'

const DAY = 86_400

/** The alarm before the trust list ends, in seconds. */
const ALARM = 30 * DAY

/**
 * By the oldest status list; without one by the trust list, which then is all there is. Times in Unix
 * seconds.
 */
export function findIssuedAt({ trustList, statusLists }: ReadLists): number {
  return statusLists.length === 0
    ? trustList.issuedAt
    : Math.min(...statusLists.map(({ issuedAt }) => issuedAt))
}

export function judgeListsAge(lists: ReadLists, now: number): ListsAge {
  if (now >= lists.trustList.expiresAt) return 'over'
  const age = now - findIssuedAt(lists)
  if (age < STATUS_LIST_TTL && !lists.statusLists.some((list) => isStale(list, now))) return 'fresh'
  if (age < 7 * DAY) return 'day'
  return age < 30 * DAY ? 'week' : 'month'
}

/** Days until the trust list ends, when it is time to say so. */
export function daysToEnd({ trustList }: ReadLists, now: number): number | undefined {
  const left = trustList.expiresAt - now
  return left > 0 && left <= ALARM ? Math.ceil(left / DAY) : undefined
}
