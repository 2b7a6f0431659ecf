import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  layoutChart,
  leastMark,
} from '../../../../../../src/app/screens/history/participation/chart-geometry.ts'
import { toMonth, toMonthNumber } from '../../../../../../src/core/dates/months.ts'
import { listMonthSpans } from '../../../../../../src/core/rules/insurance-months.ts'
import { listSalaries } from '../../../../../../src/core/snapshot/group-history.ts'
import type { ParticipationPeriod } from '../../../../../../src/core/snapshot/history.ts'

const period = fc
  .record({
    first: fc.integer({ min: 12 * 1981, max: 12 * 2026 }),
    more: fc.integer({ min: 0, max: 80 }),
    salary: fc.option(fc.integer({ min: 0, max: 90_000_000 }), { nil: undefined }),
    debtMonths: fc.integer({ min: 0, max: 6 }),
    withdrawn: fc.boolean(),
  })
  .map(
    ({ first, more, salary, debtMonths, withdrawn }): ParticipationPeriod => ({
      kind: 'bhxh',
      from: toMonth(first),
      to: toMonth(first + more),
      debtMonths,
      ...(salary !== undefined && { salary }),
      ...(withdrawn && { withdrawn }),
    }),
  )
const periods = fc.array(period, { minLength: 1, maxLength: 12 })
const room = fc.record({ width: fc.integer({ min: 120, max: 1200 }), em: fc.integer({ min: 12, max: 36 }) })

const layOut = (held: readonly ParticipationPeriod[], space: { width: number; em: number }) => {
  const spans = listMonthSpans(held)
  return { spans, steps: listSalaries(held), chart: layoutChart(spans, listSalaries(held), space) }
}

describe('layoutChart', () => {
  it('draws every stretch of months, inside, and none that is not paid too narrow to be seen', () => {
    fc.assert(
      fc.property(periods, room, (held, space) => {
        const { spans, chart } = layOut(held, space)
        expect(new Set(chart.bars.map(({ span }) => span))).toEqual(new Set(spans))
        for (const { span, x, width } of chart.bars) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x + width).toBeLessThanOrEqual(space.width + 0.2)
          if (span.state !== 'paid') expect(width).toBeGreaterThanOrEqual(leastMark)
        }
      }),
    )
  })

  it('puts every stretch where its months are, as wide as they are many', () => {
    fc.assert(
      fc.property(periods, room, (held, space) => {
        const { spans, chart } = layOut(held, space)
        const all = spans.reduce((sum, { months }) => sum + months, 0)
        const begin = toMonthNumber(spans[0]?.from ?? '')
        for (const { span, x, width } of chart.bars) {
          const natural = (span.months / all) * space.width
          const left = ((toMonthNumber(span.from) - begin) / all) * space.width
          expect(Math.abs(width - Math.max(natural, span.state === 'paid' ? 0 : leastMark))).toBeLessThan(0.3)
          expect(Math.abs(x - left)).toBeLessThanOrEqual(leastMark + 0.2)
        }
      }),
    )
  })

  it('never hides a gap behind paid months', () => {
    fc.assert(
      fc.property(periods, room, (held, space) => {
        const states = layOut(held, space).chart.bars.map(({ span }) => span.state === 'paid')
        expect(states).toEqual(states.toSorted((one, other) => Number(other) - Number(one)))
      }),
    )
  })

  it('draws a higher salary higher, all of them between the outer lines, and breaks where there is none', () => {
    fc.assert(
      fc.property(periods, room, (held, space) => {
        const { steps, chart } = layOut(held, space)
        expect(chart.salaries !== undefined).toBe(steps.length > 0)
        if (!chart.salaries) return
        const { path, lines } = chart.salaries
        const drawn = [...path.matchAll(/[MV](?:[\d.]+ )?([\d.]+)H/g)].map(([, y]) => Number(y))
        expect(drawn).toHaveLength(steps.length)
        const breaks = steps.filter(
          (step, at) => at === 0 || toMonthNumber(step.from) !== toMonthNumber(steps[at - 1]?.to ?? '') + 1,
        )
        expect(path.match(/M/g)).toHaveLength(breaks.length)
        for (const [at, y] of drawn.entries()) {
          expect(y).toBeLessThanOrEqual(lines[0]?.y ?? 0)
          expect(y).toBeGreaterThanOrEqual(lines[2]?.y ?? 0)
          for (const [other, otherY] of drawn.entries())
            if ((steps[at]?.salary ?? 0) > (steps[other]?.salary ?? 0)) expect(y).toBeLessThanOrEqual(otherY)
        }
      }),
    )
  })

  it('keeps the years inside and apart from each other', () => {
    fc.assert(
      fc.property(periods, room, (held, space) => {
        const { chart } = layOut(held, space)
        expect(chart.years.length).toBeGreaterThan(0)
        // Four digits are about 2.6 em wide.
        const half = 1.3 * space.em
        for (const [at, { x, label }] of chart.years.entries()) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(space.width)
          expect(label - half).toBeGreaterThanOrEqual(0)
          if (space.width > 2.7 * space.em) expect(label + half).toBeLessThanOrEqual(space.width)
          expect(label - (chart.years[at - 1]?.label ?? -9_999)).toBeGreaterThanOrEqual(2 * half)
        }
      }),
    )
  })
})
