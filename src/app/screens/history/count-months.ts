import type { ParticipationPeriod } from '../../../core/snapshot/history.ts'

type Span = Pick<ParticipationPeriod, 'from' | 'to' | 'withdrawn'>

/** `YYYY-MM` as a count of months, so that spans can be subtracted. */
function toMonths(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
}

/**
 * Months of participation, both ends included. Periods may overlap (two employers at once): a month counts once. What was paid
 * out as a lump sum no longer counts, unless it is the only thing asked about.
 */
export function countMonths(periods: readonly Span[]): number {
  const counted = periods.length === 1 ? periods : periods.filter((period) => !period.withdrawn)
  const spans = counted
    .map(({ from, to }) => ({ first: toMonths(from), last: toMonths(to) }))
    .sort((one, other) => one.first - other.first)
  let total = 0
  let reached = 0
  for (const { first, last } of spans) {
    const begin = Math.max(first, reached + 1)
    if (last < begin) continue
    total += last - begin + 1
    reached = last
  }
  return total
}
