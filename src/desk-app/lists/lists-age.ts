import type { OpenLists } from '../../verifier/open-lists.ts'

type ReadLists = Omit<OpenLists, 'files'>

/**
 * How old the lists are: up to a day, a week, a month, and more; `over` when no card can be checked any more.
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
  if (age < DAY) return 'fresh'
  if (age < 7 * DAY) return 'day'
  return age < 30 * DAY ? 'week' : 'month'
}

/** Days until the trust list ends, when it is time to say so. */
export function daysToEnd({ trustList }: ReadLists, now: number): number | undefined {
  const left = trustList.expiresAt - now
  return left > 0 && left <= ALARM ? Math.ceil(left / DAY) : undefined
}
