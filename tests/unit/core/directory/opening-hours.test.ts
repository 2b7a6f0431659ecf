import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOpening } from '../../../../src/core/directory/opening-hours.ts'

/** Unix seconds of a moment in Vietnam. */
const at = (moment: string) => Date.parse(`${moment}:00+07:00`) / 1000

const clinic = 'T2–T6 7:00–11:30, 13:30–16:30; T7 7:00–11:30'

describe('opening hours', () => {
  // 30 November 2026 is a Monday.
  it.each([
    ['2026-11-30T06:59', { isOpen: false, opensAt: '7:00' }],
    ['2026-11-30T07:00', { isOpen: true, until: '11:30' }],
    ['2026-11-30T11:30', { isOpen: false, opensAt: '13:30' }],
    ['2026-11-30T16:29', { isOpen: true, until: '16:30' }],
    ['2026-11-30T16:30', { isOpen: false }],
    ['2026-12-05T09:00', { isOpen: true, until: '11:30' }],
    ['2026-12-06T09:00', { isOpen: false }],
    ['2026-12-07T00:00', { isOpen: false, opensAt: '7:00' }],
  ])('%s', (moment, opening) => {
    expect(findOpening(clinic, at(moment))).toEqual(opening)
  })

  it('take a range over the end of the week, one day, a plain hyphen, and midnight', () => {
    expect(findOpening('T7-T2 8:00-24:00', at('2026-12-06T23:59'))).toEqual({ isOpen: true, until: '24:00' })
    expect(findOpening('CN 8:00–9:00', at('2026-11-30T08:30'))).toEqual({ isOpen: false })
    expect(findOpening('24/7', at('2026-12-06T03:00'))).toEqual({ isOpen: true })
  })

  it.each([
    '',
    'Giờ hành chính',
    'T2–T6',
    'T2–T6 7–11',
    'T8 7:00–9:00',
    'T2 9:00–7:00',
    'T2 7:00–9:70',
    'T2 7:00–25:00',
  ])('that are written otherwise are not reckoned with: %s', (hours) => {
    expect(findOpening(hours, at('2026-11-30T08:00'))).toBeUndefined()
  })

  it('answer to any text', () => {
    const piece = fc.constantFrom('T2', 'CN', '–', '-', ' ', '7:00', '16:30', ';', ',', '24/7', 'x')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(4_000_000_000), (pieces, now) => {
        const opening = findOpening(pieces.join(''), now)
        if (opening?.isOpen === false) expect(opening.opensAt ?? '0:00').toMatch(/^\d{1,2}:\d\d$/)
      }),
    )
  })
})
