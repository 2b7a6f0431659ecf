import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardFace } from '../../../../src/core/card/card.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import {
  type Change,
  type Comparable,
  describeChanges,
} from '../../../../src/core/snapshot/describe-changes.ts'
import type { BenefitPeriod, ParticipationPeriod, Visit } from '../../../../src/core/snapshot/history.ts'
import { everyMonth, generatePeriods } from '../../../support/history/slow-months.ts'

const date = (iso: string) => iso as PartialDate
const at = (iso: string) => Date.parse(`${iso}T05:00:00Z`) / 1000

const face: CardFace = {
  bhytNumber: 'DN4010099990001',
  fullName: 'Nguyễn Thị Mẫu',
  dateOfBirth: date('1988-03-05'),
  benefitLevel: 4,
  facilityCode: '01929',
  validFrom: date('2026-01-01'),
} as CardFace
const card = { cardId: 'c1', relation: 'self', face } as const

const nothing: Comparable = {
  issuedAt: at('2026-10-20'),
  participation: [],
  benefits: [],
  visits: [],
  cards: [],
}
const job = (from: string, to: string, more: Partial<ParticipationPeriod> = {}): ParticipationPeriod => ({
  kind: 'bhxh',
  from,
  to,
  employer: 'Công ty Mẫu A',
  ...more,
})
const visit: Visit = {
  from: date('2026-10-02'),
  facilityCode: '01929',
  totalCost: 500_000,
  paidByInsurance: 400_000,
  coPayment: 100_000,
  ownCost: 0,
}
const pension: BenefitPeriod = {
  kind: 'pension',
  from: date('2020-01-01'),
  amount: 5_000_000,
  monthly: true,
  state: 'running',
}

/** What is told when only these parts differ. */
const told = (before: Partial<Comparable>, after: Partial<Comparable>): Change[] =>
  describeChanges({ ...nothing, ...before }, { ...nothing, issuedAt: at('2026-11-20'), ...after })

describe('what changed', () => {
  it('is nothing between a snapshot and itself', () => {
    const full = {
      participation: [job('2020-01', '2026-10')],
      benefits: [pension],
      visits: [visit],
      cards: [card],
    }
    expect(told(full, full)).toEqual([])
  })

  it('joins the same month of several kinds of insurance', () => {
    const both = (to: string) => [job('2026-01', to), job('2026-01', to, { kind: 'bhyt' })]
    expect(told({ participation: both('2026-09') }, { participation: both('2026-10') })).toEqual([
      { kind: 'months-paid', insurances: ['bhxh', 'bhyt'], from: '2026-10', to: '2026-10', months: 1 },
    ])
  })

  it('tells owed months that were paid, and new ones', () => {
    const owed = [job('2026-01', '2026-10', { debtMonths: 3 })]
    const paid = [job('2026-01', '2026-10')]
    const months = { insurances: ['bhxh'], from: '2026-08', to: '2026-10', months: 3 }
    expect(told({ participation: owed }, { participation: paid })).toEqual([{ kind: 'debt-paid', ...months }])
    expect(told({ participation: paid }, { participation: owed })).toEqual([
      { kind: 'months-owed', ...months },
    ])
  })

  it('tells a lump sum and months that are no longer on record', () => {
    const paid = [job('2020-01', '2020-12')]
    const months = { insurances: ['bhxh'], from: '2020-01', to: '2020-12', months: 12 }
    expect(
      told({ participation: paid }, { participation: [job('2020-01', '2020-12', { withdrawn: true })] }),
    ).toEqual([{ kind: 'months-withdrawn', ...months }])
    expect(told({ participation: paid }, { participation: [] })).toEqual([{ kind: 'months-gone', ...months }])
  })

  it('tells a new employer and the end of the old one', () => {
    const old = job('2026-01', '2026-09')
    const next = job('2026-10', '2026-10', { employer: 'Công ty Mẫu B' })
    expect(told({ participation: [old] }, { participation: [old, next] })).toEqual([
      { kind: 'months-paid', insurances: ['bhxh'], from: '2026-10', to: '2026-10', months: 1 },
      { kind: 'period-new', insurances: ['bhxh'], period: next },
      { kind: 'period-ended', insurances: ['bhxh'], period: old },
    ])
  })

  it('takes a new salary with the same employer for no new time', () => {
    const old = job('2026-01', '2026-09', { salary: 5_000_000 })
    const next = job('2026-10', '2026-10', { salary: 6_000_000 })
    expect(told({ participation: [old] }, { participation: [old, next] }).map(({ kind }) => kind)).toEqual([
      'months-paid',
    ])
  })

  it('tells a return to a former employer', () => {
    const first = job('2020-01', '2020-12')
    const again = job('2026-10', '2026-10')
    expect(told({ participation: [first] }, { participation: [first, again] })).toContainEqual({
      kind: 'period-new',
      insurances: ['bhxh'],
      period: again,
    })
  })

  it('tells visits and benefits: new, changed, gone', () => {
    const dearer = { ...visit, coPayment: 150_000 }
    expect(told({}, { visits: [visit] })).toEqual([{ kind: 'visit-new', visit }])
    expect(told({ visits: [visit] }, { visits: [dearer] })).toEqual([
      { kind: 'visit-changed', before: visit, after: dearer },
    ])
    expect(told({ visits: [visit] }, {})).toEqual([{ kind: 'visit-gone', visit }])
    const raised = { ...pension, amount: 5_500_000 }
    expect(told({}, { benefits: [pension] })).toEqual([{ kind: 'benefit-new', benefit: pension }])
    expect(told({ benefits: [pension] }, { benefits: [raised] })).toEqual([
      { kind: 'benefit-changed', before: pension, after: raised },
    ])
    expect(told({ benefits: [pension] }, {})).toEqual([{ kind: 'benefit-gone', benefit: pension }])
  })

  it('does not take a second visit on the same day for a change of the first', () => {
    const second = { ...visit, totalCost: 90_000 }
    expect(told({ visits: [visit] }, { visits: [second, visit] })).toEqual([
      { kind: 'visit-new', visit: second },
    ])
  })

  it('says nothing about a facility that got another name', () => {
    expect(told({ visits: [visit] }, { visits: [{ ...visit, facilityName: 'Bệnh viện mới' }] })).toEqual([])
  })

  it('tells cards, and what of a card is other than before', () => {
    const changed = (part: Partial<CardFace>) => ({ ...card, face: { ...face, ...part } })
    expect(told({}, { cards: [card] })).toEqual([{ kind: 'card-new', card }])
    expect(told({ cards: [card] }, {})).toEqual([{ kind: 'card-gone', card }])
    const kinds = (part: Partial<CardFace>) =>
      told({ cards: [card] }, { cards: [changed(part)] }).map(({ kind }) => kind)
    expect(kinds({ benefitLevel: 3 })).toEqual(['card-level'])
    expect(kinds({ facilityCode: '79001', facilityName: 'Bệnh viện khác' })).toEqual(['card-facility'])
    expect(kinds({ validTo: date('2026-12-31') })).toEqual(['card-validity'])
    expect(kinds({ fiveYearDate: date('2029-01-01') })).toEqual(['card-five-years'])
    expect(kinds({ fullName: 'Nguyễn Thị Mẫu Mới', benefitLevel: 2 })).toEqual(['card-level', 'card-data'])
  })

  it('agrees about months with comparing each month alone', () => {
    const changeOf = (was: string, is: string) => {
      if (is === 'paid') return was === 'owed' ? 'debt-paid' : 'months-paid'
      return { owed: 'months-owed', withdrawn: 'months-withdrawn', gap: 'months-gone' }[is]
    }
    fc.assert(
      fc.property(generatePeriods('bhxh'), generatePeriods('bhxh'), (before, after) => {
        const changes = told({ participation: before }, { participation: after })
        const [was, is] = [everyMonth(before), everyMonth(after)]
        const slow = was.flatMap(({ month, state }, index) => {
          const now = is[index]?.state ?? ''
          return state === now ? [] : [{ month, change: changeOf(state, now) }]
        })
        const fast = changes.flatMap((change) =>
          'months' in change
            ? was
                .filter(({ month }) => change.from <= month && month <= change.to)
                .map(({ month }) => ({ month, change: change.kind }))
            : [],
        )
        const order = (a: { month: string }, b: { month: string }) => (a.month < b.month ? -1 : 1)
        expect(fast.sort(order)).toEqual(slow)
      }),
    )
  })
})
