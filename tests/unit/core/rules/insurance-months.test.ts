import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countMonths,
  countMonthsByKind,
  lengthOfPeriod,
  listMonthSpans,
  totalMonths,
} from '../../../../src/core/rules/insurance-months.ts'
import type { ParticipationPeriod } from '../../../../src/core/snapshot/history.ts'
import { everyMonth, generatePeriods } from '../../../support/history/slow-months.ts'

const period = (from: string, to: string, more: Partial<ParticipationPeriod> = {}): ParticipationPeriod => ({
  kind: 'bhxh',
  from,
  to,
  ...more,
})

/** The slow model's months without those before the first and after the last period. */
function heldMonths(periods: readonly ParticipationPeriod[]) {
  const first = periods.map(({ from }) => from).sort()[0] ?? '9'
  const last =
    periods
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? ''
  return everyMonth(periods).filter(({ month }) => month >= first && month <= last)
}

describe.each(['bhxh', 'bhyt'] as const)('months of %s', (kind) => {
  it('agrees with looking at each month alone', () => {
    fc.assert(
      fc.property(generatePeriods(kind), (periods) => {
        const spans = listMonthSpans(periods)
        const slow = heldMonths(periods)
        const states = spans.flatMap(({ state, months }) => Array<string>(months).fill(state))
        expect(states).toEqual(slow.map(({ state }) => state))
        expect(spans[0]?.from).toBe(slow[0]?.month)
        expect(spans.at(-1)?.to).toBe(slow.at(-1)?.month)
        for (const [at, span] of spans.entries()) {
          expect(lengthOfPeriod(span)).toBe(span.months)
          expect(span.state).not.toBe(spans[at + 1]?.state)
        }
      }),
    )
  })

  it('adds up to the sums of the slow model', () => {
    fc.assert(
      fc.property(generatePeriods(kind), (periods) => {
        const slow = heldMonths(periods)
        const count = (state: string) => slow.filter((month) => month.state === state).length
        expect(totalMonths(periods)).toEqual({
          paid: count('paid'),
          owed: count('owed'),
          withdrawn: count('withdrawn'),
          gap: count('gap'),
        })
      }),
    )
  })

  it('does not depend on the order of the periods', () => {
    fc.assert(
      fc.property(generatePeriods(kind), (periods) => {
        expect(listMonthSpans(periods.toReversed())).toEqual(listMonthSpans(periods))
      }),
    )
  })
})

describe('examples', () => {
  it('counts both ends, and a month with two employers once', () => {
    expect(countMonths([period('2024-01', '2024-12')])).toBe(12)
    expect(countMonths([period('2023-11', '2024-02')])).toBe(4)
    expect(countMonths([period('2024-03', '2024-06'), period('2024-01', '2024-12')])).toBe(12)
  })

  it('lists a gap with its length, and owed months at the end', () => {
    expect(
      listMonthSpans([period('2024-08', '2024-12', { debtMonths: 2 }), period('2024-01', '2024-05')]),
    ).toEqual([
      { state: 'paid', from: '2024-01', to: '2024-05', months: 5 },
      { state: 'gap', from: '2024-06', to: '2024-07', months: 2 },
      { state: 'paid', from: '2024-08', to: '2024-10', months: 3 },
      { state: 'owed', from: '2024-11', to: '2024-12', months: 2 },
    ])
  })

  it('takes a lump sum out of social insurance and of nothing else', () => {
    const withdrawn = (['bhxh', 'bhtn', 'tnld', 'bhyt'] as const).map((kind) =>
      period('2020-01', '2020-12', { kind, withdrawn: true }),
    )
    expect(countMonthsByKind(withdrawn)).toEqual({ bhxh: 0, bhtn: 12, tnld: 12, bhyt: 12 })
  })

  it('takes nothing for nothing, and a period that ends before it begins for empty', () => {
    expect(listMonthSpans([])).toEqual([])
    expect(totalMonths([period('2024-05', '2024-04')])).toEqual({ paid: 0, owed: 0, withdrawn: 0, gap: 0 })
    expect(lengthOfPeriod(period('2024-05', '2024-03'))).toBe(0)
  })
})
