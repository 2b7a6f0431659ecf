import type { MonthSpan, MonthState } from '../core/rules/insurance-months.ts'

/** What is not paid, and the stretches of months that are so. */
export type MissingSpan = {
  readonly state: Exclude<MonthState, 'paid'>
  readonly spans: readonly MonthSpan[]
}

const notPaid = ['owed', 'withdrawn', 'gap'] as const

/** What of a row of months is not paid, worst first; without the states that do not occur. */
export function listMissing(spans: readonly MonthSpan[]): MissingSpan[] {
  return notPaid
    .map((state) => ({ state, spans: spans.filter((span) => span.state === state) }))
    .filter((found) => found.spans.length > 0)
}

/** How many months of a row are in a state. */
export function sumMonths(spans: readonly MonthSpan[], state: MonthState): number {
  return spans.reduce((total, span) => total + (span.state === state ? span.months : 0), 0)
}
