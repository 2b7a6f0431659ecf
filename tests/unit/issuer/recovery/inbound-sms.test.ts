import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCommand } from '../../../../src/issuer/recovery/inbound-sms.ts'

const blanks = fc.stringMatching(/^[ \t\n\u00a0]{0,5}$/)

describe('the command for a code', () => {
  it('is read in any case and with any blanks', () => {
    const typed = fc.tuple(fc.constantFrom('BH', 'bh', 'Bh'), fc.constantFrom('MK', 'mk', 'mK'))
    fc.assert(
      fc.property(
        typed,
        fc.stringMatching(/^\d{1,20}$/),
        fc.array(blanks, { minLength: 25, maxLength: 25 }),
        (words, digits, gaps) => {
          const text = [...words, ...digits].map((part, index) => `${gaps[index]}${part}`).join('')
          expect(readCommand(text)).toBe(digits)
        },
      ),
    )
  })

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/^bhmk\d+$/i.test(text.replace(/\s/g, '')))
        expect(readCommand(text)).toBeUndefined()
      }),
    )
    for (const text of [
      'BHMK',
      'BH MK 12a',
      'MK 0123456789',
      'x BH MK 0123456789',
      'BH MK ０１２３４５６７８９',
      // As it stands in instructions: a guess may reach another account.
      'BH MK <0123456789>',
      'BH MK [0123456789]',
    ])
      expect(readCommand(text)).toBeUndefined()
  })
})
