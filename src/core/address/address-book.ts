import { ok, type Result } from '../result.ts'
import {
  type AddressTable,
  type FormerDistrict,
  type FormerProvince,
  type FormerWard,
  type Province,
  readAddressTable,
  type Ward,
} from './address-table.ts'
import { foldName, readUnits, splitAddress, splitBeforeUnits, type UnitReading } from './address-text.ts'

/**
 * Names are full and of today: `Thành phố Hà Nội`, `Phường Ba Đình`. Codes are the official ones, two and
 * five digits.
 */
export type AddressCandidate = {
  provinceCode: string
  provinceName: string
  wardCode: string
  wardName: string
}

export type AddressMatch = {
  /** What stands before the ward: house, street, hamlet. The whole address when no unit was recognised. */
  houseLine: string
  /** The likeliest first; none when nothing was recognised. */
  candidates: AddressCandidate[]
  /** There is one candidate, and nothing had to be guessed. */
  certain: boolean
}

export type AddressBook = {
  mapAddress(text: string): AddressMatch
  /** Today's provinces with their wards. */
  provinces: readonly Province[]
  /** The provinces of before July 2025. */
  former: readonly FormerProvince[]
}

/** Longest address that is looked at, in UTF-16 units. */
const MAX_ADDRESS = 500

/**
 * A book that maps an address as written on a card to today's province and ward, from the text of
 * public/addresses.txt. `mapAddress` takes old addresses (ward, district, province), those with two levels
 * (ward, province) since July 2025, and those that leave a level out; with or without the words for the
 * units, abbreviated or not, with or without marks. A ward that was divided, or a district without a ward,
 * gives a choice.
 */
export function createAddressBook(data: string): Result<AddressBook> {
  const table = readAddressTable(data)
  if (!table.ok) return table
  return ok({
    mapAddress: (text) => mapAddress(table.value, text),
    provinces: table.value.provinces,
    former: table.value.former,
  })
}

/**
 * The wards of a province whose name has these letters in it, with or without marks; all without any. By
 * name.
 */
export function findWards({ wards }: Province, letters: string): Ward[] {
  const key = foldName(letters.slice(0, 100))
  return wards
    .filter(({ name, bareName }) => foldName(name).includes(key) || foldName(bareName).includes(key))
    .sort((one, other) => one.bareName.localeCompare(other.bareName, 'vi'))
}

/**
 * Where to look: old districts, and provinces of today. `isOld` when the address names a province that is no
 * more.
 */
type Scope = { districts: readonly FormerDistrict[]; provinces: readonly Province[]; isOld: boolean }

/** Wards of today, and how many parts of the address stand before them. */
type Finding = { wards: readonly Ward[]; before: number; isGuess: boolean }

function mapAddress(table: AddressTable, text: string): AddressMatch {
  const address = text.normalize('NFC').trim()
  if (address.length <= MAX_ADDRESS) {
    for (const parts of [splitAddress(address), splitBeforeUnits(address)]) {
      const found = findAddress(table, parts)
      if (found) return toMatch(parts, found)
    }
  }
  return { houseLine: address.slice(0, MAX_ADDRESS), candidates: [], certain: false }
}

function toMatch(parts: readonly string[], { wards, before, isGuess }: Finding): AddressMatch {
  const candidates = [...new Set(wards)].map(({ code, name, province }) => ({
    provinceCode: province.code,
    provinceName: province.name,
    wardCode: code,
    wardName: name,
  }))
  return {
    houseLine: parts.slice(0, before).join(', '),
    candidates,
    certain: candidates.length === 1 && !isGuess,
  }
}

function findAddress(table: AddressTable, parts: readonly string[]): Finding | undefined {
  const scopes = findScopes(table, parts)
  if (scopes.length === 0) {
    const districts = table.former.flatMap((province) => province.districts)
    return findInScope({ districts, provinces: table.provinces, isOld: true }, parts)
  }
  const found = scopes.flatMap((scope) => findInScope(scope, parts.slice(0, -1)) ?? [])
  return found.find(({ isGuess }) => !isGuess) ?? found[0]
}

/** Names of provinces on cards and in older documents that are not in the table. */
const OTHER_PROVINCE_NAMES = new Map(
  Object.entries({
    thuathienhue: 'hue',
    tthue: 'hue',
    hcm: 'hochiminh',
    tphcm: 'hochiminh',
    saigon: 'hochiminh',
    brvt: 'bariavungtau',
    vungtau: 'bariavungtau',
    daclac: 'daklak',
    dacnong: 'daknong',
  }),
)

/** The old province of the name first; then today's, with all that became part of it. */
function findScopes(table: AddressTable, parts: readonly string[]): Scope[] {
  const readings = readUnits(parts.at(-1) ?? '')
    .filter(({ type }) => type === undefined || type === 'C' || type === 'R')
    .map(({ key }) => OTHER_PROVINCE_NAMES.get(key) ?? key)
  const today = table.provinces.find(({ name }) =>
    readings.includes(foldName(name.replace(/^(Thành phố|Tỉnh) /, ''))),
  )
  const former = table.former.find(({ name }) => readings.includes(foldName(name)))
  const scopes: Scope[] = []
  if (former) {
    scopes.push({ districts: former.districts, provinces: provincesOf(former.districts), isOld: !today })
  }
  if (today) {
    const merged = table.former.filter(({ districts }) => provincesOf(districts).includes(today))
    scopes.push({ districts: merged.flatMap(({ districts }) => districts), provinces: [today], isOld: false })
  }
  return scopes
}

function provincesOf(districts: readonly FormerDistrict[]): Province[] {
  return [
    ...new Set(
      districts.flatMap(({ wards }) => wards.flatMap(({ today }) => today.map((ward) => ward.province))),
    ),
  ]
}

function findInScope(scope: Scope, parts: readonly string[]): Finding | undefined {
  const last = parts.length - 1
  const readings = readUnits(parts[last] ?? '')
  const districts = findDistricts(readings, scope.districts)
  const inDistrict = findWardOfDistrict(districts, parts)
  if (inDistrict) return inDistrict

  const found = findWard(readings, scope)
  const ofDistricts = districts.flatMap(({ wards }) => wards.flatMap(({ today }) => today))
  const wards = [...found, ...ofDistricts]
  if (wards.length > 0) return { wards, before: last, isGuess: found.length === 0 }

  /* A district that was renamed or merged earlier: the ward before it may still be known in the province. */
  const beyond = last > 0 ? findWard(readUnits(parts[last - 1] ?? ''), scope) : []
  return beyond.length > 0 ? { wards: beyond, before: last - 1, isGuess: true } : undefined
}

/** The ward next to the district, or one part further left if that says that it is a ward. */
function findWardOfDistrict(
  districts: readonly FormerDistrict[],
  parts: readonly string[],
): Finding | undefined {
  for (const before of [parts.length - 2, parts.length - 3]) {
    const readings = readUnits(parts[before] ?? '').filter(({ type }) => type || before === parts.length - 2)
    const wards = districts.flatMap((district) => findFormerWards(readings, district.wards))
    if (wards.length > 0) return { wards: wards.flatMap(({ today }) => today), before, isGuess: false }
  }
  return undefined
}

/**
 * A ward named without a district: one of today's, one of the past, or both when the address does not tell.
 */
function findWard(readings: readonly UnitReading[], { districts, provinces, isOld }: Scope): Ward[] {
  const today = provinces
    .flatMap((province) => province.wards)
    .filter((ward) =>
      readings.some(({ key, type = ward.type }) => key === keyOf(ward.bareName) && type === ward.type),
    )
  const isTyped = readings.some(({ type }) => type !== undefined)
  if (today.length > 0 && isTyped && !isOld) return today
  const former = findFormerWards(
    readings,
    districts.flatMap(({ wards }) => wards),
  ).flatMap((ward) => ward.today)
  return isOld ? [...former, ...today] : [...today, ...former]
}

function findFormerWards(readings: readonly UnitReading[], wards: readonly FormerWard[]): FormerWard[] {
  return findUnits(readings, 'PXT-', wards, ({ names }) => names)
}

/** Urban districts that were merged into Thủ Đức in 2021 and stand on many cards. */
const MERGED_DISTRICTS: readonly string[] = ['2', '9']

function findDistricts(
  readings: readonly UnitReading[],
  districts: readonly FormerDistrict[],
): FormerDistrict[] {
  return findUnits(readings, 'QHBC', districts, ({ name }) =>
    name === 'Thủ Đức' ? [name, ...MERGED_DISTRICTS] : [name],
  )
}

const keys = new Map<string, string>()

/**
 * The folded name of a unit of the table, worked out once: every address is held against thousands of them.
 */
function keyOf(name: string): string {
  const key = keys.get(name) ?? foldName(name)
  keys.set(name, key)
  return key
}

/**
 * Units of a level by name; marks count where the address is written with marks. Those that bore the name
 * last come first. A stated type of that level decides between units of one name, and is not held against
 * others.
 */
function findUnits<T extends { type: string }>(
  readings: readonly UnitReading[],
  types: string,
  units: readonly T[],
  namesOf: (unit: T) => readonly string[],
): T[] {
  for (const { key, text, type } of readings) {
    if (key === '' || (type && !types.includes(type))) continue
    const isNamed = (name: string) => keyOf(name) === key
    const folded = units.filter((unit) => namesOf(unit).some(isNamed))
    const isWritten = (name: string) => isNamed(name) && text.includes(name.toLowerCase())
    const written = /[^\0-\x7F]/.test(text) ? folded.filter((unit) => namesOf(unit).some(isWritten)) : []
    const alike = written.length > 0 ? written : folded
    const isLast = (unit: T) => namesOf(unit).slice(0, 1).some(isNamed)
    const named = [...alike.filter(isLast), ...alike.filter((unit) => !isLast(unit))]
    const typed = named.filter((unit) => unit.type === type)
    if (named.length > 0) return typed.length > 0 ? typed : named
  }
  return []
}

/**
 * The districts of before July 2025 that today's wards were part of, by the code of the ward: `Quận 1`, `Gò
 * Vấp`.
 */
export function listFormerDistricts(
  former: readonly FormerProvince[],
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>()
  for (const { name, type, wards } of former.flatMap(({ districts }) => districts)) {
    const called = /^\d/.test(name) && type === 'Q' ? [`Quận ${name}`] : [name]
    const all =
      name === 'Thủ Đức' ? [...called, ...MERGED_DISTRICTS.map((merged) => `Quận ${merged}`)] : called
    for (const { code } of wards.flatMap(({ today }) => today)) {
      names.set(code, new Set([...(names.get(code) ?? []), ...all]))
    }
  }
  return new Map([...names].map(([code, held]) => [code, [...held]]))
}
