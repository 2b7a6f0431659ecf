import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, lastDayOf } from '../../../../src/core/dates/days.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { findReminders, isDue, type RemindedCard } from '../../../../src/core/rules/reminders.ts'

const day = (text: string) => text as PartialDate
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('2000-01-01'), days))

describe('days', () => {
  it('add up', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days)
      }),
    )
  })

  it.each([
    ['2024', '2024-12-31'],
    ['2024-02', '2024-02-29'],
    ['2026-02', '2026-02-28'],
    ['2026-12', '2026-12-31'],
    ['2026-12-05', '2026-12-05'],
  ])('of %s the last is %s', (date, last) => {
    expect(lastDayOf(day(date))).toBe(last)
  })
})

describe('reminders of a card', () => {
  const card: RemindedCard = {
    cardId: 'c1',
    face: { validTo: day('2026-12-31'), fiveYearDate: day('2027-01-01') },
    credentialExpiresAt: Date.UTC(2026, 11, 1, 18) / 1000,
  }

  it('come soonest first, by the day in Vietnam', () => {
    expect(findReminders(card, day('2026-11-22'))).toEqual([
      { id: 'renewal:c1:2026-12-02', cardId: 'c1', kind: 'renewal', date: '2026-12-02' },
      { id: 'expiry:c1:2026-12-31', cardId: 'c1', kind: 'expiry', date: '2026-12-31' },
      { id: 'five-years:c1:2027-01-01', cardId: 'c1', kind: 'five-years', date: '2027-01-01' },
    ])
  })

  it('tell of the gap once the card is over, as long as it can be closed', () => {
    const kindsOn = (today: string) =>
      findReminders(card, day(today)).map(({ kind, date }) => `${kind} ${date}`)
    expect(kindsOn('2026-12-31')).toEqual(['expiry 2026-12-31', 'five-years 2027-01-01'])
    expect(kindsOn('2027-01-02')).toEqual(['gap 2027-03-31'])
    expect(kindsOn('2027-03-31')).toEqual(['gap 2027-03-31'])
    expect(kindsOn('2027-04-01')).toEqual([])
  })

  it('conclude a gap from the record only without a stated end, and not from what is merely late', () => {
    const open = (lastMonth: string, asOf: string): RemindedCard => ({
      cardId: 'c1',
      face: {},
      paid: { lastMonth, asOf: day(asOf) },
    })
    expect(findReminders(open('2026-10', '2026-11-22'), day('2026-11-22'))).toEqual([])
    expect(findReminders(open('2026-11', '2026-11-22'), day('2026-11-22'))).toEqual([])
    expect(findReminders(open('2026-09', '2026-11-22'), day('2026-11-22'))).toMatchObject([
      { kind: 'gap', date: '2026-12-29' },
    ])
    const stated = { ...open('2020-01', '2026-11-22'), face: { validTo: day('2027-12-31') } }
    expect(findReminders(stated, day('2026-11-22'))).toMatchObject([{ kind: 'expiry' }])
  })

  it('are ahead, in order, each once, and due by their own measure', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.option(anyDay, { nil: undefined }),
        fc.option(anyDay, { nil: undefined }),
        fc.option(fc.integer({ min: 946_684_800, max: 2_600_000_000 }), { nil: undefined }),
        (today, validTo, fiveYearDate, credentialExpiresAt) => {
          const found = findReminders(
            {
              cardId: 'c1',
              face: { ...(validTo && { validTo }), ...(fiveYearDate && { fiveYearDate }) },
              ...(credentialExpiresAt !== undefined && { credentialExpiresAt }),
            },
            today,
          )
          expect(found.every(({ date }) => date >= today)).toBe(true)
          expect(found.map(({ date }) => date)).toEqual(found.map(({ date }) => date).sort())
          expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
          const kinds = found.map(({ kind }) => kind)
          expect(kinds.includes('expiry') && kinds.includes('gap')).toBe(false)
          for (const reminder of found) {
            expect(isDue(reminder, reminder.date)).toBe(true)
            expect(isDue(reminder, addDays(reminder.date, -400))).toBe(false)
          }
        },
      ),
    )
  })

  it('keep their name as long as the day stays', () => {
    const ids = (today: string) => findReminders(card, day(today)).map(({ id }) => id)
    expect(ids('2026-11-22')).toEqual(ids('2026-11-30'))
  })
})
