import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../../src/core/dates/days.ts'
import type { PartialDate } from '../../../../../src/core/dates/partial-date.ts'
import { findCardPeriod } from '../../../../../src/core/rules/contributions/card-period.ts'
import { supportGroups } from '../../../../../src/core/rules/contributions/contribution-tables.ts'
import {
  computeHouseholdContribution,
  type HouseholdPeriod,
  householdPeriods,
} from '../../../../../src/core/rules/contributions/household-contribution.ts'
import {
  computeVoluntaryContribution,
  findIncomeRange,
  type VoluntaryPeriod,
  voluntaryPeriods,
} from '../../../../../src/core/rules/contributions/voluntary-contribution.ts'

type Case = {
  paidOn: string
  amounts: number[]
  total: number
  isEstimate: boolean
  sources: string[]
} & (
  | { kind: 'household'; members: number; months: HouseholdPeriod; paidBefore: number }
  | {
      kind: 'voluntary'
      income: number
      months: VoluntaryPeriod
      group: (typeof supportGroups)[number]
      isSupported: boolean
    }
)

const file = new URL('../../../../vectors/payment/contributions.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }
const compute = (given: Case) =>
  given.kind === 'household' ? computeHouseholdContribution(given) : computeVoluntaryContribution(given)

describe('contributions', () => {
  it('are what was worked out by hand, with the same sources', () => {
    expect(cases).toHaveLength(200)
    for (const given of cases) {
      const result = compute(given)
      if (!result.ok) throw new Error(`${JSON.stringify(given)}: ${result.error}`)
      const { lines, total, isEstimate } = result.value
      expect({ given, amounts: lines.map((line) => line.amount), total, isEstimate }).toEqual({
        given,
        amounts: given.amounts,
        total: given.total,
        isEstimate: given.isEstimate,
      })
      const cited = new Set(lines.flatMap(({ sources }) => sources.map(({ source }) => source)))
      expect(cited).toEqual(new Set(given.sources))
    }
  })

  it('of a household cost a further member at most what the one before costs, and never nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 29 }),
        fc.constantFrom(...householdPeriods),
        fc.integer({ min: 0, max: 4000 }),
        (members, months, days) => {
          const paidOn = addDays('2019-07-01' as PartialDate, days)
          const [fewer, more] = [members, members + 1].map((count) =>
            computeHouseholdContribution({ members: count, months, paidOn }),
          )
          if (!fewer?.ok || !more?.ok) throw new Error('refused')
          const further = more.value.total - fewer.value.total
          expect(further).toBeGreaterThan(0)
          expect(further).toBeLessThanOrEqual(fewer.value.lines.at(-1)?.amount ?? 0)
          expect(Number.isSafeInteger(more.value.total)).toBe(true)
        },
      ),
    )
  })

  it('of a household are the same paid together or one after the other in a year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), (first, second) => {
        const pay = (members: number, paidBefore: number) => {
          const paid = computeHouseholdContribution({ members, months: 12, paidOn: '2026-11-29', paidBefore })
          return paid.ok ? paid.value.total : Number.NaN
        }
        expect(pay(first, 0) + pay(second, first)).toBe(pay(first + second, 0))
      }),
    )
  })

  it('to voluntary insurance are whole, more for more income, and never negative', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 3_000_000 }),
        fc.nat({ max: 1_000_000 }),
        fc.constantFrom(...voluntaryPeriods),
        fc.constantFrom(...supportGroups),
        (above, further, months, group) => {
          const paidOn = '2026-11-29'
          const pay = (income: number) => computeVoluntaryContribution({ income, months, group, paidOn })
          const [less, more] = [pay(1_500_000 + above), pay(1_500_000 + above + further)]
          if (!less.ok || !more.ok) throw new Error('refused')
          expect(less.value.total).toBeGreaterThan(0)
          expect(more.value.total).toBeGreaterThanOrEqual(less.value.total)
          expect(Number.isSafeInteger(more.value.total)).toBe(true)
        },
      ),
    )
  })

  it.each([0, -1, 1.5, 31, Number.NaN])('are refused for %s members', (members) => {
    expect(computeHouseholdContribution({ members, months: 12, paidOn: '2026-11-29' }).ok).toBe(false)
  })

  it('are refused outside the incomes that may be chosen', () => {
    const { least, most } = findIncomeRange('2026-11-29')
    expect({ least, most }).toEqual({ least: 1_500_000, most: 50_600_000 })
    for (const income of [least - 1, most + 1, least + 0.5, Number.NaN])
      expect(
        computeVoluntaryContribution({ income, months: 1, group: 'other', paidOn: '2026-11-29' }).ok,
      ).toBe(false)
  })
})

describe('the card that was paid for', () => {
  it.each([
    // paid on, former card to, begins, from, to
    ['2026-11-29', '2026-12-31', 'next', '2027-01-01', '2027-12-31'],
    ['2026-12-31', '2026-12-31', 'next', '2027-01-01', '2027-12-31'],
    ['2027-01-01', '2026-12-31', 'at-once', '2027-01-01', '2027-12-31'],
    ['2027-03-31', '2026-12-31', 'at-once', '2027-03-31', '2028-03-30'],
    ['2027-04-01', '2026-12-31', 'after-waiting', '2027-05-01', '2028-04-30'],
    ['2026-11-29', undefined, 'after-waiting', '2026-12-29', '2027-12-28'],
  ] as const)('paid on %s after one to %s, begins %s', (paidOn, formerTo, begins, from, to) => {
    const period = findCardPeriod({
      paidOn: paidOn as PartialDate,
      formerTo: formerTo as PartialDate | undefined,
      months: 12,
    })
    expect(period).toMatchObject({ begins, from, to })
  })
})
