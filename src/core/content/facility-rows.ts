import { type PartialDate, parsePartialDate } from '../dates/partial-date.ts'
import { type Facility, type FormerTier, kindOfName } from '../directory/facility.ts'
import { toNationalPhone } from '../directory/national-phone.ts'
import { err, ok, type Result } from '../result.ts'
import type { KnownPlaces, PackRow, RowFault } from './pack-kind.ts'

/** The closed words of a row. */
export const FACILITY_CHOICES = {
  level: ['initial', 'basic', 'specialised'],
  score: ['low', 'middle'],
  tier: ['commune', 'district', 'province', 'central'] satisfies readonly FormerTier[],
  yesNo: ['yes', 'no'],
} as const

/** Longest phone number, and hours or address, in characters. */
export const [LONGEST_PHONE, LONGEST_LINE] = [21, 200]

/** A facility as a row of texts, without what is not known. */
export function writeFacilityRow(facility: Facility): PackRow {
  const { code, name, provinceCode, wardCode, level, score, formerTier, contract, position } = facility
  const { issuesC65, phone, hours, address, takesLiveCode, specimen } = facility
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no')
  const row = {
    code,
    name,
    province: provinceCode,
    ward: wardCode,
    level,
    tier: formerTier,
    score,
    contractFrom: contract?.from,
    contractTo: contract?.to,
    c65: yesNo(issuesC65),
    phone,
    hours,
    address,
    latitude: position && String(position.latitude),
    longitude: position && String(position.longitude),
    liveCode: yesNo(takesLiveCode),
    specimen: specimen && 'yes',
  }
  return Object.fromEntries(
    Object.entries(row).flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const])),
  )
}

/**
 * Reads a row of texts. Codes are five characters; names are NFC without double blanks; the kind is derived
 * from the name.
 */
export function readFacilityRow(row: PackRow, known: KnownPlaces): Result<Facility, RowFault> {
  const code = (row['code'] ?? '').trim().toUpperCase()
  if (!/^\d{2}[0-9A-Z]{3}$/.test(code)) return err({ why: 'code_not_five', field: 'code' })
  const name = (row['name'] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name === '') return err({ why: 'name_missing', field: 'name' })
  if (name.length > 200) return err({ why: 'name_too_long', field: 'name' })
  if (UNSAFE.test(name)) return err({ why: 'name_unsafe', field: 'name' })
  const provinceCode = row['province'] || undefined
  const wardCode = row['ward'] || undefined
  if (provinceCode !== undefined && !known.provinces.has(provinceCode))
    return err({ why: 'province_unknown', field: 'province' })
  if (wardCode !== undefined && (!known.wards.has(wardCode) || provinceCode === undefined))
    return err({ why: 'ward_unknown', field: 'ward' })
  const more = readMore(row)
  if (!more.ok) return err({ why: 'value_unknown', field: more.error })
  return ok({
    code,
    name,
    kind: kindOfName(name),
    ...(provinceCode && { provinceCode }),
    ...(wardCode && { wardCode }),
    ...more.value,
  })
}

/** Control characters and marks of direction, which could make one text look like another. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u

/** What is given beside; else the field whose value is none that there is. */
function readMore(row: PackRow): Result<Partial<Facility>, string> {
  const faults: string[] = []
  const pick = <T extends string>(field: string, values: readonly T[]): T | undefined => {
    const given = row[field] || undefined
    const found = values.find((value) => value === given)
    if (given !== undefined && found === undefined) faults.push(field)
    return found
  }
  const readDate = (field: string): PartialDate | undefined => {
    const given = row[field]
    const date = given ? parsePartialDate(given) : undefined
    if (date?.ok === false) faults.push(field)
    return date?.ok ? date.value : undefined
  }
  const readLine = (field: string): string | undefined => {
    const given = row[field]
    if (given && (given.length > LONGEST_LINE || UNSAFE.test(given))) faults.push(field)
    return given || undefined
  }
  const level = pick('level', FACILITY_CHOICES.level)
  const formerTier = pick('tier', FACILITY_CHOICES.tier)
  const score = pick('score', FACILITY_CHOICES.score)
  const [from, to] = [readDate('contractFrom'), readDate('contractTo')]
  if (to && (!from || to < from)) faults.push('contractTo')
  const c65 = pick('c65', FACILITY_CHOICES.yesNo)
  const phone = row['phone'] ? toNationalPhone(row['phone']) : undefined
  if (row['phone'] && phone === undefined) faults.push('phone')
  const [hours, address] = [readLine('hours'), readLine('address')]
  const position = readPosition(row['latitude'], row['longitude'])
  if (position === null) faults.push('latitude')
  const liveCode = pick('liveCode', FACILITY_CHOICES.yesNo)
  const specimen = pick('specimen', ['yes'])
  const [fault] = faults
  if (fault !== undefined) return err(fault)
  return ok({
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
    ...(specimen && { specimen: true }),
  })
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
