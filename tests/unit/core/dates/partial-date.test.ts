import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comparePartialDates,
  formatWrittenDate,
  type PartialDate,
  parsePartialDate,
  parseWrittenDate,
} from '../../../../src/core/dates/partial-date.ts'

function dateOf(iso: string): PartialDate {
  const date = parsePartialDate(iso)
  if (!date.ok) throw new Error('not a date')
  return date.value
}

describe('partial dates', () => {
  it.each([
    ['05/03/1985', '1985-03-05'],
    ['5/3/1985', '1985-03-05'],
    ['5-3-1985', '1985-03-05'],
    ['5.3.1985', '1985-03-05'],
    ['05031985', '1985-03-05'],
    ['12/1980', '1980-12'],
    ['011975', '1975-01'],
    [' 1960 ', '1960'],
    ['29/02/1996', '1996-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('reads %s as %s', (written, iso) => {
    expect(parseWrittenDate(written)).toEqual({ ok: true, value: iso })
  })

  it.each([
    '',
    '31/02/2000',
    '29/02/1900',
    '29/02/2023',
    '00/01/2000',
    '01/13/2000',
    '1/1/85',
    '85',
    '19850305',
    '2000-13',
  ])('refuses %s', (written) => expect(parseWrittenDate(written).ok).toBe(false))

  it.each(['05/03/٢٠٠٠', '０１/０１/２０００', '01/01/2000/01', '1960|', '1799', '2400'])(
    'refuses %s',
    (written) => {
      expect(parseWrittenDate(written).ok).toBe(false)
    },
  )

  it('writes what it reads, and reads what it writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2399-12-31'), noInvalidDate: true }),
        fc.constantFrom(4, 7, 10),
        (date, length) => {
          const iso = dateOf(date.toISOString().slice(0, length))
          expect(parseWrittenDate(formatWrittenDate(iso))).toEqual({ ok: true, value: iso })
        },
      ),
    )
  })

  it('compares only what both dates state', () => {
    expect(comparePartialDates(dateOf('1960'), dateOf('1960-05-01'))).toBe(0)
    expect(comparePartialDates(dateOf('1960-04'), dateOf('1960-05-01'))).toBeLessThan(0)
    expect(comparePartialDates(dateOf('1961'), dateOf('1960-05-01'))).toBeGreaterThan(0)
  })
})
