import { addDays } from '../dates/days.ts'
import { addMonths } from '../dates/months.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import type { ServiceDefinition } from './service-definition.ts'

/**
 * `from`, `to`: first and last day on which it can be filed, of the window that is open, else of the next.
 */
export type WindowState = { readonly isOpen: boolean; readonly from: PartialDate; readonly to: PartialDate }

/**
 * Whether a service can be filed on a day; undefined where it always can. The issuer judges by the day on
 * which it received the request, in Vietnam.
 * @param day in Vietnam (`vietnamDay`)
 */
export function windowOn(
  { window }: Pick<ServiceDefinition, 'window'>,
  day: string,
): WindowState | undefined {
  if (!window) return undefined
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3)
  const from = `${day.slice(0, 4)}-${String(3 * quarter + 1).padStart(2, '0')}-01` as PartialDate
  const to = addDays(from, window.quarterDays - 1)
  if (day <= to) return { isOpen: true, from, to }
  const next = addMonths(from, 3)
  return { isOpen: false, from: next, to: addDays(next, window.quarterDays - 1) }
}
