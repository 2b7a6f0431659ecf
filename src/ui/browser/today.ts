import { dayOf } from '../../core/dates/day-of.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'

/** Today by the device's clock. */
export function today(): PartialDate {
  return dayOf(new Date())
}
