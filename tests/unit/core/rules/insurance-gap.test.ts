import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, lastDayOf } from '../../../../src/core/dates/days.ts'
import { toMonth } from '../../../../src/core/dates/months.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { findContinuousCover, measureFiveYears } from '../../../../src/core/rules/five-year-rule.ts'
import { findGapEnd } from '../../../../src/core/rules/insurance-gap.ts'
import { findReminders } from '../../../../src/core/rules/reminders.ts'
import type { ParticipationPeriod } from '../../../../src/core/snapshot/history.ts'

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01' as PartialDate, days))
const anyMonth = fc.integer({ min: 12 * 2000, max: 12 * 2040 }).map(toMonth)
const cover = (from: string, to: string): ParticipationPeriod => ({ kind: 'bhyt', from, to })

/** Day by day, in the slow and obvious way: how many whole months, and how many days, lie before a day of joining again. */
function measureGap(lastInsured: PartialDate, joined: PartialDate) {
  const without: string[] = []
  for (let at = addDays(lastInsured, 1); at < joined; at = addDays(at, 1)) without.push(at)
  const begin = new Date(`${addDays(lastInsured, 1)}T00:00:00Z`)
  const threeMonths = new Date(begin)
  threeMonths.setUTCMonth(begin.getUTCMonth() + 3)
  // setUTCMonth runs over into the next month where the day does not exist.
  if (threeMonths.getUTCDate() !== begin.getUTCDate()) threeMonths.setUTCDate(0)
  return { days: without.length, overThreeMonths: joined > threeMonths.toISOString().slice(0, 10) }
}

describe('the end of a gap', () => {
  it('is the last day that breaks neither rule', () => {
    fc.assert(
      fc.property(anyDay, (lastInsured) => {
        const end = findGapEnd(lastInsured)
        expect(measureGap(lastInsured, end)).toMatchObject({ days: 89, overThreeMonths: false })
        expect(measureGap(lastInsured, addDays(end, 1)).days).toBe(90)
      }),
    )
  })

  it('is the same day for the reminder and for the five years', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: 32, max: 130 }), (lastMonth, later) => {
        const on = addDays(lastDayOf(lastMonth), later)
        const end = findGapEnd(lastMonth)
        const card = { cardId: 'c1', face: {}, paid: { lastMonth, asOf: on } }
        const gap = findReminders(card, on).filter(({ kind }) => kind === 'gap')
        expect(gap.map(({ date }) => date)).toEqual(on <= end ? [end] : [])
        const reckoned = measureFiveYears({ participation: [cover('1999-01', lastMonth)] }, on)
        expect(reckoned === undefined).toBe(daysBetween(end, on) > 0)
      }),
    )
  })

  it('keeps the years together for who is insured again by then', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: 1, max: 90 }), (lastMonth, later) => {
        const joined = addDays(lastDayOf(lastMonth), later)
        const periods = [cover('1999-01', lastMonth), cover(joined.slice(0, 7), joined.slice(0, 7))]
        expect(findContinuousCover(periods, joined)?.from).toBe('1999-01')
      }),
    )
  })
})
