import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPassword, rateStrength } from '../../../../src/core/account/password-rules.ts'

const FACTS = {
  numbers: ['0199990001', '001188990001', '0912345678'],
  fullName: 'Nguyễn Thị Mẫu Đơn',
  dateOfBirth: '1988-03-05',
}

describe('password rules', () => {
  it.each([
    ['k-t-x-7', ['too_short']],
    ['ếếếốốố', ['too_short', 'sequence']],
    ['x'.repeat(129), ['too_long']],
    ['0199990001', ['own_number']],
    ['199 990 001', ['own_number']],
    ['001188990001', ['own_number']],
    ['+84912345678', ['own_number']],
    ['sdt0912345678', ['own_number']],
    ['12345678', ['own_number', 'sequence']],
    ['nguyenthimaudon', ['own_name']],
    ['Nguyễn Thị Mẫu Đơn', ['own_name']],
    ['DonMau@1988', ['own_name', 'own_birth_date']],
    ['05/03/1988', ['own_birth_date', 'common']],
    ['5-3-1988', ['own_birth_date']],
    ['a19880305', ['own_birth_date']],
    ['21071999', ['common']],
    ['matkhau123', ['common']],
    ['Mật khẩu 1!', ['common']],
    ['p@ssw0rd', ['common']],
    ['Anh yêu em', ['common']],
    ['vssid2024', ['common']],
    ['19009068', ['common']],
    ['aaaaaaaaaa', ['sequence']],
    ['87654321', ['sequence']],
    ['1234567890', ['common', 'sequence']],
    ['qwertyuiop', ['common', 'sequence']],
    ['abcd1234', ['common', 'sequence']],
    ['xy7xy7xy7x', ['sequence']],
    ['aaaabbbb', ['sequence']],
  ])('refuse %s', (password, validationErrors) => {
    expect(checkPassword(password, FACTS).sort()).toEqual([...validationErrors].sort())
  })

  it.each([
    'the-xanh-1',
    'mai nay đi chợ',
    'con trâu trắng',
    'k7Rw-q2Zt',
    'thi truong Hue',
    '94071562',
    'don gian thoi ma',
    '🐃🐃 đi cày 🐃',
  ])('take %s', (password) => {
    expect(checkPassword(password, FACTS)).toEqual([])
  })

  it('count letters as people see them, composed or not', () => {
    const text = 'chợ ngày'
    expect(text.normalize('NFD').length).toBeGreaterThan(text.length)
    for (const form of ['NFC', 'NFD'] as const) {
      expect(checkPassword(text.normalize(form))).toEqual([])
      expect(checkPassword(text.slice(1).normalize(form))).toEqual(['too_short'])
      expect(rateStrength(text.normalize(form))).toEqual(rateStrength(text))
    }
  })

  it('refuse whatever is the number itself, however it is grouped', () => {
    const number = fc.stringMatching(/^0\d{9}$|^0\d{11}$/)
    fc.assert(
      fc.property(number, fc.constantFrom('', ' ', '.', '-'), (digits, separator) => {
        const grouped = digits.match(/.{1,3}/g)?.join(separator) ?? ''
        expect(checkPassword(grouped, { numbers: [digits] })).toContain('own_number')
      }),
    )
  })

  it('refuse every repetition of a short piece and every row of neighbours', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 3 }),
        fc.integer({ min: 8, max: 40 }),
        (piece, times) => {
          expect(checkPassword(piece.repeat(times))).toContain('sequence')
        },
      ),
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 0x20, max: 0x3000 }),
        fc.integer({ min: 8, max: 40 }),
        (start, length) => {
          const row = Array.from({ length }, (_none, at) => String.fromCodePoint(start + at)).join('')
          // Composing may join neighbours; then they are no row any more.
          fc.pre(row.normalize('NFC') === row && row.toLowerCase() === row)
          expect(checkPassword(row)).toContain('sequence')
        },
      ),
    )
  })

  it('answer for any text, in bounds and without a fault', () => {
    const facts = fc.record({
      numbers: fc.array(fc.string(), { maxLength: 3 }),
      fullName: fc.string({ unit: 'grapheme' }),
      dateOfBirth: fc.constantFrom('', '1960', '1960-05', '1960-05-01', 'x'),
    })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), facts, (password, about) => {
        const validationErrors = checkPassword(password, about)
        expect(new Set(validationErrors).size).toBe(validationErrors.length)
        if (password.length > 128) expect(validationErrors).toEqual(['too_long'])
        const { score, advice } = rateStrength(password, about)
        expect(score === 0).toBe(validationErrors.length > 0)
        expect(advice !== undefined).toBe(score > 0 && score < 4)
      }),
    )
  })

  it('never rate a password lower for being longer by something new', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{8,20}$/), (password) => {
        fc.pre(checkPassword(password).length === 0)
        expect(rateStrength(`${password}-7K`).score).toBeGreaterThanOrEqual(rateStrength(password).score)
      }),
    )
  })

  it.each([
    ['94071562', 1, 'longer'],
    ['the-xanh-1', 3, 'longer'],
    ['mai nay đi chợ', 4, undefined],
  ])('rate %s with %i', (password, score, advice) => {
    expect(rateStrength(password)).toEqual({ score, ...(advice && { advice }) })
  })
})
