import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAddressTable } from '../../../../src/core/address/address-table.ts'
import { listProtected } from '../../../../src/core/content/compare-packs.ts'
import { readFacilityRow, writeFacilityRow } from '../../../../src/core/content/facility-rows.ts'
import { findPackKind, packKinds } from '../../../../src/core/content/pack-kinds.ts'
import { readFacilityTable } from '../../../../src/core/directory/facility-table.ts'
import { readOfficeFile } from '../../../../src/core/registration/branches.ts'

const readPublic = (name: string) =>
  readFileSync(new URL(`../../../../public/${name}`, import.meta.url), 'utf8')
const address = readAddressTable(readPublic('addresses.txt'))
if (!address.ok) throw new Error(address.error)
const { provinces } = address.value
const known = {
  provinces: new Set(provinces.map(({ code }) => code)),
  wards: new Set(provinces.flatMap(({ wards }) => wards.map(({ code }) => code))),
}

/** Whoever adds a field to a facility or an office, and not to its row, would lose it with the next draft. */
describe('a row has all that its facility or office has', () => {
  it('of each facility that is shipped', () => {
    const table = readFacilityTable(readPublic('facilities.txt'))
    if (!table.ok) throw new Error(table.error)
    for (const facility of table.value.facilities)
      expect(readFacilityRow(writeFacilityRow(facility), known)).toEqual({ ok: true, value: facility })
  })

  it('of each office that is shipped', () => {
    const text = readPublic('offices.json')
    const table = packKinds.branches.read(text)
    const written = table.ok ? packKinds.branches.write(table.value, known) : table
    if (!written.ok) throw new Error('not written')
    const [before, after] = [readOfficeFile(text), readOfficeFile(written.value)]
    const sorted = (file: typeof before) =>
      file.ok && [...file.value.offices].sort((one, other) => one.code.localeCompare(other.code))
    expect(sorted(after)).toEqual(sorted(before))
    expect(after.ok && after.value.asOf).toBe(before.ok && before.value.asOf)
  })
})

it('no kind is found by a name that every object has', () => {
  expect(findPackKind('facilities')).toBe(packKinds.facilities)
  for (const name of ['constructor', '__proto__', 'toString', '']) expect(findPackKind(name)).toBeUndefined()
})

/**
 * What a pack that no form has written may have before a link, so that it cannot be read again as Markdown.
 */
const hiding = ['*'.repeat(300), '!', '    a', 'x'.repeat(300).replaceAll('x', '[')]

describe('the numbers and hosts that an article leads to are protected', () => {
  const read = (...line: readonly unknown[]) => {
    const entry = { id: 'tin-1', title: 'Tin', date: '2026-01-01', source: 'BHXH', body: [['p', ...line]] }
    const pack = packKinds.news.read(JSON.stringify({ asOf: '2026-01-01', entries: [entry] }))
    const row = pack.ok ? pack.value.rows.get('tin-1') : undefined
    if (row === undefined) throw new Error('not read')
    return packKinds.news.protectedValues(row)
  }
  it.each(['Gọi ', ...hiding])('behind “%s”', (before) => {
    expect(read(before, ['a', 'tel:19009068', 'số'])).toEqual(['phone 19009068'])
    const page = 'https://baohiemxahoi.gov.vn/a(b)_c'
    expect(read(before, ['a', page, 'trang'])).toEqual(['host baohiemxahoi.gov.vn'])
  })

  it('also in a pack that is as long as it may be, in no time', () => {
    const body = Array.from({ length: 190 }, () => ['p', `${'a '.repeat(20)}b`])
    const head = { title: 'Tin', date: '2026-01-01', source: 'BHXH', body }
    const entries = Array.from({ length: 60 }, (_, at) => ({ id: `tin-${at + 1}`, ...head }))
    const pack = packKinds.news.read(JSON.stringify({ asOf: '2026-01-01', entries }))
    const since = performance.now()
    expect(pack.ok && listProtected(packKinds.news, pack.value)).toEqual(new Set())
    expect(performance.now() - since).toBeLessThan(200)
  })

  it('and nothing else', () => {
    expect(read('19009068, https://baohiemxahoi.gov.vn, [a] (tel:19009068)')).toEqual([])
  })
})
