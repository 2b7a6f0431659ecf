import { toMonth, toMonthNumber } from '../dates/months.ts'
import type { ParticipationPeriod } from '../snapshot/history.ts'
import { type InsuranceKind, insuranceKinds } from '../snapshot/insurance-kinds.ts'

/**
 * What a month is, for one kind of insurance. Of several periods that hold it the best decides: `paid` before `owed` before
 * `withdrawn`; `gap` lies between periods and in none.
 */
export type MonthState = 'paid' | 'owed' | 'withdrawn' | 'gap'

/** Consecutive months of one state; `YYYY-MM`, both included. */
export type MonthSpan = {
  readonly state: MonthState
  readonly from: string
  readonly to: string
  readonly months: number
}

/** How many months are in each state, from the first to the last month of any period. Only `paid` ones count. */
export type MonthTotals = Readonly<Record<MonthState, number>>

/** What of a period decides about its months. */
export type PeriodMonths = Pick<ParticipationPeriod, 'kind' | 'from' | 'to' | 'debtMonths' | 'withdrawn'>

const byRank: readonly MonthState[] = ['gap', 'withdrawn', 'owed', 'paid']

/**
 * The months of periods of one kind as one unbroken row of spans, oldest first, gaps included. A month counts once however many
 * periods hold it (two employers at once). The last `debtMonths` of a period are owed: they count only once they are paid (Law
 * 41/2024/QH15 on social insurance, articles 38 to 40; likely). What was paid out as a lump sum (articles 70 and 102; certain) no longer
 * counts for social insurance; the other kinds cannot be paid out, so there the mark changes nothing.
 */
export function listMonthSpans(periods: readonly PeriodMonths[]): MonthSpan[] {
  const bounded = periods.map((period) => ({
    first: toMonthNumber(period.from),
    last: toMonthNumber(period.to),
    owed: period.debtMonths ?? 0,
    takenOut: period.withdrawn === true && period.kind === 'bhxh',
  }))
  const held = bounded.filter(({ first, last }) => first <= last)
  const begin = Math.min(...held.map(({ first }) => first))
  const end = Math.max(...held.map(({ last }) => last))
  const ranks = new Uint8Array(held.length === 0 ? 0 : end - begin + 1)
  for (const { first, last, owed, takenOut } of held) {
    for (let month = first; month <= last; month++) {
      const rank = takenOut ? 1 : month > last - owed ? 2 : 3
      const at = month - begin
      if (rank > (ranks[at] ?? 0)) ranks[at] = rank
    }
  }
  return joinSpans(ranks, begin)
}

function joinSpans(ranks: Uint8Array, begin: number): MonthSpan[] {
  const spans: MonthSpan[] = []
  for (let start = 0; start < ranks.length; ) {
    const rank = ranks[start] ?? 0
    let next = start + 1
    while (next < ranks.length && ranks[next] === rank) next++
    const state = byRank[rank] ?? 'gap'
    spans.push({ state, from: toMonth(begin + start), to: toMonth(begin + next - 1), months: next - start })
    start = next
  }
  return spans
}

/** The sums of `listMonthSpans`. */
export function totalMonths(periods: readonly PeriodMonths[]): MonthTotals {
  const totals = { paid: 0, owed: 0, withdrawn: 0, gap: 0 }
  for (const { state, months } of listMonthSpans(periods)) totals[state] += months
  return totals
}

/** The months of periods of one kind that count, see `listMonthSpans`. */
export function countMonths(periods: readonly PeriodMonths[]): number {
  return totalMonths(periods).paid
}

/** The months that count, for each kind. */
export function countMonthsByKind(periods: readonly PeriodMonths[]): Record<InsuranceKind, number> {
  const count = (kind: InsuranceKind) => countMonths(periods.filter((period) => period.kind === kind))
  return Object.fromEntries(insuranceKinds.map((kind) => [kind, count(kind)])) as Record<
    InsuranceKind,
    number
  >
}

/** How many months a period spans, whether they count or not. */
export function lengthOfPeriod({ from, to }: Pick<PeriodMonths, 'from' | 'to'>): number {
  return Math.max(0, toMonthNumber(to) - toMonthNumber(from) + 1)
}
