import type { Branch } from '../registration/branches.ts'
import { foldWords } from '../search/fold-words.ts'
import { type Found, type SyllableIndex, searchSyllables } from '../search/syllable-index.ts'
import type { CollectionPoint } from './collection-points.ts'
import type { Facility, FacilityKind } from './facility.ts'
import type { RowList } from './facility-places.ts'

/** What can be looked up: a health facility, an office of the insurer, a place that takes contributions. */
export type DirectoryEntry =
  | {
      readonly type: 'facility'
      readonly key: string
      readonly facility: Facility
      readonly place: PlaceNames
    }
  | {
      readonly type: 'branch'
      readonly key: string
      readonly branch: Branch
      readonly place: PlaceNames
      /** The districts of before July 2025 that what it serves was part of. */
      readonly formerDistricts: readonly string[]
    }
  | {
      readonly type: 'point'
      readonly key: string
      readonly point: CollectionPoint
      readonly place: PlaceNames
    }

/** Names of today's units. */
export type PlaceNames = { readonly province?: string; readonly ward?: string }

/** An entry is made when it is asked for, once; one that cannot be read is left out of everything. */
export type Directory = { readonly entries: RowList<DirectoryEntry>; readonly index: SyllableIndex }

/** All entries, which takes a moment: for what has to look at each. */
export function listEntries({ entries }: Directory): readonly DirectoryEntry[] {
  return Array.from({ length: entries.length }, (_, number) => entries.at(number)).filter(
    (entry) => entry !== undefined,
  )
}

/** What people write for the words of names, folded. */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    bhxh: 'bao hiem xa hoi',
    bs: 'bac si',
    bv: 'benh vien',
    bvdk: 'benh vien da khoa',
    bx: 'benh xa',
    cskh: 'co so',
    dk: 'da khoa',
    hcm: 'ho chi minh',
    hn: 'ha noi',
    kv: 'khu vuc',
    pk: 'phong kham',
    pkdk: 'phong kham da khoa',
    pkdkkv: 'phong kham da khoa khu vuc',
    qy: 'quan y',
    sg: 'sai gon',
    tp: 'thanh pho',
    tphcm: 'thanh pho ho chi minh',
    tt: 'trung tam',
    ttyt: 'trung tam y te',
    tw: 'trung uong',
    tyt: 'tram y te',
    yhct: 'y hoc co truyen',
  }).map(([short, words]) => [short, words.split(' ')] as const),
)

/** What people say, and what names have in its place; folded. */
const SAID: readonly (readonly [said: string, meant: string])[] = [
  ['tram xa', 'tram y te'],
  ['dong y', 'y hoc co truyen'],
  ['y hoc dan toc', 'y hoc co truyen'],
  ['ung thu', 'ung buou'],
  ['truyen nhiem', 'benh nhiet doi'],
  ['lao', 'phoi'],
  ['lao phoi', 'phoi'],
  ['phu san', 'san'],
  ['san', 'phu san'],
  ['nhi', 'nhi dong'],
  ['quan doi', 'quan y'],
  ['benh vien tinh', 'benh vien da khoa tinh'],
  ['benh vien huyen', 'trung tam y te'],
  ['benh vien quan', 'benh vien da khoa'],
  ['bao hiem', 'bao hiem xa hoi'],
]

/** So many readings of one query are tried. */
const MOST_READINGS = 5

/** Words that people write between names and that stand in none. */
const BETWEEN = new Set(
  'o tai gan cu moi nao dau cho cua la quan huyen phuong xa tinh thanh pho toi dia chi so dien thoai'.split(
    ' ',
  ),
)

export type EntryKind = FacilityKind | 'branch' | 'point'

/** What an entry is. */
export function kindOf(entry: DirectoryEntry): EntryKind {
  return entry.type === 'facility' ? entry.facility.kind : entry.type
}

/** The province of an entry: today's code; none for facilities of army and police. */
function provinceOf(entry: DirectoryEntry): string | undefined {
  if (entry.type === 'facility') return entry.facility.provinceCode
  return (entry.type === 'branch' ? entry.branch : entry.point).provinceCode
}

/** The old districts that a query names, of those that an office serves today: `Gò Vấp`. */
export function findNamedDistricts(entry: DirectoryEntry, query: string): readonly string[] {
  if (entry.type !== 'branch') return []
  const asked = ` ${foldWords(query).join(' ')} `
  return entry.formerDistricts.filter((name) => asked.includes(` ${foldWords(name).join(' ')} `))
}

/** What is looked for beside the words. */
export type DirectoryFilter = {
  readonly kind?: EntryKind
  /** Today's province, two digits. */
  readonly provinceCode?: string
  /** What else an entry has to be. */
  readonly accepts?: (entry: DirectoryEntry) => boolean
}

/** What answers less well than this part of the best is noise. */
const WORTH_SHOWING = 0.6

/**
 * The entries that answer to a query, the best first. A query without a word that counts gives none.
 * @param most so many at most
 */
export function searchDirectory(
  { entries, index }: Directory,
  query: string,
  { filter = {}, most }: { filter?: DirectoryFilter; most: number },
): readonly DirectoryEntry[] {
  const isAnyMeant = Object.values(filter).every((wanted) => wanted === undefined)
  const isMeantAt = (number: number) => {
    if (isAnyMeant) return true
    const entry = entries.at(number)
    return entry !== undefined && isMeant(entry, filter)
  }
  let best: readonly Found[] = []
  for (const words of listReadings(foldWords(query))) {
    const options = { abbreviations: ABBREVIATIONS, isMeant: isMeantAt, most }
    const found = searchSyllables(index, words.join(' '), options)
    if ((found[0]?.score ?? 0) > (best[0]?.score ?? 0)) best = found
    if (found[0]?.lacksWord === false) break
  }
  const least = (best[0]?.score ?? 0) * WORTH_SHOWING
  return best.filter(({ score }) => score >= least).flatMap(({ number }) => entries.at(number) ?? [])
}

/**
 * What a query may mean, the likeliest first: as it stands, since words between names stand in some of them
 * (`Cư`, `Đầu`, `Tài`); without those; with what the directory calls a thing in the place of what people do.
 */
function listReadings(words: readonly string[]): readonly (readonly string[])[] {
  const counting = words.filter((word) => !BETWEEN.has(word))
  const readings = [words, ...(counting.length > 0 && counting.length < words.length ? [counting] : [])]
  const renamed = readings.flatMap((reading) => {
    const text = ` ${reading.join(' ')} `
    return SAID.filter(([said]) => text.includes(` ${said} `)).map(([said, meant]) =>
      text.replace(` ${said} `, ` ${meant} `).trim().split(' '),
    )
  })
  return [...readings, ...renamed].slice(0, MOST_READINGS)
}

function isMeant(entry: DirectoryEntry, { kind, provinceCode, accepts }: DirectoryFilter): boolean {
  const isOfKind = kind === undefined || kind === kindOf(entry)
  const isThere = provinceCode === undefined || provinceCode === provinceOf(entry)
  return isOfKind && isThere && (accepts === undefined || accepts(entry))
}

/** Where somebody is, or says to be. */
export type Nearness = {
  readonly provinceCode?: string
  readonly wardCode?: string
  /** Degrees, WGS 84. */
  readonly position?: { readonly latitude: number; readonly longitude: number }
}

export type NearEntry = { readonly entry: DirectoryEntry; readonly kilometres?: number }

/**
 * The nearest entries: by distance where both places are known; then those of the ward, then those of the
 * province in the order of the directory.
 * @param most so many at most
 */
export function listNearest(
  directory: Directory,
  { provinceCode, wardCode, position }: Nearness,
  { filter = {}, most }: { filter?: DirectoryFilter; most: number },
): readonly NearEntry[] {
  const meant = listEntries(directory).filter((entry) => isMeant(entry, filter))
  const measured = meant
    .flatMap((entry) => {
      const at = entry.type === 'facility' ? entry.facility.position : undefined
      return position && at ? [{ entry, kilometres: measureKilometres(position, at) }] : []
    })
    .sort((one, other) => one.kilometres - other.kilometres)
    .slice(0, most)
  const known = new Set(measured.map(({ entry }) => entry))
  const rest = meant.filter((entry) => !known.has(entry))
  const inWard = rest.filter((entry) => wardCode !== undefined && isInWard(entry, wardCode))
  const inProvince = rest.filter(
    (entry) =>
      !inWard.includes(entry) &&
      provinceCode !== undefined &&
      isMeant(entry, { provinceCode }) &&
      !(entry.type === 'branch' && entry.branch.wards !== undefined),
  )
  return [...measured, ...[...inWard, ...inProvince].map((entry) => ({ entry }))].slice(0, most)
}

function isInWard(entry: DirectoryEntry, wardCode: string): boolean {
  if (entry.type === 'branch') return (entry.branch.wards ?? []).includes(wardCode)
  return (entry.type === 'facility' ? entry.facility : entry.point).wardCode === wardCode
}

type Position = NonNullable<Facility['position']>

const EARTH_RADIUS = 6371

/** Kilometres between two places along the earth (haversine). */
export function measureKilometres(one: Position, other: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const high = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2
  const wide = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2
  const part = high + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * wide
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, part)))
}
