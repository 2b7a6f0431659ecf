import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { fileNumber } from '../../../../src/core/api/registration-contract.ts'
import { formatFileNumber, readFileNumber } from '../../../../src/core/registration/file-number.ts'

const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 })

describe('file numbers', () => {
  it('carry all forty bits, in the form of the contract', () => {
    expect(formatFileNumber('DK', 2026, new Uint8Array(5))).toBe('DK-26-0000-0000')
    expect(formatFileNumber('YC', 2009, new Uint8Array(5).fill(255))).toBe('YC-09-ZZZZ-ZZZZ')
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const [first, second] = [formatFileNumber('DK', 2026, one), formatFileNumber('DK', 2026, other)]
        expect(first === second).toBe(one.every((byte, at) => byte === other[at]))
        expect(v.is(fileNumber, first)).toBe(true)
      }),
    )
  })

  it('are read as people type them', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const number = formatFileNumber('DK', 2026, random)
        const letters = number.slice(6)
        const misread = letters.replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase()
        expect(readFileNumber(number)).toBe(number)
        expect(readFileNumber(`dk 26 ${misread.replace('-', '')}`)).toBe(number)
      }),
    )
  })

  it.each(['', 'DK-26-7K2M', 'DK-26-7K2M-Q9XDA', 'AB-26-7K2M-Q9XD', 'DK-26-7K2M-Q9XU', 'x'.repeat(10_000)])(
    'are not read out of %j',
    (typed) => {
      expect(readFileNumber(typed)).toBeUndefined()
    },
  )
})
