import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  lastMonthOf,
  toMonth,
  toMonthNumber,
  toYearsAndMonths,
} from '../../../../src/core/dates/months.ts'
import { parsePartialDate } from '../../../../src/core/dates/partial-date.ts'
import { nextMonth, writeMonth } from '../../../support/history/slow-months.ts'

function dateOf(iso: string) {
  const date = parsePartialDate(iso)
  if (!date.ok) throw new Error('not a date')
  return date.value
}

describe('months', () => {
  it('are numbers and back', () => {
    expect(toMonthNumber('2026-11')).toBe(12 * 2026 + 10)
    expect(toMonthNumber('2026-11-24')).toBe(12 * 2026 + 10)
    fc.assert(
      fc.property(fc.integer({ min: 12 * 1800, max: 12 * 2399 }), (count) => {
        expect(toMonthNumber(toMonth(count))).toBe(count)
      }),
    )
  })

  it('are years and months', () => {
    expect(toYearsAndMonths(38)).toEqual({ years: 3, months: 2 })
    expect(toYearsAndMonths(11)).toEqual({ years: 0, months: 11 })
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2000-02-29', 48, '2004-02-29'],
    ['2026-12-31', 3, '2027-03-31'],
    ['2026-10', 3, '2027-01'],
    ['2026', 3, '2027-03'],
  ])('%s and %i months are %s', (from, months, to) => {
    expect(addMonths(dateOf(from), months)).toBe(to)
  })

  it('adds months as one counts them', () => {
    const start = fc.record({
      year: fc.integer({ min: 1900, max: 2100 }),
      month: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(start, fc.nat(200), fc.integer({ min: 1, max: 31 }), (from, months, day) => {
        const begin = parsePartialDate(`${writeMonth(from)}-${String(day).padStart(2, '0')}`)
        fc.pre(begin.ok)
        let to = from
        for (let step = 0; step < months; step++) to = nextMonth(to)
        let last = day
        while (!parsePartialDate(`${writeMonth(to)}-${String(last).padStart(2, '0')}`).ok) last--
        expect(addMonths(begin.value, months)).toBe(`${writeMonth(to)}-${String(last).padStart(2, '0')}`)
      }),
    )
  })

  it('takes a year alone for all of it', () => {
    expect(toMonth(lastMonthOf(dateOf('2027')))).toBe('2027-12')
    expect(toMonth(lastMonthOf(dateOf('2027-03-05')))).toBe('2027-03')
  })
})
