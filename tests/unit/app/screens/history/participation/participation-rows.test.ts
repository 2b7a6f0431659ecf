import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  gapsOf,
  groupParticipation,
  type ParticipationRow,
  stateOf,
  takeRows,
} from '../../../../../../src/app/screens/history/participation/participation-rows.ts'
import { toMonth, toMonthNumber } from '../../../../../../src/core/dates/months.ts'
import { listMonthSpans } from '../../../../../../src/core/rules/insurance-months.ts'
import type { ParticipationPeriod } from '../../../../../../src/core/snapshot/history.ts'

const periods = fc.array(
  fc
    .tuple(
      fc.integer({ min: 12 * 2000, max: 12 * 2010 }),
      fc.integer({ min: 0, max: 40 }),
      fc.option(fc.constantFrom('A', 'B', 'C'), { nil: undefined }),
    )
    .map(
      ([first, more, employer]): ParticipationPeriod => ({
        kind: 'bhyt',
        from: toMonth(first),
        to: toMonth(first + more),
        ...(employer !== undefined && { employer }),
      }),
    ),
  { minLength: 1, maxLength: 8 },
)
const grouping = fc.constantFrom('employer' as const, 'year' as const)

const group = (held: readonly ParticipationPeriod[], by: 'employer' | 'year') =>
  groupParticipation(held, gapsOf(listMonthSpans(held), 'bhyt'), by)

const boundsOf = (row: ParticipationRow) => (row.kind === 'gap' ? row.gap : row.period)

describe('groupParticipation', () => {
  it('gives a period the same row each time, which then need not be made again on screen', () => {
    fc.assert(
      fc.property(periods, (held) => {
        const rowsOf = (found: readonly ParticipationPeriod[]) =>
          groupParticipation(found, [], 'employer').flatMap(({ rows }) => rows)
        const all = new Set(rowsOf(held))
        for (const row of rowsOf(held.slice(0, 3))) expect(all).toContain(row)
      }),
    )
  })

  it('leaves out no month between the first and the last, whichever way it groups', () => {
    fc.assert(
      fc.property(periods, grouping, (held, by) => {
        const spans = listMonthSpans(held)
        const wanted = new Set<number>()
        for (const { from, to } of spans)
          for (let month = toMonthNumber(from); month <= toMonthNumber(to); month++) wanted.add(month)
        const said = new Set<number>()
        for (const row of group(held, by).flatMap(({ rows }) => rows)) {
          const { from, to } = boundsOf(row)
          for (let month = toMonthNumber(from); month <= toMonthNumber(to); month++) said.add(month)
        }
        expect([...said].sort()).toEqual([...wanted].sort())
      }),
    )
  })

  it('goes from the newest to the oldest', () => {
    fc.assert(
      fc.property(periods, grouping, (held, by) => {
        for (const { rows } of group(held, by)) {
          const ends = rows.map((row) => boundsOf(row).to)
          expect(ends).toEqual(ends.toSorted().toReversed())
        }
        const firsts = group(held, by).map(({ rows }) => rows[0] && boundsOf(rows[0]).to)
        expect(firsts).toEqual(firsts.toSorted().toReversed())
      }),
    )
  })

  it('puts a gap between the employers, and into each of its years', () => {
    const held: ParticipationPeriod[] = [
      { kind: 'bhyt', from: '2020-01', to: '2020-06', employer: 'A' },
      { kind: 'bhyt', from: '2022-03', to: '2022-04', employer: 'B' },
    ]
    expect(group(held, 'employer').map(({ heading }) => heading)).toEqual([
      { kind: 'employer', employer: 'B' },
      { kind: 'gap' },
      { kind: 'employer', employer: 'A' },
    ])
    const years = group(held, 'year')
    expect(years.map(({ heading, months, rows }) => [heading, months, rows.map(boundsOf)])).toMatchObject([
      [{ year: 2022 }, 2, [{ from: '2022-03' }, { from: '2022-01', to: '2022-02', months: 2 }]],
      [{ year: 2021 }, 0, [{ from: '2021-01', to: '2021-12', months: 12 }]],
      [{ year: 2020 }, 6, [{ from: '2020-07', to: '2020-12', months: 6 }, { from: '2020-01' }]],
    ])
  })
})

describe('takeRows', () => {
  it('takes the first rows, in their groups, and no more', () => {
    fc.assert(
      fc.property(periods, grouping, fc.nat(20), (held, by, limit) => {
        const groups = group(held, by)
        const all = groups.flatMap(({ rows }) => rows)
        const taken = takeRows(groups, limit)
        expect(taken.flatMap(({ rows }) => rows)).toEqual(all.slice(0, limit))
        expect(taken.every(({ rows }) => rows.length > 0)).toBe(true)
        expect(taken.map(({ key }) => key)).toEqual(groups.slice(0, taken.length).map(({ key }) => key))
      }),
    )
  })
})

describe('stateOf', () => {
  const bounds = { kind: 'bhxh', from: '2020-01', to: '2020-12' } as const

  it('says the worst of a period, and that only social insurance is paid out', () => {
    expect(stateOf(bounds)).toBe('paid')
    expect(stateOf({ ...bounds, debtMonths: 0 })).toBe('paid')
    expect(stateOf({ ...bounds, debtMonths: 2 })).toBe('owed')
    expect(stateOf({ ...bounds, debtMonths: 2, withdrawn: true })).toBe('withdrawn')
    expect(stateOf({ ...bounds, kind: 'bhyt', withdrawn: true })).toBe('paid')
  })
})
