import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAddressTable } from '../../../../src/core/address/address-table.ts'
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
