import type { Facility } from '../directory/facility.ts'
import { err, ok, type Result } from '../result.ts'
import { readFacilityRow } from './facility-rows.ts'
import type { KnownPlaces, PackRow, RowFault } from './pack-kind.ts'
import { parseCsv } from './parse-csv.ts'

export type ImportedFacilities = {
  readonly facilities: readonly Facility[]
  /** Rows that were not taken, by their number from 1, and why. */
  readonly refused: readonly (RowFault & { readonly row: number })[]
  /** Rows whose given kind is not what the name tells; the name counts. */
  readonly rederived: number
}

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
 * Each code stands once. A row that is not right (see `readFacilityRow`) is refused by its number (from 1),
 * the others are taken.
 */
export function importFacilities(text: string, known: KnownPlaces): Result<ImportedFacilities, 'not_a_list'> {
  const rows =
    text.trimStart().startsWith('{') || text.trimStart().startsWith('[') ? readJson(text) : readCsv(text)
  if (!rows.ok) return rows
  const facilities = new Map<string, Facility>()
  const refused: (RowFault & { row: number })[] = []
  let rederived = 0
  for (const [at, row] of rows.value.entries()) {
    const read = readFacilityRow(row, known)
    if (!read.ok) refused.push({ row: at + 1, ...read.error })
    else if (facilities.has(read.value.code)) refused.push({ row: at + 1, why: 'code_twice', field: 'code' })
    else {
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

function readCsv(text: string): Result<PackRow[], 'not_a_list'> {
  const [head, ...rows] = parseCsv(text)
  return head ? nameColumns(head, rows) : err('not_a_list')
}

function readJson(text: string): Result<PackRow[], 'not_a_list'> {
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
): Result<PackRow[], 'not_a_list'> {
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
