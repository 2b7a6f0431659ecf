import { dayOf } from '../core/card/day-of.ts'
import type { PartialDate } from '../core/card/partial-date.ts'

/** Today by the device's clock. */
export function today(): PartialDate {
  return dayOf(new Date())
}
