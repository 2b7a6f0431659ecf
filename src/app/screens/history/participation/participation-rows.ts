import { compareText } from '../../../../core/dates/compare-text.ts'
import { toMonth, toMonthNumber } from '../../../../core/dates/months.ts'
import type { MonthSpan } from '../../../../core/rules/insurance-months.ts'
import { groupByEmployer, groupByYear } from '../../../../core/snapshot/group-history.ts'
import type { ParticipationPeriod } from '../../../../core/snapshot/history.ts'

/** Months in no period, between two that are. */
export type Gap = {
  readonly kind: ParticipationPeriod['kind']
  readonly from: string
  readonly to: string
  readonly months: number
}

export type ParticipationRow =
  | { readonly kind: 'period'; readonly period: ParticipationPeriod }
  | { readonly kind: 'gap'; readonly gap: Gap }

/**
 * Rows under one heading: an employer (undefined: without), a year, or `gap`, which stands between employers.
 */
export type RowGroup = {
  readonly key: string
  readonly heading:
    | { readonly kind: 'employer'; readonly employer: string | undefined }
    | { readonly kind: 'year'; readonly year: number }
    | { readonly kind: 'gap' }
  /** Months that count. */
  readonly months: number
  /** Newest first. */
  readonly rows: readonly ParticipationRow[]
}

export type Grouping = 'employer' | 'year'

/** How the times of an insurance are shown. */
export type Viewing = { readonly by: Grouping; readonly as: 'timeline' | 'table' }

/** What a period is, in one word; `owed` where any of its months is. */
export function stateOf({ kind, withdrawn, debtMonths }: ParticipationPeriod): 'paid' | 'owed' | 'withdrawn' {
  if (withdrawn && kind === 'bhxh') return 'withdrawn'
  return (debtMonths ?? 0) > 0 ? 'owed' : 'paid'
}

/**
 * Periods of one kind with the gaps between them, newest first. No month between the first and the last is
 * left out.
 */
export function groupParticipation(
  periods: readonly ParticipationPeriod[],
  gaps: readonly Gap[],
  by: Grouping,
): RowGroup[] {
  return by === 'employer' ? employerGroups(periods, gaps) : yearGroups(periods, gaps)
}

/** The gaps of a row of months of one kind. */
export function gapsOf(spans: readonly MonthSpan[], kind: Gap['kind']): Gap[] {
  return spans
    .filter(({ state }) => state === 'gap')
    .map(({ from, to, months }) => ({ kind, from, to, months }))
}

const periodRows = new WeakMap<ParticipationPeriod, ParticipationRow>()

/** The same row for the same period, however often rows are found and grouped anew. */
function toRow(period: ParticipationPeriod): ParticipationRow {
  const row = periodRows.get(period) ?? { kind: 'period', period }
  periodRows.set(period, row)
  return row
}

function employerGroups(periods: readonly ParticipationPeriod[], gaps: readonly Gap[]): RowGroup[] {
  const groups = groupByEmployer(periods).map(({ employer, to, months, periods: held }) => ({
    to,
    group: {
      key: `at ${employer ?? ''}`,
      heading: { kind: 'employer', employer } as const,
      months,
      rows: held.map(toRow),
    },
  }))
  const between = gaps.map((gap) => ({
    to: gap.to,
    group: {
      key: `gap ${gap.from}`,
      heading: { kind: 'gap' } as const,
      months: 0,
      rows: [{ kind: 'gap', gap } as const],
    },
  }))
  return [...groups, ...between].sort((a, b) => compareText(b.to, a.to)).map(({ group }) => group)
}

function yearGroups(periods: readonly ParticipationPeriod[], gaps: readonly Gap[]): RowGroup[] {
  const years = new Map<number, { months: number; rows: ParticipationRow[] }>()
  for (const { year, months, periods: held } of groupByYear(periods))
    years.set(year, { months, rows: held.map(toRow) })
  for (const gap of gaps.flatMap(cutIntoYears)) {
    const year = Number(gap.to.slice(0, 4))
    const group = years.get(year) ?? { months: 0, rows: [] }
    group.rows.push({ kind: 'gap', gap })
    years.set(year, group)
  }
  return [...years]
    .sort(([a], [b]) => b - a)
    .map(([year, { months, rows }]) => ({
      key: String(year),
      heading: { kind: 'year', year } as const,
      months,
      rows: rows.sort((a, b) => compareText(endOf(b), endOf(a))),
    }))
}

function endOf(row: ParticipationRow): string {
  return row.kind === 'gap' ? row.gap.to : row.period.to
}

function cutIntoYears({ kind, from, to }: Gap): Gap[] {
  const [first, last] = [toMonthNumber(from), toMonthNumber(to)]
  const parts: Gap[] = []
  for (let start = first; start <= last; ) {
    const end = Math.min(last, 12 * Math.floor(start / 12) + 11)
    parts.push({ kind, from: toMonth(start), to: toMonth(end), months: end - start + 1 })
    start = end + 1
  }
  return parts
}

/** The groups as far as their first `limit` rows; a group that is cut keeps its heading. */
export function takeRows(groups: readonly RowGroup[], limit: number): RowGroup[] {
  const taken: RowGroup[] = []
  let left = limit
  for (const group of groups) {
    if (left <= 0) break
    taken.push(group.rows.length <= left ? group : { ...group, rows: group.rows.slice(0, left) })
    left -= group.rows.length
  }
  return taken
}
