import type { PartialDate } from '../core/dates/partial-date.ts'
import type { Visit } from '../core/snapshot/history.ts'

/** The last day of a visit, by which it belongs to a year. */
function endOf({ from, to }: Visit): string {
  return to ?? from
}

/** Newest first. */
export function sortVisits(visits: readonly Visit[]): Visit[] {
  return [...visits].sort((one, other) => {
    const [left, right] = [endOf(one), endOf(other)]
    return left < right ? 1 : left > right ? -1 : 0
  })
}

/** The calendar year that a visit counts in. */
export function yearOf(visit: Visit): number {
  return Number(endOf(visit).slice(0, 4))
}

/** The years with a visit, and this one, newest first. */
export function listYears(visits: readonly Visit[], thisYear: number): number[] {
  return [...new Set([thisYear, ...visits.map(yearOf)])].sort((one, other) => other - one)
}

/** About a screenful of a phone, and little enough for one frame of a slow one; more come in the frames after it. */
export const firstRows = 6

/** What is shown before anything was chosen: the latest year with a visit. */
export function firstVisits(
  visits: readonly Visit[],
  on: PartialDate,
): { year: number; visits: Visit[]; rows: number } {
  const sorted = sortVisits(visits)
  const year = sorted[0] ? yearOf(sorted[0]) : Number(on.slice(0, 4))
  return { year, visits: sorted.filter((visit) => yearOf(visit) === year), rows: firstRows }
}
