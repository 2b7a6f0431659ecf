import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPersonName } from '../../../../src/core/qr/safe-text.ts'
import { personName } from '../../../support/card-texts.ts'

describe('a person’s name', () => {
  it('is in Latin letters with their marks, blanks, hyphens, dots, commas, slashes and anything like an apostrophe', () => {
    fc.assert(fc.property(personName, (name) => isPersonName(name) && isPersonName(name.normalize('NFD'))))
    for (const name of ['Ramesh a/l Muthu', 'José Ñúñez, Jr.', 'K`Brỗi', 'H´Ruê', 'ʻAlohi', 'Y Ƀhăm Mlô'])
      expect(isPersonName(name), name).toBe(true)
  })

  it.each([
    ['one letter', 'A'],
    ['Han', '王小明'],
    ['Hangul', '김민준'],
    ['kana', 'さくら'],
    ['Cyrillic among Latin', 'Аnna'],
    ['digits', 'Nguyễn Văn 2'],
    ['a Roman numeral sign', 'Henry Ⅷ'],
    ['a mark of another script', 'Nguy\u093fn'],
    ['a mark that turns the direction', 'Lê \u202eAn'],
    ['more than 120 characters', 'Lê '.repeat(41)],
  ])('is not %s', (_what, name) => {
    expect(isPersonName(name)).toBe(false)
  })
})
