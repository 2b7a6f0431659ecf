import { type PartialDate, parsePartialDate } from '../../core/dates/partial-date.ts'
import { type Facility, type FormerTier, kindOfName } from '../../core/directory/facility.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { parseCsv } from './parse-csv.ts'

/** A row that was not taken, and why. */
export type RefusedRow = { readonly row: number; readonly why: RowError }

export type RowError =
  | 'code_not_five'
  | 'code_twice'
  | 'name_missing'
  | 'name_too_long'
  | 'name_unsafe'
  | 'province_unknown'
  | 'ward_unknown'
  | 'value_unknown'

export type ImportedFacilities = {
  readonly facilities: readonly Facility[]
  readonly refused: readonly RefusedRow[]
  /** Rows whose given kind is not what the name tells; the name counts. */
  readonly rederived: number
}

type Row = Readonly<Record<string, string>>

/** The columns that are read; others are left alone. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  code: ['code', 'ma', 'ma_cskcb'],
  name: ['name', 'ten', 'ten_cskcb'],
  kind: ['kind'],
  province: ['province', 'provincecode2025', 'ma_tinh'],
  ward: ['ward', 'wardcode2025', 'ma_xa'],
  level: ['level'],
  tier: ['tier'],
  score: ['score'],
  contractFrom: ['contract_from'],
  contractTo: ['contract_to'],
  c65: ['c65'],
  phone: ['phone'],
  hours: ['hours'],
  address: ['address'],
  latitude: ['latitude'],
  longitude: ['longitude'],
  liveCode: ['live_code'],
}

/**
 * Reads a list of facilities: CSV with a line of names, or JSON as `{ columns, rows }` or a list of objects.
 * Codes are five characters, once each; names are NFC without double blanks; the kind is derived from the
 * name. A row that is not right is refused by its number (from 1), the others are taken.
 */
export function importFacilities(
  text: string,
  known: { readonly provinces: ReadonlySet<string>; readonly wards: ReadonlySet<string> },
): Result<ImportedFacilities, 'not_a_list'> {
  const rows =
    text.trimStart().startsWith('{') || text.trimStart().startsWith('[') ? readJson(text) : readCsv(text)
  if (!rows.ok) return rows
  const facilities = new Map<string, Facility>()
  const refused: RefusedRow[] = []
  let rederived = 0
  for (const [at, row] of rows.value.entries()) {
    const read = readRow(row, known)
    const why = read.ok ? (facilities.has(read.value.code) ? 'code_twice' : undefined) : read.error
    if (why) refused.push({ row: at + 1, why })
    else if (read.ok) {
      facilities.set(read.value.code, read.value)
      const given = GIVEN_KINDS[row['kind'] ?? '']
      if (given !== undefined && given !== read.value.kind) rederived++
    }
  }
  const sorted = [...facilities.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
  return ok({ facilities: sorted, refused, rederived })
}

/** The kinds of the insurer's own list. */
const GIVEN_KINDS: Readonly<Record<string, Facility['kind']>> = {
  BV: 'hospital',
  TTYT: 'medical-centre',
  PK: 'clinic',
  TYT: 'health-station',
  BX: 'infirmary',
  KHAC: 'other',
}

const TIERS: readonly FormerTier[] = ['commune', 'district', 'province', 'central']

function readRow(
  row: Row,
  known: { readonly provinces: ReadonlySet<string>; readonly wards: ReadonlySet<string> },
): Result<Facility, RowError> {
  const code = (row['code'] ?? '').trim().toUpperCase()
  if (!/^\d{2}[0-9A-Z]{3}$/.test(code)) return err('code_not_five')
  const name = (row['name'] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name === '') return err('name_missing')
  if (name.length > 200) return err('name_too_long')
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(name)) return err('name_unsafe')
  const provinceCode = row['province'] || undefined
  const wardCode = row['ward'] || undefined
  if (provinceCode !== undefined && !known.provinces.has(provinceCode)) return err('province_unknown')
  if (wardCode !== undefined && (!known.wards.has(wardCode) || provinceCode === undefined))
    return err('ward_unknown')
  const more = readMore(row)
  if (!more) return err('value_unknown')
  return ok({
    code,
    name,
    kind: kindOfName(name),
    ...(provinceCode && { provinceCode }),
    ...(wardCode && { wardCode }),
    ...more,
  })
}

/** What is given beside; undefined if a value is none that there is. */
function readMore(row: Row): Partial<Facility> | undefined {
  const pick = <T extends string>(column: string, values: readonly T[]): T | undefined | null => {
    const given = row[column]
    return given ? (values.find((value) => value === given) ?? null) : undefined
  }
  const level = pick('level', ['initial', 'basic', 'specialised'] as const)
  const score = pick('score', ['low', 'middle'] as const)
  const formerTier = pick('tier', TIERS)
  const [c65, liveCode] = [pick('c65', ['yes', 'no'] as const), pick('liveCode', ['yes', 'no'] as const)]
  const from = readDate(row['contractFrom'])
  const to = readDate(row['contractTo'])
  const [phone, hours, address] = [row['phone'], row['hours'], row['address']]
  const isNone = [level, score, formerTier, c65, liveCode, from, to].includes(null)
  if (isNone || (phone && !/^\+?[0-9 ]{3,20}$/.test(phone))) return undefined
  if ([hours, address].some((value) => (value?.length ?? 0) > 200)) return undefined
  const position = readPosition(row['latitude'], row['longitude'])
  if (position === null) return undefined
  return {
    ...(level && { level }),
    ...(score && { score }),
    ...(formerTier && { formerTier }),
    ...(from && { contract: { from, ...(to && { to }) } }),
    ...(c65 && { issuesC65: c65 === 'yes' }),
    ...(phone && { phone }),
    ...(hours && { hours }),
    ...(address && { address }),
    ...(position && { position }),
    ...(liveCode && { takesLiveCode: liveCode === 'yes' }),
  }
}

function readDate(text: string | undefined): PartialDate | undefined | null {
  if (!text) return undefined
  const date = parsePartialDate(text)
  return date.ok ? date.value : null
}

function readPosition(latitude = '', longitude = ''): Facility['position'] | undefined | null {
  if (latitude === '' && longitude === '') return undefined
  const numbers = [latitude, longitude].map((text) =>
    /^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN,
  )
  const [north = Number.NaN, east = Number.NaN] = numbers
  if (!(Math.abs(north) <= 90 && Math.abs(east) <= 180)) return null
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return { latitude: round(north), longitude: round(east) }
}

function readCsv(text: string): Result<Row[], 'not_a_list'> {
  const [head, ...rows] = parseCsv(text)
  return head ? nameColumns(head, rows) : err('not_a_list')
}

function readJson(text: string): Result<Row[], 'not_a_list'> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err('not_a_list')
  }
  if (isRecord(value) && isTexts(value['columns']) && Array.isArray(value['rows'])) {
    const rows = value['rows'].filter(isTexts)
    return rows.length === value['rows'].length ? nameColumns(value['columns'], rows) : err('not_a_list')
  }
  if (!Array.isArray(value) || !value.every(isRecord)) return err('not_a_list')
  const head = Object.keys(COLUMNS)
  return nameColumns(
    head,
    value.map((item) => head.map((name) => (typeof item[name] === 'string' ? item[name] : ''))),
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** Columns by their known names; what stands behind a blank in a name explains it. */
function nameColumns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Result<Row[], 'not_a_list'> {
  const names = head.map((title) => {
    const word = title.trim().toLowerCase().split(/\s/)[0] ?? ''
    return Object.keys(COLUMNS).find((name) => COLUMNS[name]?.includes(word))
  })
  if (!names.includes('code') || !names.includes('name')) return err('not_a_list')
  return ok(
    rows.map((row) =>
      Object.fromEntries(
        names.flatMap((name, at) => (name ? [[name, (row[at] ?? '').trim()] as const] : [])),
      ),
    ),
  )
}
