import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeStatus, type StatusInput } from '../../../src/card-view/status-notes.ts'
import { planStatus } from '../../../src/card-view/status-plan.ts'
import type { PartialDate } from '../../../src/core/dates/partial-date.ts'
import { createTranslate } from '../../../src/i18n/translate.ts'
import viCard from '../../../src/i18n/vi/card.json'

const day = 86_400
/** 10:00 in Vietnam. */
const now = Date.UTC(2026, 10, 23, 3) / 1000
const midnight = now + 14 * 3600

/** A day of the card, up to three years before or after `now`. */
const date = fc
  .integer({ min: -1_100, max: 1_100 })
  .map((days) => new Date((now + days * day) * 1000).toISOString().slice(0, 10) as PartialDate)
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })

const inputs = fc
  .record({
    validFrom: maybe(date),
    validTo: maybe(date),
    fiveYearDate: maybe(date),
    updated: fc.integer({ min: 0, max: 40 }),
    expires: maybe(fc.integer({ min: -5, max: 31 })),
    signedIn: fc.boolean(),
  })
  .map(
    ({ updated, expires, signedIn, ...dates }): Omit<StatusInput, 'now'> => ({
      t: createTranslate(viCard, 'vi'),
      language: 'vi',
      card: {
        cardId: 'a',
        origin: 'issued',
        face: {
          bhytNumber: '0199990001',
          fullName: 'Nguyễn Thị Mẫu',
          dateOfBirth: '1958' as PartialDate,
          ...(Object.fromEntries(Object.entries(dates).filter(([, value]) => value)) as typeof dates &
            object),
        },
        ...(expires !== undefined && { credentialExpiresAt: now + expires * day }),
        updatedAt: now - updated * day,
      } as StatusInput['card'],
      refresh: { last: { kind: 'unchanged', at: now }, lastSuccessAt: now - updated * day },
      signedIn,
      online: true,
      rescue: false,
    }),
  )

describe('planStatus', () => {
  it('says at any moment what the card screen would say then', () => {
    const days = fc.integer({ min: -800, max: 1_500 })
    const moments = fc.oneof(
      fc.integer({ min: now - 800 * day, max: now + 1_500 * day }),
      days.map((by) => midnight + by * day),
      days.map((by) => midnight + by * day - 1),
    )
    fc.assert(
      fc.property(inputs, moments, (input, moment) => {
        const planned = planStatus(input)
          .filter(({ from }) => from <= moment)
          .at(-1)
        expect(planned?.notes).toEqual(describeStatus({ ...input, now: moment }))
      }),
      { numRuns: 400 },
    )
  })

  it('turns with the days of Vietnam, wherever the device is', () => {
    const input = fc.sample(inputs, { numRuns: 1, seed: 1 })[0]
    if (!input) throw new Error('no sample')
    const face = { ...input.card.face, validTo: '2026-11-23' as PartialDate }
    const plan = planStatus({ ...input, card: { ...input.card, face } })
    expect(plan.find(({ notes }) => notes.some(({ tone }) => tone === 'bad'))?.from).toBe(midnight)
  })

  it('begins at 0 and never says the same twice in a row', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const plan = planStatus(input)
        expect(plan[0]?.from).toBe(0)
        for (const [at, { notes }] of plan.entries()) {
          if (at > 0) expect(notes).not.toEqual(plan[at - 1]?.notes)
        }
      }),
    )
  })

  it('says of a clock that is a year behind that it is wrong', () => {
    const input = fc.sample(inputs, { numRuns: 1, seed: 1 })[0]
    if (!input) throw new Error('no sample')
    expect(describeStatus({ ...input, now: now - 365 * day })[0]).toMatchObject({
      tone: 'warn',
      text: expect.stringMatching(/^Ngày giờ của máy sớm hơn/),
    })
  })
})
