import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/core/bytes.ts'
import { cutUtf8 } from '../../../src/core/cut-utf8.ts'

it('leaves a text that fits, and cuts another at a character, with a sign that says so', () => {
  expect(cutUtf8('Chụp lại', 12)).toBe('Chụp lại')
  expect(cutUtf8('Chụp lại', 11)).toBe('Chụp l…')
  expect(cutUtf8('Chụp lại', 10)).toBe('Chụp…')
  expect(cutUtf8('😀😀', 7)).toBe('😀…')
})

it('gives never more bytes than there is room for', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', 'ụ', '😀') }),
      fc.integer({ min: 3, max: 60 }),
      (text, most) => {
        const cut = cutUtf8(text, most)
        expect(encodeUtf8(cut).length).toBeLessThanOrEqual(most)
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true)
      },
    ),
  )
})
