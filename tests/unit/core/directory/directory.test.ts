import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAddressTable } from '../../../../src/core/address/address-table.ts'
import { findCarePlace } from '../../../../src/core/directory/care-place.ts'
import {
  buildDirectory,
  type DirectoryEntry,
  type DirectoryFilter,
  listNearest,
  measureKilometres,
  searchDirectory,
} from '../../../../src/core/directory/directory.ts'
import { type Facility, kindOfName, withoutInvented } from '../../../../src/core/directory/facility.ts'
import { readFacilityTable } from '../../../../src/core/directory/facility-table.ts'
import { readBranches } from '../../../../src/core/registration/branches.ts'
import { foldWords } from '../../../../src/core/search/fold-words.ts'

const root = new URL('../../../../', import.meta.url)
const readPublic = (name: string) => readFileSync(new URL(`public/${name}`, root), 'utf8')

function need<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(String(result.error))
  return result.value
}

const addresses = need(readAddressTable(readPublic('addresses.txt')))
const shipped = need(readFacilityTable(readPublic('facilities.txt'))).facilities
const branches = need(readBranches(readPublic('offices.json'), { specimens: true }))
const directory = buildDirectory({ facilities: shipped, branches, ...addresses })

const nameOf = (entry: DirectoryEntry) => {
  if (entry.type === 'branch') return entry.branch.name
  return entry.type === 'facility' ? entry.facility.name : entry.point.name
}
const ask = (query: string, filter: DirectoryFilter = {}) =>
  searchDirectory(directory, query, { filter, most: 3 }).map(nameOf)

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
    expect(found.map(({ entry }) => nameOf(entry))).toContain('Bệnh viện Hữu nghị Việt Đức')
    const distances = found.map(({ kilometres }) => kilometres ?? Number.NaN)
    expect(distances).toEqual([...distances].sort((one, other) => one - other))
    expect(distances[0]).toBeLessThan(2)
  })

  it('goes by ward, then by province', () => {
    const near = { provinceCode: '01', wardCode: '00070' }
    const found = listNearest(directory, near, { most: 100 }).map(({ entry }) => nameOf(entry))
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

/** The insurer's own list of January 2026, where this machine has it. */
const whole = new URL('../shared/data/facilities/cskcb-2026.json', root)

describe('11,794 facilities', () => {
  if (!existsSync(whole)) {
    it('are not on this machine: the list of the insurer is no part of the project', () => {
      expect(shipped.length).toBeGreaterThan(50)
    })
    return
  }
  const { rows } = JSON.parse(readFileSync(whole, 'utf8')) as { rows: string[][] }
  const facilities = rows.flatMap(([code = '', name = '', , provinceCode, wardCode]): Facility[] =>
    /^\d{2}[0-9A-Z]{3}$/.test(code)
      ? [
          {
            code,
            name: name.normalize('NFC'),
            kind: kindOfName(name),
            ...(provinceCode && { provinceCode }),
            ...(wardCode && { wardCode }),
          },
        ]
      : [],
  )
  const all = buildDirectory({ facilities, branches, ...addresses })
  let seed = 20261129
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return seed / 0x80000000
  }
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const shorten = (text: string) =>
    text
      .replace('tram y te', 'tyt')
      .replace('phong kham da khoa', 'pkdk')
      .replace('benh vien da khoa', 'bvdk')
      .replace('benh vien', 'bv')
      .replace('trung tam y te', 'ttyt')
  const mistype = (words: readonly string[]) => {
    const places = words.flatMap((word, at) => (word.length >= 3 && !/\d/.test(word) ? [at] : []))
    const at = pick(places)
    if (at === undefined) return words
    const word = words[at] ?? ''
    const place = Math.floor(random() * word.length)
    const letter = pick([...'abcdeghiklmnopqrstuvxy']) ?? 'a'
    const kind = Math.floor(random() * 3)
    const wrong =
      word.slice(0, place) + (kind === 1 ? '' : letter) + word.slice(kind === 2 ? place : place + 1)
    return words.with(at, wrong)
  }
  const half = (words: readonly string[]) => {
    const last = words.at(-1) ?? ''
    return [...words.slice(0, -1), last.slice(0, Math.max(1, Math.ceil(last.length / 2)))]
  }
  const queries: Readonly<Record<string, (words: readonly string[], name: string) => string>> = {
    exact: (words) => words.join(' '),
    accented: (_, name) => name,
    'half typed': (words) => half(words).join(' '),
    subset: (words) => words.slice(Math.floor(words.length / 2)).join(' '),
    'one typo': (words) => mistype(words).join(' '),
    abbreviated: (words) => shorten(words.join(' ')),
  }
  const asked = { exact: 100, accented: 100, 'half typed': 97, subset: 99, 'one typo': 97, abbreviated: 99 }

  it.each(Object.entries(asked))('%s: at least %d in a hundred within five', (kind, least) => {
    const key = (name: string) => foldWords(name).join(' ')
    let hits = 0
    for (let count = 0; count < 300; count++) {
      const name = pick(facilities)?.name ?? ''
      const query = queries[kind]?.(foldWords(name), name) ?? ''
      const found = searchDirectory(all, query, { most: 5 })
      if (found.some((entry) => key(nameOf(entry)) === key(name))) hits++
    }
    expect(hits / 3).toBeGreaterThanOrEqual(least)
  })
})
