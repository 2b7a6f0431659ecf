/**
 * Days on which the state's offices are closed beside Saturdays and Sundays (Labour Code 45/2019/QH14,
 * article 112, and the government's notice for each year), and Saturdays that are worked instead. A year that
 * is not here has its fixed days only. To be confirmed, see docs/services.md.
 */
type HolidayYear = {
  readonly closed: readonly string[]
  readonly worked?: readonly string[]
  /** From the rule of the law alone, before the notice of that year. */
  readonly likely?: true
}

export const publicHolidays: Readonly<Record<string, HolidayYear>> = {
  '2026': {
    closed: [
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-27',
      '2026-04-30',
      '2026-05-01',
      '2026-08-31',
      '2026-09-01',
      '2026-09-02',
    ],
    worked: ['2026-08-22'],
  },
  '2027': {
    closed: [
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
      '2027-02-11',
      '2027-04-16',
      '2027-04-30',
      '2027-05-03',
      '2027-09-02',
      '2027-09-03',
    ],
    likely: true,
  },
}

const FIXED = ['-01-01', '-04-30', '-05-01', '-09-02']

/** Whether offices are closed on a day, `YYYY-MM-DD` in Vietnam. */
export function isOfficeClosed(day: string): boolean {
  const year = publicHolidays[day.slice(0, 4)]
  if (year?.worked?.includes(day)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const isHoliday = year ? year.closed.includes(day) : FIXED.includes(day.slice(4))
  return weekday === 0 || weekday === 6 || isHoliday
}
