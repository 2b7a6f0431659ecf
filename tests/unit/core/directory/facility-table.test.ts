import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePartialDate } from '../../../../src/core/dates/partial-date.ts'
import { type Facility, kindOfName } from '../../../../src/core/directory/facility.ts'
import {
  isFacilityPlaces,
  locateFacilities,
  openFacilityRows,
} from '../../../../src/core/directory/facility-places.ts'
import { readFacilityTable, writeFacilityTable } from '../../../../src/core/directory/facility-table.ts'

function day(text: string) {
  const date = parsePartialDate(text)
  if (!date.ok) throw new Error(text)
  return date.value
}
const asOf = day('2026-11-29')

const head = fc.constantFrom(
  'Trạm y tế xã ',
  'Bệnh viện ',
  'Bệnh viện đa khoa ',
  'TYT ',
  'Phòng khám Đa khoa ',
  '',
)
const details = fc.record(
  {
    level: fc.constantFrom('initial', 'basic', 'specialised'),
    score: fc.constantFrom('low', 'middle'),
    formerTier: fc.constantFrom('commune', 'district', 'province', 'central'),
    contract: fc.constantFrom(
      { from: day('2025-01-01') },
      { from: day('2025-01-01'), to: day('2026-12-31') },
    ),
    issuesC65: fc.boolean(),
    phone: fc.constantFrom('024 3869 3731', '115', '1900 9095'),
    hours: fc.constantFrom('T2–T6 7:00–16:30', 'Cả ngày'),
    address: fc.constantFrom('78 Giải Phóng', 'Số 1 phố Mẫu (địa chỉ không có thật)'),
    position: fc.record({
      latitude: fc.integer({ min: -90_0000, max: 90_0000 }).map((value) => value / 10_000),
      longitude: fc.integer({ min: -180_0000, max: 180_0000 }).map((value) => value / 10_000),
    }),
    takesLiveCode: fc.boolean(),
    specimen: fc.constant(true as const),
  },
  { requiredKeys: [] },
)
const place = fc.oneof(
  fc.constant({}),
  fc.constantFrom('01', '79', '92').map((provinceCode) => ({ provinceCode })),
  fc.constantFrom('00070', '00082').map((wardCode) => ({ provinceCode: '01', wardCode })),
)
const facility: fc.Arbitrary<Facility> = fc
  .tuple(
    fc.stringMatching(/^\d{2}[0-9A-Z]{3}$/),
    head,
    fc.constantFrom('Tân Phú', 'Hòa, số 2', '19-8'),
    place,
    details,
  )
  .map(([code, begin, rest, where, more]) => {
    const name = begin + rest
    return { code, name, kind: kindOfName(name), ...where, ...more }
  })
const sortedByCode = (facilities: readonly Facility[]) =>
  [...facilities].sort((one, other) => (one.code < other.code ? -1 : 1))
const facilities = fc.uniqueArray(facility, { selector: ({ code }) => code, maxLength: 30 }).map(sortedByCode)

describe('a table of facilities', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(facilities, (list) => {
        expect(readFacilityTable(writeFacilityTable({ asOf, facilities: list }))).toEqual({
          ok: true,
          value: { asOf, facilities: list },
        })
      }),
    )
  })

  it('reads each facility by its place as it does with the others', () => {
    fc.assert(
      fc.property(facilities, (list) => {
        const table = { asOf, facilities: list }
        const text = writeFacilityTable(table)
        const places = locateFacilities(text, table)
        expect(isFacilityPlaces(places, text)).toBe(true)
        const rows = openFacilityRows(text, places)
        expect(rows?.asOf).toBe(asOf)
        expect(list.map((_, number) => rows?.facilities.at(number))).toEqual(list)
        expect(rows?.facilities.at(list.length)).toBeUndefined()
      }),
    )
  })

  it('leaves out a detail of a later version, and refuses what no version writes', () => {
    const text = writeFacilityTable({
      asOf,
      facilities: [{ code: '01929', name: 'Bệnh viện Bạch Mai', kind: 'hospital', phone: '115' }],
    })
    const read = readFacilityTable(text.replace('\tp115', '\tp115\tznew'))
    expect(read).toMatchObject({ ok: true, value: { facilities: [{ phone: '115' }] } })
    for (const [from, to] of [
      ['\tp115', '\tpjavascript'],
      ['\tp115', '\t?x'],
      ['0\tp115', '7\tp115'],
      ['0\tp115', '0\tp115\n0\tp116'],
      ['01929', '1929'],
      ['01929', '01929 01929'],
      ['Bạch', 'B\u202eạch'],
      ['\nH\n', '\nQ\n'],
      ['facilities 1', 'facilities 2'],
    ] as const)
      expect(readFacilityTable(text.replace(from, to))).toEqual({ ok: false, error: 'not_a_facility_table' })
  })

  it('answers to any text, and to any damage of a good one, with a table or a refusal', () => {
    const good = writeFacilityTable({
      asOf,
      facilities: sortedByCode([
        { code: '01929', name: 'Bệnh viện Bạch Mai', kind: 'hospital', provinceCode: '01' },
        {
          code: '01930',
          name: 'Trạm y tế xã Mẫu',
          kind: 'health-station',
          provinceCode: '01',
          wardCode: '00070',
        },
      ]),
    })
    const damaged = fc
      .tuple(fc.nat(good.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 20 }))
      .map(([at, length, instead]) => good.slice(0, at) + instead + good.slice(at + length))
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const read = readFacilityTable(text)
        if (read.ok) for (const { code } of read.value.facilities) expect(code).toMatch(/^\d{2}[0-9A-Z]{3}$/)
        else expect(read.error).toBe('not_a_facility_table')
      }),
      { numRuns: 1000 },
    )
  })

  it('refuses what is too much before looking at it', () => {
    expect(readFacilityTable('x'.repeat(2_000_001)).ok).toBe(false)
    expect(readFacilityTable(`facilities 1 2026-11-29\n${'+ '.repeat(30_000)}+\n\n\n`).ok).toBe(false)
  })
})

describe('the kind of a facility', () => {
  it.each([
    ['Bệnh viện Bạch Mai', 'hospital'],
    ['BVĐK tỉnh', 'hospital'],
    ['Công ty cổ phần BVĐK Thăng Long', 'hospital'],
    ['Tyt Tân Thượng', 'health-station'],
    ['Điểm Y tế Hợp Tiến (TYT xã Hồng Sơn)', 'health-station'],
    ['PKĐK khu vực Đa Tốn (trực thuộc TYT xã Bát Tràng)', 'clinic'],
    ['Phòng khám đa khoa thuộc Bệnh viện đa khoa Thủ Đức', 'clinic'],
    ['TTYT huyện Bác Ái', 'medical-centre'],
    ['Cơ sở 2 của Trung tâm y tế Trà Bồng', 'medical-centre'],
    ['Bệnh xá Công an tỉnh Cao Bằng', 'infirmary'],
    ['Ban y tế Công ty Gang thép', 'other'],
  ] as const)('of %s: %s', (name, kind) => {
    expect(kindOfName(name)).toBe(kind)
  })
})
