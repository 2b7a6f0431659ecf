import { isOfficeClosed } from '../rules/public-holidays.ts'
import { addDays } from './days.ts'
import type { PartialDate } from './partial-date.ts'

/**
 * The last of so many working days after a day, which does not count itself; with 0 the day itself, or the
 * next working day.
 * @param day complete, in Vietnam
 */
export function addWorkingDays(day: string, count: number): PartialDate {
  let [current, left] = [day as PartialDate, count]
  while (left > 0 || isOfficeClosed(current)) {
    current = addDays(current, 1)
    if (!isOfficeClosed(current)) left = Math.max(0, left - 1)
  }
  return current
}

/** Working days from one day to another; negative where it lies before. */
export function countWorkingDays(from: string, to: string): number {
  if (to < from) return -countWorkingDays(to, from)
  let [current, count] = [from as PartialDate, 0]
  while (current < to) {
    current = addDays(current, 1)
    if (!isOfficeClosed(current)) count++
  }
  return count
}
