import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNationalPhone, toNationalPhone } from '../../../../src/core/directory/national-phone.ts'

describe('a phone number of a pack', () => {
  it.each([
    ['024 3869 3731', '024 3869 3731'],
    ['(024) 3869.3731', '024 3869 3731'],
    ['+84 24 3869 3731', '024 3869 3731'],
    ['+84 (0)24 3869 3731', '024 3869 3731'],
    ['0084901234567', '0901234567'],
    ['+ 84 901234567', '0901234567'],
    ['84901234567', '0901234567'],
    ['0901-234-567', '0901 234 567'],
    ['1900 9095', '1900 9095'],
    ['115', '115'],
    ['0000 001 004', '0000 001 004'],
  ])('“%s” is written “%s”', (written, national) => {
    expect(toNationalPhone(written)).toBe(national)
    expect(isNationalPhone(national)).toBe(true)
  })

  it.each([
    'gọi tôi',
    '',
    '+1 202 555 0100',
    '0010 1 202 555 0100',
    '12',
    '901234567',
    '09012345678901',
    '171 0901234567',
    '090123456７',
    '0901234567 máy lẻ 2',
  ])('“%s” is none', (written) => {
    expect(toNationalPhone(written)).toBeUndefined()
    expect(isNationalPhone(written)).toBe(false)
  })

  it.each(['+84901234567', '0084901234567', '84901234567', '0901  234567', ' 115', '024.3869.3731'])(
    'a pack has none as “%s”',
    (written) => expect(isNationalPhone(written)).toBe(false),
  )

  it('is the same number in the one form, whatever stands before and between', () => {
    const prefix = fc.constantFrom('+84', '0084', '84', '+84 0', '00 84 ', '+ 84 ', '0')
    const gap = fc.constantFrom('', ' ', '.', '-', '  ')
    const digits = fc.stringMatching(/^[1-79]\d{8,9}$/)
    fc.assert(
      fc.property(prefix, gap, digits, fc.nat(7), (before, between, number, at) => {
        const written = `${before}${number.slice(0, at + 1)}${between}${number.slice(at + 1)}`
        expect(toNationalPhone(written)?.replaceAll(' ', '')).toBe(`0${number}`)
      }),
    )
  })
})
