import { describe, expect, it } from 'vitest'
import { buildDirectory } from '../../../../src/core/directory/build-directory.ts'
import { findCarePlace } from '../../../../src/core/directory/care-place.ts'
import {
  type DirectoryFilter,
  listEntries,
  listNearest,
  measureKilometres,
  searchDirectory,
} from '../../../../src/core/directory/directory.ts'
import { type Facility, withoutInvented } from '../../../../src/core/directory/facility.ts'
import { asked, generateQueries, hasName } from '../../../support/directory/generated-queries.ts'
import {
  addresses,
  buildOwnDirectory,
  nameEntry,
  readOwnList,
  readWholeList,
} from '../../../support/directory/known-directory.ts'

const shipped = readOwnList()
const directory = buildOwnDirectory()
const branches = listEntries(directory).flatMap((entry) => (entry.type === 'branch' ? [entry.branch] : []))

const ask = (query: string, filter: DirectoryFilter = {}) =>
  searchDirectory(directory, query, { filter, most: 3 }).map(nameEntry)

describe('the directory that comes with the app', () => {
  it.each([
    ['bv bach mai', 'Bệnh viện Bạch Mai'],
    ['bệnh viện nhi ở cần thơ', 'Bệnh viện Nhi đồng thành phố Cần Thơ'],
    ['cho ray', 'Bệnh viện Chợ Rẫy'],
    ['tyt láng', 'Trạm y tế phường Láng'],
    ['bv tw hue', 'Bệnh viện Trung ương Huế'],
    ['benh vien 108', 'Bệnh viện Trung ương Quân đội 108'],
    ['phụ sản trung ươn', 'Bệnh viện Phụ sản Trung ương'],
    ['bhxh gò vấp cũ', 'BHXH thành phố Hồ Chí Minh'],
    ['bảo hiểm xã hội ở quận 1 cũ', 'BHXH cơ sở Sài Gòn (mẫu)'],
    ['bhxh đà nẵng', 'BHXH thành phố Đà Nẵng'],
    ['viện huyết học', 'Viện Huyết học - Truyền máu Trung ương'],
  ])('%s: %s, among the first three', (query, name) => {
    expect(ask(query)).toContain(name)
  })

  it('keeps to a kind and a province', () => {
    expect(ask('hà nội', { kind: 'branch' })[0]).toBe('BHXH thành phố Hà Nội')
    for (const name of ask('bệnh viện', { kind: 'hospital', provinceCode: '92' }))
      expect(name).toMatch(/Cần Thơ/)
  })

  it('gives nothing for nothing', () => {
    expect(ask('')).toEqual([])
    expect(ask('???')).toEqual([])
  })

  it('has no invented phone, hours or level where there are no specimens', () => {
    for (const facility of shipped.map(withoutInvented)) {
      expect(facility.phone ?? facility.hours ?? facility.level ?? facility.formerTier).toBeUndefined()
    }
  })
})

describe('what is near', () => {
  it('goes by distance where both places are known', () => {
    const hoanKiem = { latitude: 21.0285, longitude: 105.8542 }
    const found = listNearest(directory, { position: hoanKiem }, { filter: { kind: 'hospital' }, most: 3 })
    expect(found.map(({ entry }) => nameEntry(entry))).toContain('Bệnh viện Hữu nghị Việt Đức')
    const distances = found.map(({ kilometres }) => kilometres ?? Number.NaN)
    expect(distances).toEqual([...distances].sort((one, other) => one - other))
    expect(distances[0]).toBeLessThan(2)
  })

  it('goes by ward, then by province', () => {
    const near = { provinceCode: '01', wardCode: '00070' }
    const found = listNearest(directory, near, { most: 100 }).map(({ entry }) => nameEntry(entry))
    expect(found.slice(0, 2)).toEqual(['BHXH cơ sở Hoàn Kiếm (mẫu)', 'Trạm y tế phường Hoàn Kiếm'])
    expect(found).toContain('Bệnh viện Bạch Mai')
    expect(found).not.toContain('BHXH cơ sở Đống Đa (mẫu)')
    expect(found).not.toContain('Bệnh viện Chợ Rẫy')
  })

  it('measures along the earth', () => {
    const [hanoi, saigon] = [
      { latitude: 21.0285, longitude: 105.8542 },
      { latitude: 10.7769, longitude: 106.7009 },
    ]
    expect(measureKilometres(hanoi, saigon)).toBeGreaterThan(1135)
    expect(measureKilometres(hanoi, saigon)).toBeLessThan(1150)
    expect(measureKilometres(hanoi, hanoi)).toBe(0)
  })
})

describe('what a facility is to whoever goes there', () => {
  const facility = (more: Partial<Facility>): Facility => ({
    code: '01001',
    name: 'A',
    kind: 'hospital',
    ...more,
  })
  it.each([
    [{}, '01001', 'registered'],
    [{}, '01002', undefined],
    [{ kind: 'health-station' }, undefined, 'initial'],
    [{ level: 'initial' }, undefined, 'initial'],
    [{ level: 'basic', formerTier: 'district' }, undefined, 'former-district'],
    [{ level: 'basic', score: 'low' }, undefined, 'basic-low'],
    [{ level: 'basic', score: 'middle' }, undefined, 'basic-middle'],
    [{ level: 'basic', formerTier: 'province' }, undefined, 'basic-former-province'],
    [{ level: 'basic' }, undefined, undefined],
    [{ level: 'specialised', formerTier: 'province' }, undefined, 'specialised-former-province'],
    [{ level: 'specialised', formerTier: 'central' }, undefined, 'specialised-former-central'],
    [{ level: 'specialised' }, undefined, undefined],
    [{ formerTier: 'district' }, undefined, undefined],
  ] as const)('%j, registered at %s: %s', (more, registered, place) => {
    expect(findCarePlace(facility(more), registered)).toBe(place)
  })
})

describe('the insurer’s list of 11,844 facilities', () => {
  const facilities = readWholeList()
  const queries = generateQueries((facilities ?? []).map(({ name }) => name))
  const all = facilities && buildDirectory({ facilities, branches, ...addresses })

  it.for(Object.entries(asked))('%s: at least %d in a hundred within five', ([kind, least], { skip }) => {
    if (!all) return skip('the insurer’s list of facilities is not on this machine')
    const of = Object.entries(queries).find(([name]) => name === kind)?.[1] ?? []
    const hits = of.filter((each) =>
      hasName(searchDirectory(all, each.query, { most: 5 }).map(nameEntry), each),
    )
    expect((hits.length / of.length) * 100).toBeGreaterThanOrEqual(least)
  })
})
