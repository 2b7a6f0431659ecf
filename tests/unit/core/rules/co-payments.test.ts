import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PartialDate, parsePartialDate } from '../../../../src/core/dates/partial-date.ts'
import { measureCoPayments } from '../../../../src/core/rules/co-payments.ts'
import { referenceAmountOn } from '../../../../src/core/rules/reference-amount.ts'
import type { Visit } from '../../../../src/core/snapshot/history.ts'

function dateOf(iso: string): PartialDate {
  const date = parsePartialDate(iso)
  if (!date.ok) throw new Error('not a date')
  return date.value
}

const visit = (from: string, coPayment: number, more: Partial<Visit> = {}): Visit => ({
  from: dateOf(from),
  facilityCode: '01929',
  totalCost: 5 * coPayment,
  paidByInsurance: 4 * coPayment,
  coPayment,
  ownCost: 0,
  ...more,
})

const on = dateOf('2026-11-24')
const fiveYearDate = dateOf('2024-01-01')

describe('the reference amount', () => {
  it.each([
    ['2024-06-30', 1_800_000],
    ['2024-07-01', 2_340_000],
    ['2026-06', 2_340_000],
    ['2026-06-30', 2_340_000],
    ['2026-07-01', 2_530_000],
    ['2026', 2_530_000],
    ['2031-01-01', 2_530_000],
    ['2001-01-01', 1_490_000],
  ])('of %s is %i', (day, amount) => {
    expect(referenceAmountOn(day).amount).toBe(amount)
  })
})

describe('the co-payments of a year', () => {
  it('are more than six amounts only above six amounts', () => {
    const measure = (paid: number) =>
      measureCoPayments([visit('2025-03-01', paid)], { on, fiveYearDate }, 2025)
    expect(measure(14_040_000)).toMatchObject({ share: 1, left: 0, exceeded: false, certificate: false })
    expect(measure(14_040_001)).toMatchObject({
      exceeded: true,
      certificate: true,
      certificateFrom: '2025-03-01',
    })
    expect(measure(14_039_999)).toMatchObject({ left: 1, exceeded: false })
  })

  it('reckon what was paid under the old amount as its part of six', () => {
    // (6 − 7,020,000 ÷ 2,340,000) × 2,530,000
    const half = measureCoPayments([visit('2026-05-20', 7_020_000)], { on, fiveYearDate })
    expect(half).toMatchObject({ paid: 7_020_000, share: 0.5, threshold: 15_180_000, left: 7_590_000 })
    const exact = [visit('2026-05-20', 7_020_000), visit('2026-08-01', 7_590_000)]
    expect(measureCoPayments(exact, { on, fiveYearDate }).exceeded).toBe(false)
    const more = [...exact, visit('2026-09-01', 1)]
    expect(measureCoPayments(more, { on, fiveYearDate })).toMatchObject({
      exceeded: true,
      certificateFrom: '2026-09-01',
    })
  })

  it('belong to the day on which a stay ends', () => {
    const stay = visit('2025-12-20', 1_000_000, { to: dateOf('2026-01-04') })
    expect(measureCoPayments([stay], { on }).paid).toBe(1_000_000)
    expect(measureCoPayments([stay], { on }, 2025).paid).toBe(0)
    const midYear = visit('2026-06-20', 2_530_000, { to: dateOf('2026-07-02') })
    expect(measureCoPayments([midYear], { on }).share).toBeCloseTo(1 / 6, 5)
  })

  it('leave out what the person chose against the rules on referral, and say how much it was', () => {
    const visits = [visit('2026-02-01', 300_000), visit('2026-03-01', 900_000, { offRoute: true })]
    expect(measureCoPayments(visits, { on })).toMatchObject({ paid: 300_000, visits: 1, notCounted: 900_000 })
  })

  it('give no certificate before five years are complete', () => {
    const visits = [visit('2026-02-01', 20_000_000)]
    expect(measureCoPayments(visits, { on })).toMatchObject({ exceeded: true, certificate: false })
    const measure = (date: string) => measureCoPayments(visits, { on, fiveYearDate: dateOf(date) })
    expect(measure('2026-12-01').certificate).toBe(false)
    expect(measure('2026-10-01')).toMatchObject({ certificate: true, certificateFrom: '2026-10-01' })
  })

  it('take a date without day or month for the later amount', () => {
    expect(measureCoPayments([visit('2026', 2_530_000)], { on }).share).toBeCloseTo(1 / 6, 5)
    expect(measureCoPayments([visit('2026-06', 2_340_000)], { on }).share).toBeCloseTo(1 / 6, 5)
  })

  it('agree with adding up one visit after the other, in fractions', () => {
    const drawn = fc.array(
      fc.record({
        month: fc.integer({ min: 1, max: 12 }),
        coPayment: fc.nat(6_000_000),
        offRoute: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(drawn, (rows) => {
        const visits = rows.map(({ month, coPayment, offRoute }) =>
          visit(`2026-${String(month).padStart(2, '0')}-10`, coPayment, offRoute ? { offRoute } : {}),
        )
        const sums = { old: 0, new: 0 }
        for (const { month, coPayment, offRoute } of rows)
          if (!offRoute) sums[month < 7 ? 'old' : 'new'] += coPayment
        const measured = measureCoPayments(visits, { on: dateOf('2026-12-31'), fiveYearDate })
        // old ÷ 2,340,000 + new ÷ 2,530,000 > 6, with whole numbers
        const exceeds = sums.old * 253 + sums.new * 234 > 6 * 234 * 2_530_000
        expect(measured.exceeded).toBe(exceeds)
        expect(measured.certificate).toBe(exceeds)
        expect(measured.paid).toBe(sums.old + sums.new)
        expect(measured.share).toBeCloseTo((sums.old / 2_340_000 + sums.new / 2_530_000) / 6, 5)
        const left = Math.max(0, (6 - sums.old / 2_340_000) * 2_530_000 - sums.new)
        expect(Math.abs(measured.left - left)).toBeLessThan(1.5)
      }),
    )
  })
})
