import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOldProvince } from '../../../../src/core/address/old-provinces.ts'
import { benefitPercent } from '../../../../src/core/card/benefit-level.ts'
import { formatBhytNumber, parseBhytNumber } from '../../../../src/core/card/bhyt-number.ts'
import { findParticipantGroup } from '../../../../src/core/card/participant-groups.ts'

describe('numbers of health-insurance cards', () => {
  it.each([
    ['DN4010199990001', 'DN 4 01 0199 990 001'],
    [' dn-4-01-01-999-90001 ', 'DN 4 01 0199 990 001'],
    ['DN 4 01 0199.990.001', 'DN 4 01 0199 990 001'],
    ['0199990001', '0199 990 001'],
    ['0199–990–001', '0199 990 001'],
    ['001085990001', '001 085 990 001'],
    ['DN401AA39990009', 'DN 4 01 AA39 990 009'],
  ])('reads %s and groups it as %s', (typed, grouped) => {
    const number = parseBhytNumber(typed)
    expect(number.ok && formatBhytNumber(number.value)).toBe(grouped)
    expect(parseBhytNumber(grouped)).toEqual(number)
  })

  it.each([
    ['', 'empty'],
    [' . - ', 'empty'],
    ['DN401019999000', 'wrong_length'],
    ['DN40101999900011', 'wrong_length'],
    ['1'.repeat(1000), 'wrong_length'],
    ['０１９９９９０００１', 'foreign_character'],
    ['٠١٩٩٩٩٠٠٠١', 'foreign_character'],
    ['ĐN4010199990001', 'foreign_character'],
    ['O199990001', 'letter_o'],
    ['DN4O10199990001', 'letter_o'],
    ['DN401019999OOO1', 'letter_o'],
    ['D04010199990001', 'digit_zero'],
    ['D14010199990001', 'wrong_group'],
    ['DN0010199990001', 'wrong_benefit_level'],
    ['DN6010199990001', 'wrong_benefit_level'],
    ['DN4A10199990001', 'wrong_province'],
    ['01999900A1', 'not_digits'],
  ])('refuses %s: %s', (typed, validationError) => {
    expect(parseBhytNumber(typed)).toEqual({ ok: false, error: validationError })
  })

  it('says what the number says, and only that', () => {
    expect(parseBhytNumber('DN4010199990001')).toEqual({
      ok: true,
      value: {
        form: 'card-15',
        text: 'DN4010199990001',
        participantGroup: 'DN',
        benefitLevel: 4,
        province: '01',
        bhxhCode: '0199990001',
      },
    })
    const old = parseBhytNumber('DN401AA39990009')
    expect(old.ok && old.value).not.toHaveProperty('bhxhCode')
  })

  it('reads any grouping of a number alike', () => {
    const number = fc.stringMatching(/^([A-NP-Z]{2}[1-5]\d{12}|\d{10}|\d{12})$/)
    fc.assert(
      fc.property(number, fc.constantFrom(' ', '.', '-', '\u00A0'), fc.nat(14), (text, separator, at) => {
        const typed = `${text.slice(0, at)}${separator}${text.slice(at)}`.toLowerCase()
        expect(parseBhytNumber(typed)).toEqual(parseBhytNumber(text))
        expect(parseBhytNumber(text)).toMatchObject({ ok: true, value: { text } })
      }),
    )
  })

  it('knows levels, groups and provinces', () => {
    expect(([1, 2, 3, 4, 5] as const).map(benefitPercent)).toEqual([100, 100, 95, 80, 100])
    expect(findParticipantGroup('GD')).toEqual({
      code: 'GD',
      payer: 5,
      name: 'Người tham gia BHYT theo hộ gia đình',
    })
    expect(findParticipantGroup('TG')).toEqual({ code: 'TG' })
    expect(findParticipantGroup('ZZ')).toBeUndefined()
    expect(findOldProvince('46')).toBe('Thừa Thiên Huế')
    expect(['constructor', '03', '97'].map(findOldProvince)).toEqual([undefined, undefined, undefined])
  })
})
