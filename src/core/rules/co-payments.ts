import { comparePartialDates, type PartialDate } from '../dates/partial-date.ts'
import type { Visit } from '../snapshot/history.ts'
import { type ReferenceAmount, referenceAmountOn, referenceAmounts } from './reference-amount.ts'

/** NĐ 188/2025/NĐ-CP article 18 (2) b, Law on health insurance article 22 (1) d: more than this many reference amounts in a calendar year. */
export const coPaymentRule = { times: 6, source: 'NĐ 188/2025/NĐ-CP, Điều 18 khoản 2 điểm b' } as const

/** The co-payments (cùng chi trả) of one calendar year against six times the reference amount. Money in đồng. */
export type CoPaymentYear = {
  readonly year: number
  /** Sum of the co-payments that count. */
  readonly paid: number
  /** Of how many visits. */
  readonly visits: number
  /** Co-payments of visits on the person's own way, which do not count. */
  readonly notCounted: number
  /** The amount in force on the day asked about, or at the end of a year that is over. */
  readonly amount: ReferenceAmount
  /** Six times `amount`. */
  readonly threshold: number
  /** What has been paid, as a part of the threshold: 0 to 1, or more. Reckoned anew at a change of the amount during the year. */
  readonly share: number
  /** What is still missing to the threshold, which has to be exceeded. 0 once it is. */
  readonly left: number
  readonly exceeded: boolean
  /** Exceeded and five continuous years complete: the person can ask for the certificate for the rest of the year. */
  readonly certificate: boolean
  /** From when: the end of the visit with which both were so, or the five-year date. Absent without `certificate`. */
  readonly certificateFrom?: PartialDate
}

/**
 * Six of any amount in the table, in units that each amount divides: whether something is more than six must not hang on rounding.
 */
const wholeUnits = referenceAmounts.reduce(
  (product, { amount }) => product * BigInt(coPaymentRule.times * amount),
  1n,
)

/** How many units one đồng is, where the amount is in force. */
function unitsOf({ amount }: ReferenceAmount): bigint {
  return wholeUnits / BigInt(coPaymentRule.times * amount)
}

/**
 * What the visits of a year say. A visit belongs to the year, and to the amount in force, of its last day. Where the amount changes
 * during the year, what was paid before counts as its part of the six old amounts: left = (6 − paid ÷ old) × new (CV 302/CSYT-CĐ;
 * likely). Strictly more than six: exactly six is not enough. This is what the wallet was told about; a facility or the insurer may know of
 * more, and they decide.
 */
export function measureCoPayments(
  visits: readonly Visit[],
  { on, fiveYearDate }: { on: PartialDate; fiveYearDate?: PartialDate },
  year = Number(on.slice(0, 4)),
): CoPaymentYear {
  const ended = visits
    .map((visit) => ({ day: visit.to ?? visit.from, coPayment: visit.coPayment, counts: !visit.offRoute }))
    .filter(({ day }) => Number(day.slice(0, 4)) === year)
  const counting = ended
    .filter(({ counts }) => counts)
    .sort((a, b) => (lastDay(a.day) < lastDay(b.day) ? -1 : 1))

  const lastDayAsked = year === Number(on.slice(0, 4)) ? on : `${year}-12-31`
  const amount = referenceAmountOn(lastDayAsked)
  const threshold = coPaymentRule.times * amount.amount
  const paid = sum(counting)
  let units = 0n
  let exceededOn: PartialDate | undefined
  for (const { day, coPayment } of counting) {
    units += BigInt(coPayment) * unitsOf(referenceAmountOn(day))
    if (exceededOn === undefined && units > wholeUnits) exceededOn = day
  }
  const since =
    exceededOn !== undefined && fiveYearDate !== undefined ? later(exceededOn, fiveYearDate) : undefined
  const certificate = since !== undefined && comparePartialDates(since, lastDayAsked as PartialDate) <= 0
  const missing = units < wholeUnits ? wholeUnits - units : 0n
  return {
    year,
    paid,
    visits: counting.length,
    notCounted: sum(ended) - paid,
    amount,
    threshold,
    share: Number((units * 1_000_000n) / wholeUnits) / 1_000_000,
    left: Number((missing * BigInt(threshold) + wholeUnits - 1n) / wholeUnits),
    exceeded: exceededOn !== undefined,
    certificate,
    ...(certificate && { certificateFrom: since }),
  }
}

function sum(rows: readonly { coPayment: number }[]): number {
  return rows.reduce((total, { coPayment }) => total + coPayment, 0)
}

/** For sorting: a partial date stands at its end, as in `referenceAmountOn`. */
function lastDay(date: PartialDate): string {
  return date.length === 10 ? date : `${date}-99`
}

function later(a: PartialDate, b: PartialDate): PartialDate {
  return comparePartialDates(a, b) < 0 ? b : a
}
