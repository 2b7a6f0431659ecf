import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddressBook, findWards } from '../../../../src/core/address/address-book.ts'
import { readAddressTable } from '../../../../src/core/address/address-table.ts'

type Vector = { address: string; houseLine: string; wards: string[]; certain: boolean }

const data = readFileSync(new URL('../../../../public/addresses.txt', import.meta.url), 'utf8')
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../vectors/card/addresses.json', import.meta.url), 'utf8'),
)

function openBook() {
  const book = createAddressBook(data)
  if (!book.ok) throw new Error(book.error)
  return book.value
}

function openTable() {
  const table = readAddressTable(data)
  if (!table.ok) throw new Error(table.error)
  return table.value
}

describe('the address book', () => {
  it.each(vectors)('maps $address', ({ address, houseLine, wards, certain }) => {
    const match = openBook().mapAddress(address)
    expect(match.candidates.map((each) => `${each.wardCode} ${each.wardName}, ${each.provinceName}`)).toEqual(
      wards,
    )
    expect(match).toMatchObject({ houseLine, certain })
  })

  it('is complete and small', () => {
    const { provinces, former } = openTable()
    const districts = former.flatMap((province) => province.districts)
    expect(provinces).toHaveLength(34)
    expect(provinces.flatMap(({ wards }) => wards)).toHaveLength(3321)
    expect([former.length, districts.length]).toEqual([63, 696])
    expect(districts.flatMap(({ wards }) => wards).filter(({ type }) => type !== '*')).toHaveLength(10_035)
    expect(brotliCompressSync(data).length).toBeLessThan(120 * 1024)
  })

  /* all of them by PROPERTY_RUNS=10035 */
  it('finds old wards by ward, district and province, first and never certain of a wrong one', () => {
    const step = process.env['PROPERTY_RUNS'] === undefined ? 29 : 1
    let count = 0
    const book = openBook()
    const types = new Map(
      Object.entries({ P: 'Phường', X: 'Xã', T: 'Thị trấn', Q: 'Quận', H: 'Huyện', B: 'Thị xã', C: 'TP.' }),
    )
    const wrong: string[] = []
    for (const province of openTable().former) {
      for (const district of province.districts) {
        for (const ward of district.wards.filter(({ type }) => type !== '*')) {
          if (count++ % step !== 0) continue
          const units = `${types.get(ward.type) ?? ''} ${ward.names[0]}, ${types.get(district.type) ?? ''} ${district.name}`
          const match = book.mapAddress(`Số 1, ${units}, ${province.name}`)
          const found = match.candidates.map(({ wardCode }) => wardCode)
          const today = ward.today.map(({ code }) => code)
          const isRight =
            today.includes(found[0] ?? '') &&
            today.every((code) => found.includes(code)) &&
            (!match.certain || found.length === today.length) &&
            match.houseLine === 'Số 1'
          if (!isRight) wrong.push(`${units}, ${province.name}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('finds each of today’s wards, with certainty unless an old ward of that name went elsewhere', () => {
    const book = openBook()
    for (const { name, wards } of openTable().provinces) {
      for (const ward of wards.filter((_, at) => at % 25 === 0)) {
        const match = book.mapAddress(`Tổ 2, ${ward.name}, ${name}`)
        expect(match.candidates.map(({ wardCode }) => wardCode)).toContain(ward.code)
        expect(match.houseLine).toBe('Tổ 2')
      }
    }
  })

  it('takes any text, and keeps the address where it recognises nothing', () => {
    const book = openBook()
    const words = fc.constantFrom(
      'Phường',
      'P.',
      'Q',
      'TP',
      ',',
      '-',
      ' ',
      '1',
      'Hà Nội',
      'Ba Đình',
      'Xã',
      '\u0301',
      '|',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((all) => all.join(' ')),
        ),
        (text) => {
          const match = book.mapAddress(text)
          if (match.candidates.length === 0)
            expect(match).toEqual({ houseLine: text.normalize('NFC').trim(), candidates: [], certain: false })
        },
      ),
      { numRuns: 30 },
    )
    expect(book.mapAddress(`${'x'.repeat(5000)}, Hà Nội`).candidates).toEqual([])
  })

  it('refuses a file that is something else', () => {
    expect(createAddressBook('<!doctype html>').ok).toBe(false)
    expect(createAddressBook('addresses 1 2026-01-01\n>01CHà Nội\nnothing').ok).toBe(false)
  })

  it('finds a ward of a province by a few letters, with or without marks', () => {
    const hanoi = openBook().provinces.find(({ code }) => code === '01')
    if (!hanoi) throw new Error('no Hà Nội')
    const namesOf = (letters: string) => findWards(hanoi, letters).map(({ name }) => name)
    expect(namesOf('ba dinh')).toEqual(['Phường Ba Đình'])
    expect(namesOf('Phường Ba Đ')).toEqual(['Phường Ba Đình'])
    expect(namesOf('')).toHaveLength(hanoi.wards.length)
    expect(namesOf('xyz')).toEqual([])
  })
})
