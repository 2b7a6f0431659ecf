import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lengthOfPeriod } from '../../../../src/core/rules/insurance-months.ts'
import { groupByEmployer, groupByYear, listSalaries } from '../../../../src/core/snapshot/group-history.ts'
import type { ParticipationPeriod } from '../../../../src/core/snapshot/history.ts'
import { everyMonth, generatePeriods } from '../../../support/history/slow-months.ts'

const employers = ['Công ty Mẫu A', 'Công ty Mẫu B']
const countPaid = (months: readonly { state: string }[]) =>
  months.filter(({ state }) => state === 'paid').length

describe('groups by employer', () => {
  it('hold every period once, and the months that count, latest first', () => {
    fc.assert(
      fc.property(generatePeriods('bhxh', employers), (periods) => {
        const groups = groupByEmployer(periods)
        expect(groups.flatMap((group) => group.periods)).toHaveLength(periods.length)
        for (const { employer, months, from, to } of groups) {
          const own = periods.filter((period) => period.employer === employer)
          expect(months).toBe(countPaid(everyMonth(own)))
          expect(from).toBe(own.map((period) => period.from).sort()[0])
          expect(to).toBe(
            own
              .map((period) => period.to)
              .sort()
              .at(-1),
          )
        }
        expect(groups.map(({ to }) => to)).toEqual(
          groups
            .map(({ to }) => to)
            .sort()
            .reverse(),
        )
      }),
    )
  })
})

describe('groups by year', () => {
  it('cut periods to years without losing or inventing a month', () => {
    fc.assert(
      fc.property(generatePeriods('bhxh', employers), (periods) => {
        const groups = groupByYear(periods)
        const slow = everyMonth(periods)
        for (const { year, months, periods: cut } of groups) {
          expect(months).toBe(countPaid(slow.filter(({ month }) => month.startsWith(`${year}-`))))
          for (const { from, to } of cut)
            expect([from.slice(0, 4), to.slice(0, 4)]).toEqual([`${year}`, `${year}`])
        }
        expect(everyMonth(groups.flatMap((group) => group.periods))).toEqual(slow)
        const lengths = (rows: readonly ParticipationPeriod[]) =>
          rows.reduce((sum, period) => sum + lengthOfPeriod(period), 0)
        expect(lengths(groups.flatMap((group) => group.periods))).toBe(lengths(periods))
        expect(groups.map(({ year }) => year)).toEqual(groups.map(({ year }) => year).sort((a, b) => b - a))
      }),
    )
  })

  it('keep owed months in the year they are in', () => {
    const period = { kind: 'bhxh', from: '2024-06', to: '2025-02', debtMonths: 4 } as const
    expect(groupByYear([period])).toEqual([
      { year: 2025, months: 0, periods: [{ kind: 'bhxh', from: '2025-01', to: '2025-02', debtMonths: 2 }] },
      { year: 2024, months: 5, periods: [{ kind: 'bhxh', from: '2024-06', to: '2024-12', debtMonths: 2 }] },
    ])
  })
})

describe('salaries', () => {
  it('agree with the highest salary of each month', () => {
    fc.assert(
      fc.property(generatePeriods('bhxh'), (periods) => {
        const steps = listSalaries(periods)
        for (const { month } of everyMonth([])) {
          const held = periods.filter(({ from, to }) => from <= month && month <= to)
          const highest = Math.max(0, ...held.map(({ salary }) => salary ?? 0))
          const found = steps.filter(({ from, to }) => from <= month && month <= to)
          expect(found.map(({ salary }) => salary)).toEqual(highest > 0 ? [highest] : [])
        }
      }),
      { numRuns: 40 },
    )
  })

  it('are joined while they stay the same', () => {
    const period = (from: string, to: string, salary: number) => ({ kind: 'bhxh', from, to, salary }) as const
    expect(
      listSalaries([
        period('2024-03', '2024-03', 5),
        period('2024-01', '2024-02', 5),
        period('2024-05', '2024-05', 5),
      ]),
    ).toEqual([
      { from: '2024-01', to: '2024-03', salary: 5 },
      { from: '2024-05', to: '2024-05', salary: 5 },
    ])
  })
})
