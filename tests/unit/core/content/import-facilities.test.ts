import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importFacilities } from '../../../../src/core/content/import-facilities.ts'
import { parseCsv } from '../../../../src/core/content/parse-csv.ts'

const known = { provinces: new Set(['01', '79']), wards: new Set(['00070']) }
const read = (text: string) => {
  const imported = importFacilities(text, known)
  if (!imported.ok) throw new Error(imported.error)
  return imported.value
}

describe('a list of facilities that is imported', () => {
  it('comes as JSON with columns, whose names may be explained', () => {
    const text = JSON.stringify({
      columns: [
        'code',
        'name',
        'kind BV|TYT (derived)',
        'provinceCode2025 (from prefix)',
        'wardCode2025 (inferred)',
      ],
      rows: [
        ['01929', 'Bệnh viện  Bạch Mai ', 'BV', '01', ''],
        ['01OT1', 'Tyt phường Hoàn Kiếm', 'BV', '01', '00070'],
      ],
    })
    expect(read(text)).toEqual({
      facilities: [
        { code: '01929', name: 'Bệnh viện Bạch Mai', kind: 'hospital', provinceCode: '01' },
        {
          code: '01OT1',
          name: 'Tyt phường Hoàn Kiếm',
          kind: 'health-station',
          provinceCode: '01',
          wardCode: '00070',
        },
      ],
      refused: [],
      rederived: 1,
    })
  })

  it('comes as CSV, with what more is known', () => {
    const csv = [
      '\uFEFFma,ten,ma_tinh,level,tier,contract_from,c65,phone,hours,latitude,longitude,live_code',
      '79048,"Bệnh viện ""Chợ Rẫy"", TP. HCM",79,specialised,central,2025-01-01,yes,028 3855 4137,"Cả ngày",10.7577,106.6595,no',
    ].join('\r\n')
    expect(read(csv).facilities).toEqual([
      {
        code: '79048',
        name: 'Bệnh viện "Chợ Rẫy", TP. HCM',
        kind: 'hospital',
        provinceCode: '79',
        level: 'specialised',
        formerTier: 'central',
        contract: { from: '2025-01-01' },
        issuesC65: true,
        phone: '028 3855 4137',
        hours: 'Cả ngày',
        position: { latitude: 10.7577, longitude: 106.6595 },
        takesLiveCode: false,
      },
    ])
  })

  it.each([
    ['1929,Bệnh viện,01,', 'code_not_five'],
    ['12null,Trạm,01,', 'code_not_five'],
    ['01929,,01,', 'name_missing'],
    [`01929,${'x'.repeat(201)},01,`, 'name_too_long'],
    ['01929,B\u202ealb,01,', 'name_unsafe'],
    ['01929,Bệnh viện,02,', 'province_unknown'],
    ['01929,Bệnh viện,01,99999', 'ward_unknown'],
    ['01929,Bệnh viện,,00070', 'ward_unknown'],
  ])('refuses the row %s: %s', (row, why) => {
    expect(read(`code,name,province,ward\n${row}`)).toMatchObject({
      facilities: [],
      refused: [{ row: 1, why }],
    })
  })

  it('refuses a second row of a code, a level that is none, and a place that is not on earth', () => {
    const csv = 'code,name,level,latitude,longitude\n01929,A,,,\n01929,B,,,\n01930,C,high,,\n01931,D,,91,0'
    expect(read(csv)).toMatchObject({
      facilities: [{ code: '01929', name: 'A' }],
      refused: [
        { row: 2, why: 'code_twice' },
        { row: 3, why: 'value_unknown' },
        { row: 4, why: 'value_unknown' },
      ],
    })
  })

  it('is no list without codes and names', () => {
    for (const text of ['', 'xin chào', '{}', '[1]', '{"columns":["code"],"rows":[]}', 'a,b\n1,2'])
      expect(importFacilities(text, known)).toEqual({ ok: false, error: 'not_a_list' })
  })
})

describe('a CSV text', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'ệ', ',', ';', '"', '\n', ' '), maxLength: 8 })
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`

  it('gives the fields that were put in quotation marks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 6 }), (rows) => {
        const head = ['x', 'y', 'z']
        const text = [head, ...rows].map((row) => row.map(quote).join(',')).join('\r\n')
        expect(parseCsv(text)).toEqual([head, ...rows])
      }),
    )
  })

  it('takes semicolons where the first line has them', () => {
    expect(parseCsv('a;b\n1;2,5\n\n3;4')).toEqual([
      ['a', 'b'],
      ['1', '2,5'],
      ['3', '4'],
    ])
  })
})
