import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAddressTable } from '../../../../src/core/address/address-table.ts'
import { listNearestBranches, readBranches } from '../../../../src/core/registration/branches.ts'

const read = (name: string) => readFileSync(new URL(`../../../../public/${name}`, import.meta.url), 'utf8')

const all = readBranches(read('offices.json'), { specimens: true })
const offices = all.ok ? all.value : []

describe('offices', () => {
  it('are one for each province, and invented local ones that say so', () => {
    const real = readBranches(read('offices.json'), { specimens: false })
    expect(real.ok && real.value).toHaveLength(34)
    for (const office of offices) {
      expect(office.specimen === true).toBe(office.name.endsWith('(mẫu)'))
      expect(office.code.startsWith(`0${office.provinceCode}`)).toBe(true)
    }
    expect(new Set(offices.map(({ code }) => code)).size).toBe(offices.length)
  })

  it('are in provinces and serve wards that there are, each ward one', () => {
    const table = readAddressTable(read('addresses.txt'))
    const provinces = table.ok ? table.value.provinces : []
    const provinceOf = new Map(provinces.flatMap(({ code, wards }) => wards.map((ward) => [ward.code, code])))
    expect(new Set(offices.map(({ provinceCode }) => provinceCode))).toEqual(
      new Set(provinces.map(({ code }) => code)),
    )
    const served = offices.flatMap(({ wards = [], provinceCode }) =>
      wards.map((ward) => ({ ward, provinceCode })),
    )
    for (const { ward, provinceCode } of served) expect(provinceOf.get(ward)).toBe(provinceCode)
    expect(new Set(served.map(({ ward }) => ward)).size).toBe(served.length)
  })

  const codes = (place: { provinceCode: string; wardCode?: string }) =>
    listNearestBranches(offices, place).map(({ code }) => code)

  it('begin with the one that serves the ward, then the provincial one', () => {
    expect(codes({ provinceCode: '01', wardCode: '00004' })).toEqual(['00192', '001', '00193', '00191'])
    expect(codes({ provinceCode: '01', wardCode: '99999' }).at(0)).toBe('001')
    expect(codes({ provinceCode: '04', wardCode: '01273' })).toEqual(['004'])
    expect(codes({ provinceCode: '01' }).at(0)).toBe('001')
    expect(codes({ provinceCode: '99' })).toEqual([])
  })

  it.each(['', 'null', '[]', '{"asOf":"x"}', '{"asOf":"x","offices":[{"code":"../1"}]}'])(
    'are not read out of %j',
    (text) => {
      expect(readBranches(text, { specimens: true }).ok).toBe(false)
    },
  )
})
