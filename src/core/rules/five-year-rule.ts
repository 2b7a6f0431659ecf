import { lastMonthOf, toMonth, toMonthNumber } from '../dates/months.ts'
import { comparePartialDates, type PartialDate } from '../dates/partial-date.ts'
import type { ParticipationPeriod } from '../snapshot/history.ts'
import { BREAK_MONTHS, findGapEnd } from './insurance-gap.ts'
import { listMonthSpans } from './insurance-months.ts'

const FIVE_YEARS = 60

/** Health insurance without a break that is too long. Months `YYYY-MM`. */
export type ContinuousCover = {
  readonly from: string
  /** The last month that is paid. */
  readonly to: string
  /** Paid months in it; short breaks are not among them. */
  readonly months: number
}

/** The last stretch of continuous health insurance that began by the month of `on`, whether it is still going on or not. */
export function findContinuousCover(
  participation: readonly ParticipationPeriod[],
  on: PartialDate,
): ContinuousCover | undefined {
  const now = lastMonthOf(on)
  let cover: ContinuousCover | undefined
  for (const span of listMonthSpans(participation.filter((period) => period.kind === 'bhyt'))) {
    if (span.state !== 'paid' || toMonthNumber(span.from) > now) continue
    const missed = cover ? toMonthNumber(span.from) - toMonthNumber(cover.to) - 1 : 0
    cover =
      cover && missed <= BREAK_MONTHS
        ? { from: cover.from, to: span.to, months: cover.months + span.months }
        : { from: span.from, to: span.to, months: span.months }
  }
  return cover
}

export type FiveYears = {
  /** From when the five years are complete, if the cover goes on without a long break. */
  readonly date: PartialDate
  /** Printed on the card, which decides; or reckoned from the participation where the card is silent. */
  readonly source: 'card' | 'participation'
  readonly reached: boolean
  /** Calendar months until then; 0 once reached. */
  readonly monthsLeft: number
}

/**
 * When five years of continuous health insurance are complete (Law on health insurance, article 22 (1) d). Reaching the date alone
 * gives nothing: see co-payments.ts. Undefined if neither the card nor the participation says anything, or if the cover has been
 * interrupted for too long.
 */
export function measureFiveYears(
  {
    fiveYearDate,
    participation,
  }: { fiveYearDate?: PartialDate; participation: readonly ParticipationPeriod[] },
  on: PartialDate,
): FiveYears | undefined {
  const tell = (date: PartialDate, source: FiveYears['source']): FiveYears => {
    const monthsLeft = Math.max(0, lastMonthOf(date) - lastMonthOf(on))
    const reached = monthsLeft === 0 && comparePartialDates(date, on) <= 0
    return { date, source, reached, monthsLeft }
  }
  if (fiveYearDate !== undefined) return tell(fiveYearDate, 'card')
  const cover = findContinuousCover(participation, on)
  if (!cover || comparePartialDates(findGapEnd(cover.to as PartialDate), on) < 0) return undefined
  return tell(toMonth(toMonthNumber(cover.from) + FIVE_YEARS), 'participation')
}
