import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWords } from '../../../../src/core/search/fold-words.ts'
import {
  buildSyllableIndex,
  differsByOne,
  MOST_TEXTS,
  searchSyllables,
} from '../../../../src/core/search/syllable-index.ts'

const texts = [
  'Trạm y tế xã Tân Phú',
  'Trạm y tế xã Phú Tân',
  'Bệnh viện Bạch Mai',
  'TYT phường Bến Nghé',
  'Trạm Y tế xã A Lưới 4 cơ sở 3',
  'Trạm Y tế xã A Lưới 3 cơ sở 4',
  'Bệnh viện đa khoa Mỹ Đức',
]
const abbreviations = new Map([
  ['tyt', ['tram', 'y', 'te']],
  ['bv', ['benh', 'vien']],
])
const index = buildSyllableIndex(
  texts.map((name) => ({ name })),
  abbreviations,
)
const find = (query: string) =>
  searchSyllables(index, query, { abbreviations, most: 5 }).map(({ number }) => texts[number])

describe('searching by syllables', () => {
  it('finds without marks, in any case, and with one spelling for i and y', () => {
    expect(find('BENH VIEN BACH MAI')[0]).toBe('Bệnh viện Bạch Mai')
    expect(find('mĩ đức')[0]).toBe('Bệnh viện đa khoa Mỹ Đức')
  })

  it('takes the last word half typed, and one letter wrong', () => {
    expect(find('bệnh viện bạch m')[0]).toBe('Bệnh viện Bạch Mai')
    expect(find('benh vien bacj mai')[0]).toBe('Bệnh viện Bạch Mai')
    expect(find('benh vine bach mai')[0]).toBe('Bệnh viện Bạch Mai')
  })

  it('takes words apart that were written together, and together that were written apart', () => {
    expect(find('bachmai')[0]).toBe('Bệnh viện Bạch Mai')
    expect(find('benhvien bach mai')[0]).toBe('Bệnh viện Bạch Mai')
    const cuba = buildSyllableIndex([{ name: 'Bệnh viện Việt Nam - Cuba' }, { name: 'Bệnh viện Cư Bao' }])
    expect(searchSyllables(cuba, 'cu ba', { most: 1 })).toMatchObject([{ number: 0 }])
  })

  it('takes what stands around a name for less than the name, and keeps its phrases apart', () => {
    const around = buildSyllableIndex([
      { name: 'BHXH tỉnh Điện Biên', also: ['Tuần Giáo', 'Hòa'] },
      { name: 'BHXH tỉnh Đồng Nai', also: ['Long Khánh', 'Biên Hòa'] },
      { name: 'Trạm y tế Biên Hòa' },
    ])
    const numbers = searchSyllables(around, 'bien hoa', { most: 3 }).map(({ number }) => number)
    expect(numbers).toEqual([2, 1, 0])
  })

  it('counts only what is meant', () => {
    const isMeant = (number: number) => number !== 0
    expect(searchSyllables(index, 'tân phú', { isMeant, most: 1 })).toMatchObject([{ number: 1 }])
  })

  it('writes abbreviations out, in the query and in the names', () => {
    expect(find('bv bạch mai')[0]).toBe('Bệnh viện Bạch Mai')
    expect(find('trạm y tế phường bến nghé')[0]).toBe('TYT phường Bến Nghé')
    expect(find('tyt tân phú')[0]).toBe('Trạm y tế xã Tân Phú')
  })

  it('puts the order of the words first among equals', () => {
    expect(find('phú tân')[0]).toBe('Trạm y tế xã Phú Tân')
    expect(find('tân phú')[0]).toBe('Trạm y tế xã Tân Phú')
    expect(find('a lưới 3 cơ sở 4')[0]).toBe('Trạm Y tế xã A Lưới 3 cơ sở 4')
  })

  it('tells names apart that repeat one word', () => {
    const names = ['tân tân', 'tân tân an', 'tân tân tân', 'tân']
    const built = buildSyllableIndex(names.map((name) => ({ name })))
    for (const [number, name] of names.entries())
      expect(searchSyllables(built, name, { most: 1 })).toMatchObject([{ number }])
  })

  it('lets one word be missing, and says so', () => {
    const [first] = searchSyllables(index, 'bệnh viện bạch mai cũ', { abbreviations, most: 1 })
    expect(first).toMatchObject({ number: 2, lacksWord: true })
    expect(find('hoàn toàn khác hẳn')).toEqual([])
  })

  it('gives nothing for nothing', () => {
    expect(find('')).toEqual([])
    expect(find(' – ?! ')).toEqual([])
    expect(searchSyllables(buildSyllableIndex([]), 'a', { most: 5 })).toEqual([])
  })

  it('refuses more texts than it has numbers for', () => {
    expect(() => buildSyllableIndex(new Array<{ name: string }>(MOST_TEXTS + 1).fill({ name: 'a' }))).toThrow(
      RangeError,
    )
  })

  const syllable = fc.constantFrom('tân', 'phú', 'hòa', 'mỹ', 'đức', 'an', 'bình', 'long', 'thọ', 'quí', '1')
  const name = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))

  it('finds every text by its own words, with and without marks, first or with its equals', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 40 }), fc.nat(), (names, pick) => {
        const wanted = names[pick % names.length] ?? ''
        const built = buildSyllableIndex(names.map((name) => ({ name })))
        for (const query of [wanted, foldWords(wanted).join(' '), wanted.toUpperCase()]) {
          const [first] = searchSyllables(built, query, { most: 1 })
          expect(foldWords(names[first?.number ?? -1] ?? '')).toEqual(foldWords(wanted))
        }
      }),
    )
  })

  it('answers to any text within bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (query) => {
        expect(searchSyllables(index, query, { abbreviations, most: 3 }).length).toBeLessThanOrEqual(3)
      }),
    )
  })
})

describe('a word with one typo', () => {
  it.each([
    ['bach', 'bacj', true],
    ['bach', 'bac', true],
    ['bach', 'baach', true],
    ['vien', 'vine', true],
    ['bach', 'bach', false],
    ['bach', 'bcah', true],
    ['bach', 'hcab', false],
    ['mai', 'mong', false],
  ])('%s, %s: %s', (one, other, expected) => {
    expect(differsByOne(one, other)).toBe(expected)
    expect(differsByOne(other, one)).toBe(expected)
  })
})
