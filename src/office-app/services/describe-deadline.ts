import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import { tOffice } from '../office-texts.ts'

/** When an open file is due, and how many working days that is. */
export function describeDeadline({ deadline, daysLeft }: { deadline: string; daysLeft: number }): string {
  const date = formatWrittenDate(deadline as PartialDate)
  if (daysLeft === 0) return tOffice('service.dueToday')
  return daysLeft > 0
    ? tOffice('service.due', { date, count: daysLeft })
    : tOffice('service.late', { date, count: -daysLeft })
}
