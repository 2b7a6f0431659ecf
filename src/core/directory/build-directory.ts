import { listFormerDistricts } from '../address/address-book.ts'
import type { AddressTable, FormerProvince } from '../address/address-table.ts'
import { findOldProvince } from '../address/old-provinces.ts'
import type { Branch } from '../registration/branches.ts'
import { isSyllableIndex } from '../search/is-syllable-index.ts'
import { buildSyllableIndex, type SearchedText, type SyllableIndex } from '../search/syllable-index.ts'
import type { CollectionPoint } from './collection-points.ts'
import { ABBREVIATIONS, type Directory, type DirectoryEntry, type PlaceNames } from './directory.ts'
import type { Facility } from './facility.ts'
import type { RowList } from './facility-places.ts'

/** What is in a directory, as the packs have it; facilities in the order of their codes. */
export type DirectoryLists = {
  readonly facilities: RowList<Facility>
  readonly branches: readonly Branch[]
  readonly points?: readonly CollectionPoint[]
}

/**
 * What takes long to work out of the lists and the addresses, and nothing that the lists say themselves.
 * Strings, maps and typed arrays, so that it can be kept as it is.
 */
export type PreparedDirectory = {
  /** Offices first, then facilities, then collection points, each in the order of its list. */
  readonly index: SyllableIndex
  /** Names of today's provinces and wards, by code. */
  readonly unitNames: ReadonlyMap<string, string>
  /** Of each office, by its code: the districts of before July 2025 that what it serves was part of. */
  readonly formerDistricts: ReadonlyMap<string, readonly string[]>
}

/** What people call a province beside its name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  'Hồ Chí Minh': ['Sài Gòn'],
  Huế: ['Thừa Thiên Huế'],
  'Đắk Lắk': ['Đắc Lắc'],
}

/**
 * Prepares lists for searching. What an entry is found by: its name, today's ward and province, the districts
 * of before July 2025 that the ward was part of, and the old province of its code; a provincial office by
 * every old district of its province, and by the provinces that became it.
 */
export function prepareDirectory(
  { facilities, branches, points = [] }: DirectoryLists & { readonly facilities: readonly Facility[] },
  { provinces, former }: AddressTable,
): PreparedDirectory {
  const units = provinces.flatMap((province) => [province, ...province.wards])
  const unitNames = new Map(units.map(({ code, name }) => [code, name]))
  const districts = listFormerDistricts(former)
  const formerProvinces = nameFormerProvinces(former)
  const wardsOf = new Map(provinces.map(({ code, wards }) => [code, wards.map((ward) => ward.code)]))
  const listDistricts = (wards: readonly string[]) => wards.flatMap((code) => districts.get(code) ?? [])
  const formerDistricts = new Map(
    branches.map(({ code, provinceCode, wards }) => [
      code,
      [...new Set(listDistricts(wards ?? wardsOf.get(provinceCode) ?? []))],
    ]),
  )
  const toSearched = (
    name: string,
    provinceCode: string | undefined,
    wards: readonly string[],
    more: readonly string[] = [],
  ): SearchedText => {
    const ofWards = wards.map((code) => unitNames.get(code) ?? '')
    const province = bare(unitNames.get(provinceCode ?? '') ?? '')
    const also = [...ofWards, ...listDistricts(wards), province, ...more, ...(CALLED[province] ?? [])]
    return { name, also: [...new Set(also)] }
  }
  const texts = [
    ...branches.map(({ code, name, provinceCode, wards }) => {
      const became = wards ? [] : (formerProvinces.get(provinceCode) ?? [])
      return toSearched(name, provinceCode, wards ?? [], [...(formerDistricts.get(code) ?? []), ...became])
    }),
    ...facilities.map(({ code, name, provinceCode, wardCode }) => {
      const old = findOldProvince(code.slice(0, 2))
      const more = old === undefined ? [] : [old, ...(CALLED[old] ?? [])]
      return toSearched(name, provinceCode, wardCode ? [wardCode] : [], more)
    }),
    ...points.map(({ name, provinceCode, wardCode }) => toSearched(name, provinceCode, [wardCode])),
  ]
  return { index: buildSyllableIndex(texts, ABBREVIATIONS), unitNames, formerDistricts }
}

/** The directory of lists that have been prepared: quick, since entries are made when they are asked for. */
export function composeDirectory(
  { facilities, branches, points = [] }: DirectoryLists,
  { index, unitNames, formerDistricts }: PreparedDirectory,
): Directory {
  const places = new Map<string, PlaceNames>()
  // One for all that is in a ward: there are many more entries than wards.
  const placeOf = (provinceCode = '', wardCode = ''): PlaceNames => {
    const key = `${provinceCode}/${wardCode}`
    const known = places.get(key)
    if (known) return known
    const [province, ward] = [unitNames.get(provinceCode), unitNames.get(wardCode)]
    const place = { ...(province !== undefined && { province }), ...(ward !== undefined && { ward }) }
    places.set(key, place)
    return place
  }
  const make = (number: number): DirectoryEntry | undefined => {
    const branch = branches[number]
    if (branch) {
      const { code: key, provinceCode } = branch
      const place = placeOf(provinceCode)
      return { type: 'branch', key, branch, place, formerDistricts: formerDistricts.get(key) ?? [] }
    }
    const facility = facilities.at(number - branches.length)
    if (facility) {
      const { code: key, provinceCode, wardCode } = facility
      return { type: 'facility', key, facility, place: placeOf(provinceCode, wardCode) }
    }
    const point = points[number - branches.length - facilities.length]
    if (!point) return undefined
    const { code: key, provinceCode, wardCode } = point
    return { type: 'point', key, point, place: placeOf(provinceCode, wardCode) }
  }
  const made: (DirectoryEntry | undefined)[] = []
  const at = (number: number) => {
    made[number] ??= make(number)
    return made[number]
  }
  return { entries: { length: branches.length + facilities.length + points.length, at }, index }
}

/** Both steps at once, where nothing has been kept. */
export function buildDirectory({
  provinces,
  former,
  ...lists
}: DirectoryLists & { readonly facilities: readonly Facility[] } & AddressTable): Directory {
  return composeDirectory(lists, prepareDirectory(lists, { provinces, former }))
}

/** Whether something that was kept is prepared from lists of these sizes, and whole. */
export function isPreparedDirectory(
  value: unknown,
  {
    facilities,
    branches,
    points = [],
  }: Omit<DirectoryLists, 'facilities'> & { facilities: { readonly length: number } },
): value is PreparedDirectory {
  if (typeof value !== 'object' || value === null) return false
  const { index, unitNames, formerDistricts }: Partial<Record<keyof PreparedDirectory, unknown>> = value
  return (
    isSyllableIndex(index, branches.length + facilities.length + points.length) &&
    isMapTo(unitNames, isText) &&
    isMapTo(formerDistricts, (names) => Array.isArray(names) && names.every(isText))
  )
}

function isMapTo(value: unknown, isMeant: (each: unknown) => boolean): boolean {
  return value instanceof Map && [...value].every(([key, each]) => isText(key) && isMeant(each))
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

/** The provinces of before July 2025 that today's became of, by today's code. */
function nameFormerProvinces(former: readonly FormerProvince[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const { name, districts } of former) {
    const wards = districts.flatMap((district) => district.wards.flatMap(({ today }) => today))
    for (const code of new Set(wards.map(({ province }) => province.code)))
      names.set(code, [...(names.get(code) ?? []), name])
  }
  return names
}

function bare(name: string): string {
  return name.replace(/^(Thành phố|Tỉnh) /, '')
}
