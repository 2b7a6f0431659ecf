import { type PartialDate, parsePartialDate } from '../dates/partial-date.ts'
import { err, ok, type Result } from '../result.ts'
import type { Facility, FacilityKind, FacilityLevel, FacilityScore, FormerTier } from './facility.ts'
import { isNationalPhone } from './national-phone.ts'

/** A table of facilities as of a day, in the order of their codes. */
export type FacilityTable = { readonly asOf: PartialDate; readonly facilities: readonly Facility[] }

/**
 * Bounds on what is read: facilities, and UTF-16 units of the whole table, of a name, of a line of details.
 */
const [MOST, LONGEST, LONGEST_NAME, LONGEST_DETAILS] = [20_000, 2_000_000, 200, 800]

const KIND_SIGNS: Readonly<Record<FacilityKind, string>> = {
  hospital: 'H',
  'medical-centre': 'M',
  clinic: 'C',
  'health-station': 'S',
  infirmary: 'I',
  other: 'O',
}
const KINDS_BY_SIGN: ReadonlyMap<string, FacilityKind> = new Map(
  (Object.keys(KIND_SIGNS) as FacilityKind[]).map((kind) => [KIND_SIGNS[kind], kind]),
)
const LEVEL_SIGNS: Readonly<Record<FacilityLevel, string>> = { initial: 'I', basic: 'B', specialised: 'S' }
const SCORE_SIGNS: Readonly<Record<FacilityScore, string>> = { low: 'L', middle: 'M' }
const TIER_SIGNS: Readonly<Record<FormerTier, string>> = {
  commune: 'C',
  district: 'D',
  province: 'P',
  central: 'Z',
}

/** What most names begin with, written as one sign. No name begins with a sign. */
const HEADS = [
  'Trạm y tế xã ',
  'Trạm Y tế xã ',
  'Trạm y tế phường ',
  'Trạm Y tế phường ',
  'Trạm y tế Xã ',
  'Trạm Y tế Xã ',
  'Trạm y tế ',
  'Trạm Y tế ',
  'Phòng khám đa khoa ',
  'Phòng khám Đa khoa ',
  'Bệnh viện đa khoa ',
  'Bệnh viện Đa khoa ',
  'Bệnh viện ',
  'Trung tâm y tế ',
  'Trung tâm Y tế ',
  'Điểm trạm y tế ',
  'Điểm Trạm y tế ',
  'Điểm Y tế ',
  'Điểm y tế ',
] as const
const SIGNS = '!#$%&*+:;<=>?@^_`{|'

/**
 * Writes a table as text, one line each:
 * - `facilities 1 DATE`
 * - the codes with a blank between: whole, or as `+` and the distance from the code before
 * - a letter for the kind of each
 * - where each is: ward (five digits), else province (two), else `-`; empty where it is as before
 * - the names, the commonest first words as a sign
 * - an empty line, then for facilities of which more is known their place in the list, a tab, and details
 *   with tabs between:
 *   a letter and its value
 */
export function writeFacilityTable({ asOf, facilities }: FacilityTable): string {
  let before = ''
  let placeBefore = ''
  const codes: string[] = []
  const places: string[] = []
  for (const { code, wardCode, provinceCode } of facilities) {
    const distance = Number(code) - Number(before)
    const isNear = /^\d{5}$/.test(code) && /^\d{5}$/.test(before) && distance > 0 && distance < 1000
    codes.push(isNear ? `+${distance === 1 ? '' : distance}` : code)
    before = code
    const place = wardCode ? `${provinceCode}/${wardCode}` : (provinceCode ?? '-')
    places.push(place === placeBefore ? '' : writePlace(place, placeBefore))
    placeBefore = place
  }
  const details = facilities.flatMap((facility, at) => {
    const written = writeDetails(facility)
    return written.length === 0 ? [] : [[at, ...written].join('\t')]
  })
  return [
    `facilities 1 ${asOf}`,
    codes.join(' '),
    facilities.map(({ kind }) => KIND_SIGNS[kind]).join(''),
    places.join(' '),
    ...facilities.map(({ name }) => shorten(name)),
    '',
    ...details,
    '',
  ].join('\n')
}

/** A ward without its province where that is as before. */
function writePlace(place: string, before: string): string {
  const [province, ward] = place.split('/')
  return ward !== undefined && province === before.split('/')[0] ? ward : place
}

function shorten(name: string): string {
  const at = HEADS.findIndex((head) => name.startsWith(head))
  const head = HEADS[at]
  return head === undefined ? name : `${SIGNS[at]}${name.slice(head.length)}`
}

function writeDetails(facility: Facility): string[] {
  const { level, score, formerTier, contract, issuesC65, phone, hours, address, position } = facility
  return [
    level && `l${LEVEL_SIGNS[level]}`,
    score && `s${SCORE_SIGNS[score]}`,
    formerTier && `t${TIER_SIGNS[formerTier]}`,
    contract && `k${contract.from}${contract.to ? ` ${contract.to}` : ''}`,
    issuesC65 !== undefined && `6${issuesC65 ? 'y' : 'n'}`,
    phone && `p${phone}`,
    hours && `h${hours}`,
    address && `a${address}`,
    position && `g${position.latitude} ${position.longitude}`,
    facility.takesLiveCode !== undefined && `v${facility.takesLiveCode ? 'y' : 'n'}`,
    facility.specimen && 'x',
  ].filter((part) => typeof part === 'string')
}

/** Reads what `writeFacilityTable` writes; from outside, so anything else is refused whole. */
export function readFacilityTable(text: string): Result<FacilityTable, 'not_a_facility_table'> {
  const refused = err('not_a_facility_table' as const)
  // Looked at once for all lines, which takes a fraction of the time.
  if (text.length > LONGEST || !isPlain(text)) return refused
  const date = readTableDate(text)
  const [, codeLine = '', kinds = '', placeLine = '', ...rest] = text.split('\n')
  const codes = codeLine === '' ? [] : codeLine.split(' ')
  const places = codeLine === '' ? [] : placeLine.split(' ')
  const count = codes.length
  if (!date || count > MOST || kinds.length !== count || places.length !== count) return refused
  const end = rest[count] === '' && rest.at(-1) === '' ? rest.length - 1 : -1
  if (end < count) return refused
  const details = readDetailLines(rest.slice(count + 1, end), count)
  if (!details) return refused
  const facilities: Facility[] = []
  let code = ''
  let place: FacilityUnit = {}
  for (let at = 0; at < count; at++) {
    const next = readCode(codes[at] ?? '', code)
    const where = readPlace(places[at] ?? '', place)
    const kind = KINDS_BY_SIGN.get(kinds[at] ?? '')
    const name = lengthen(rest[at] ?? '')
    if (next === undefined || next <= code || !where || !kind || !name) return refused
    code = next
    place = where
    const more = details.get(at)
    facilities.push(more ? { code, name, kind, ...place, ...more } : { code, name, kind, ...place })
  }
  return ok({ asOf: date, facilities })
}

/** As of when a text is, by its first line. */
export function readTableDate(text: string): PartialDate | undefined {
  const asOf = /^facilities 1 (\d{4}-\d{2}-\d{2})\n/.exec(text)?.[1]
  const date = asOf === undefined ? undefined : parsePartialDate(asOf)
  return date?.ok ? date.value : undefined
}

/** One facility out of what a text has of it; undefined for what `readFacilityTable` refuses. */
export function readFacilityLine(line: {
  readonly code: string
  readonly sign: string
  readonly name: string
  readonly place: FacilityUnit
  readonly details: string
}): Facility | undefined {
  const kind = KINDS_BY_SIGN.get(line.sign)
  const name = lengthen(line.name)
  const details = line.details === '' ? {} : readDetails(line.details.split('\t'))
  if (!kind || !name || !details) return undefined
  return { code: line.code, name, kind, ...line.place, ...details }
}

/** Today's province and ward, as far as they are known. */
export type FacilityUnit = Pick<Facility, 'provinceCode' | 'wardCode'>

function readCode(written: string, before: string): string | undefined {
  if (!written.startsWith('+')) return /^\d{2}[0-9A-Z]{3}$/.test(written) ? written : undefined
  if (!/^\+\d{0,3}$/.test(written) || !/^\d{5}$/.test(before)) return undefined
  const code = String(Number(before) + (written === '+' ? 1 : Number(written))).padStart(5, '0')
  return code.length === 5 ? code : undefined
}

function readPlace(written: string, before: FacilityUnit): FacilityUnit | undefined {
  if (written === '') return before
  if (written === '-') return {}
  const match = /^(?:(\d{2})(?:\/(\d{5}))?|(\d{5}))$/.exec(written)
  const provinceCode = match?.[1] ?? before.provinceCode
  const wardCode = match?.[2] ?? match?.[3]
  if (!match || provinceCode === undefined) return undefined
  return wardCode === undefined ? { provinceCode } : { provinceCode, wardCode }
}

function lengthen(written: string): string | undefined {
  const at = SIGNS.indexOf(written.charAt(0))
  const name = written === '' || at < 0 ? written : `${HEADS[at]}${written.slice(1)}`
  return name !== '' && name.length <= LONGEST_NAME && !name.includes('\t') ? name : undefined
}

/**
 * Without control characters but those between lines and details, and without marks of direction, which could
 * make one name look like another.
 */
function isPlain(text: string): boolean {
  return !/(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u.test(text)
}

function nameOf<N extends string>(signs: Readonly<Record<N, string>>, sign: string): N | undefined {
  return (Object.keys(signs) as N[]).find((name) => signs[name] === sign)
}

type Details = Omit<Facility, 'code' | 'name' | 'kind' | 'provinceCode' | 'wardCode'>

function readDetailLines(lines: readonly string[], count: number): Map<number, Details> | undefined {
  const details = new Map<number, Details>()
  for (const line of lines) {
    const [at = '', ...parts] = line.split('\t')
    const number = /^\d{1,5}$/.test(at) ? Number(at) : count
    const known = line.length <= LONGEST_DETAILS && readDetails(parts)
    if (number >= count || details.has(number) || !known) return undefined
    details.set(number, known)
  }
  return details
}

function readDetails(parts: readonly string[]): Details | undefined {
  let details: Details = {}
  for (const part of parts) {
    const read = readDetail(part.charAt(0), part.slice(1))
    if (!read) return undefined
    details = { ...details, ...read }
  }
  return details
}

function readDetail(letter: string, value: string): Details | undefined {
  switch (letter) {
    case 'l': {
      const level = nameOf(LEVEL_SIGNS, value)
      return level && { level }
    }
    case 's': {
      const score = nameOf(SCORE_SIGNS, value)
      return score && { score }
    }
    case 't': {
      const formerTier = nameOf(TIER_SIGNS, value)
      return formerTier && { formerTier }
    }
    case 'k':
      return readContract(value)
    case '6':
      return /^[yn]$/.test(value) ? { issuesC65: value === 'y' } : undefined
    case 'p':
      return isNationalPhone(value) ? { phone: value } : undefined
    case 'h':
      return value ? { hours: value } : undefined
    case 'a':
      return value ? { address: value } : undefined
    case 'g':
      return readPosition(value)
    case 'v':
      return /^[yn]$/.test(value) ? { takesLiveCode: value === 'y' } : undefined
    case 'x':
      return value === '' ? { specimen: true } : undefined
    default:
      // Of a later version: what is not known here is left out.
      return /^[a-z0-9]$/.test(letter) ? {} : undefined
  }
}

function readContract(value: string): Details | undefined {
  const [first = '', last] = value.split(' ')
  const from = parsePartialDate(first)
  const to = last === undefined ? undefined : parsePartialDate(last)
  if (!from.ok || (to && !to.ok)) return undefined
  return { contract: { from: from.value, ...(to?.ok && { to: to.value }) } }
}

function readPosition(value: string): Details | undefined {
  const [latitude, longitude] = value.split(' ').map(Number)
  if (!/^-?\d{1,2}(\.\d{1,6})? -?\d{1,3}(\.\d{1,6})?$/.test(value)) return undefined
  if (latitude === undefined || longitude === undefined) return undefined
  return { position: { latitude, longitude } }
}
