import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findPaymentReferences,
  formatPaymentReference,
  isPaymentReference,
} from '../../../../src/core/payment/payment-reference.ts'
import { countFound } from '../../../support/payment/mangle-text.ts'
import { SeededRandom } from '../../../support/qr-frames/seeded-random.ts'

const references = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(formatPaymentReference)
const LETTERS = [...'23456789ABCDEFGHJKMNPQRSTVWXYZ']

describe('the reference of a payment', () => {
  it('is thirteen letters that are not taken for one another, and its own check', () => {
    fc.assert(
      fc.property(references, (reference) => {
        expect(reference).toMatch(/^BHYT[2-9A-HJKMNP-TV-Z]{9}$/)
        expect(isPaymentReference(reference)).toBe(true)
      }),
    )
  })

  it('is none with any single letter changed', () => {
    fc.assert(
      fc.property(
        references,
        fc.integer({ min: 4, max: 12 }),
        fc.constantFrom(...LETTERS),
        (ref, at, letter) => {
          fc.pre(ref[at] !== letter)
          expect(isPaymentReference(ref.slice(0, at) + letter + ref.slice(at + 1))).toBe(false)
        },
      ),
    )
  })

  it.each(['', 'BHYT', 'BHYT22222222', 'BHYT0000000000', 'bhyt222222222', 'BHYT22222222O'])(
    'is not %j',
    (text) => {
      expect(isPaymentReference(text)).toBe(false)
    },
  )

  it('is found in what becomes of the text of a transfer, and none of another payment', () => {
    const seeded = new SeededRandom('mangled texts')
    expect(countFound(() => seeded.next(), 1000)).toMatchObject({ found: 1000, wrong: 0, wrongOfDamaged: 0 })
  })

  it('is looked for in any text without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        for (const each of findPaymentReferences(text)) expect(isPaymentReference(each)).toBe(true)
      }),
    )
  })
})
