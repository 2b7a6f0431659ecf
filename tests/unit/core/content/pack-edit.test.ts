import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddressTable } from '../../../../src/core/address/address-table.ts'
import { comparePacks, listProtected } from '../../../../src/core/content/compare-packs.ts'
import { applyEdit, toEdit, toRollBack } from '../../../../src/core/content/pack-edit.ts'
import type { PackRow, PackTable } from '../../../../src/core/content/pack-kind.ts'
import { packKinds } from '../../../../src/core/content/pack-kinds.ts'

const readPublic = (name: string) =>
  readFileSync(new URL(`../../../../public/${name}`, import.meta.url), 'utf8')
const address = readAddressTable(readPublic('addresses.txt'))
if (!address.ok) throw new Error('no addresses')
const { provinces } = address.value
const known = {
  provinces: new Set(provinces.map(({ code }) => code)),
  wards: new Set(provinces.flatMap(({ wards }) => wards.map(({ code }) => code))),
}
const { facilities, branches } = packKinds
const readOr = (kind: typeof facilities, text: string): PackTable => {
  const table = kind.read(text)
  if (!table.ok) throw new Error(table.error)
  return table.value
}
const table = (rows: readonly PackRow[]): PackTable => ({
  asOf: '2026-11-29',
  rows: new Map(rows.map((row) => [row['code'] ?? '', row])),
})
const hospital = { code: '01001', name: 'Bệnh viện Một', phone: '024 111 1111', hours: 'Cả ngày' }

describe.each([
  ['facilities', facilities, 'facilities.txt'],
  ['branches', branches, 'offices.json'],
  ['collection-points', packKinds['collection-points'], 'collection-points.json'],
] as const)('the kind %s', (_name, kind, file) => {
  it('writes what it has read, and reads it as the same', () => {
    const read = readOr(kind, readPublic(file))
    const written = kind.write(read, known)
    if (!written.ok) throw new Error(JSON.stringify(written.error))
    expect(comparePacks(read, readOr(kind, written.value))).toEqual([])
    expect(read.rows.size).toBeGreaterThan(5)
  })

  it('names the row and the field that are wrong', () => {
    const read = readOr(kind, readPublic(file))
    const [key = ''] = read.rows.keys()
    const edited = applyEdit(kind, read, { asOf: read.asOf, rows: { [key]: { name: '' } } })
    expect(kind.write(edited, known)).toEqual({
      ok: false,
      error: { why: 'name_missing', field: 'name', key },
    })
  })

  it('reads anything at all without falling over', () => {
    fc.assert(fc.property(fc.string(), (text) => !kind.read(text).ok))
  })
})

describe('a row of the directory', () => {
  it.each([
    ['phone', 'gọi tôi'],
    ['contractFrom', '2026-13-01'],
    ['contractTo', '2026-01-01'],
    ['level', 'best'],
    ['latitude', '91'],
    ['hours', 'x'.repeat(201)],
    ['address', 'a\u202eb'],
    ['specimen', 'no'],
  ])('is refused for its %s “%s”', (field, value) => {
    const rows = { '01001': { [field]: value } }
    const edited = applyEdit(facilities, table([hospital]), { asOf: '2026-11-29', rows })
    expect(facilities.write(edited, known)).toMatchObject({ ok: false, error: { field, key: '01001' } })
  })

  it('has one protected number however it is written', () => {
    const forms = ['024 111 1111', '0241111111', '+84 24 111 1111', '0084 24 111 1111', '84241111111']
    const values = forms.flatMap((phone) => facilities.protectedValues({ phone }))
    expect(new Set(values)).toEqual(new Set(['phone 0241111111']))
  })
})

it.each([
  ['facilities', facilities, '01001', { name: 'Bệnh viện Một' }],
  ['collection-points', packKinds['collection-points'], 'D-0001', { name: 'Bưu điện Một' }],
] as const)('%s have the phone numbers of officers in the one form of packs', (_name, kind, key, row) => {
  const [province] = provinces
  const place = { provinceCode: province?.code ?? '', wardCode: province?.wards[0]?.code ?? '' }
  const rows = new Map([[key, { code: key, ...row, ...place, phone: '+84 (24) 3869.3731' }]])
  const written = kind.write({ asOf: '2026-11-29', rows }, known)
  if (!written.ok) throw new Error(JSON.stringify(written.error))
  expect(written.value).toContain('024 3869 3731')
  expect(kind.read(written.value).ok).toBe(true)
  for (const other of ['+842438693731', '00842438693731', '842438693731'])
    expect(kind.read(written.value.replace('024 3869 3731', other)).ok).toBe(false)
})

describe('an edit', () => {
  const code = fc.constantFrom('01001', '01002', '01003', '01004')
  const value = fc.constantFrom('', 'một', 'hai')
  const row = fc.record({ name: fc.constantFrom('A', 'B'), phone: value, hours: value })
  const tables = fc.dictionary(code, row).map((rows) =>
    table(
      Object.entries(rows).map(([key, fields]) => ({
        code: key,
        ...Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '')),
      })),
    ),
  )

  it('makes any version into any other', () => {
    fc.assert(
      fc.property(tables, tables, (before, after) => {
        const made = applyEdit(facilities, before, toEdit(before, after))
        expect(comparePacks(made, after)).toEqual([])
      }),
    )
  })

  it('can be made to a newer version: what others changed in other fields stays', () => {
    const base = table([hospital])
    const mine = toEdit(base, table([{ ...hospital, phone: '024 222 2222' }]))
    const newer = table([{ ...hospital, hours: 'Sáng' }])
    expect(applyEdit(facilities, newer, mine).rows.get('01001')).toEqual({
      ...hospital,
      phone: '024 222 2222',
      hours: 'Sáng',
    })
  })

  it('that rolls back brings no number back', () => {
    fc.assert(
      fc.property(tables, tables, (live, older) => {
        const back = applyEdit(facilities, live, toRollBack(facilities, live, older))
        const [now, before] = [listProtected(facilities, back), listProtected(facilities, live)]
        expect([...now].filter((each) => !before.has(each))).toEqual([])
      }),
    )
  })

  it('that rolls back does bring back the rest, with the number of today', () => {
    const live = table([{ ...hospital, phone: '024 222 2222', hours: 'Sáng' }])
    const older = table([hospital, { code: '01002', name: 'Bệnh viện Hai', phone: '024 333 3333' }])
    const back = applyEdit(facilities, live, toRollBack(facilities, live, older))
    expect([...back.rows.values()]).toEqual([
      { ...hospital, phone: '024 222 2222' },
      { code: '01002', name: 'Bệnh viện Hai' },
    ])
  })
})
