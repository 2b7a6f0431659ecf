import { type PartialDate, parsePartialDate } from './partial-date.ts'

/** The calendar day of a moment where the device is. */
export function dayOf(moment: Date): PartialDate {
  const two = (value: number) => String(value).padStart(2, '0')
  const iso = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  const day = parsePartialDate(iso)
  // a clock before 1800 or after 2399: the latest day that a date can be
  return day.ok ? day.value : ('2399-12-31' as PartialDate)
}
