import { decodeUtf8, encodeUtf8, fromHex, toHex } from '../bytes.ts'
import { type BenefitLevel, parseBenefitLevel } from '../card/benefit-level.ts'
import { parseBhytNumber } from '../card/bhyt-number.ts'
import type { CardFace, LivingArea, Sex } from '../card/card.ts'
import { formatWrittenDate, type PartialDate, parseWrittenDate } from '../dates/partial-date.ts'
import { err, ok, type Result } from '../result.ts'
import { stripMarks } from '../strip-marks.ts'
import { readPart } from './code-part.ts'
import { isPersonName, isSafeText, trimText } from './safe-text.ts'

/**
 * The text in the QR of a health-insurance card, which every hospital reader takes. `parts` is its layout: 15
 * (card before April 2021), 17 (since then) or 10 (short old form). Absent means that the text does not say.
 */
export type BhytQrText = {
  parts: 10 | 15 | 17
  /**
   * Letter case of the hex in which names and places are written, kept so that writing gives back what was
   * read.
   */
  hex?: 'upper' | 'lower'
  /** Compact, see bhyt-number.ts. */
  cardNumber: string
  fullName?: string
  dateOfBirth?: PartialDate
  sex?: Sex
  /** Home, or name of the employer or school. */
  address?: string
  /** Two digits and three letters or digits; anything else is kept as written. */
  facilityCode?: string
  validFrom?: PartialDate
  validTo?: PartialDate
  issueDate?: PartialDate
  managementCode?: string
  /** Father, mother or guardian, on children's cards. */
  parentName?: string
  /** `none` is the code 4, which says that no special area applies. */
  livingArea?: LivingArea | 'none'
  fiveYearDate?: PartialDate
  /** Check string of the insurer; its algorithm is not published, so it proves nothing here. */
  check?: string
  benefitLevel?: BenefitLevel
  placeOfIssue?: string
}

export type BhytQrTextField = Exclude<keyof BhytQrText, 'parts' | 'hex'>

export type BhytQrTextError = 'too_long' | 'wrong_number' | 'wrong_shape'

/**
 * A text and the fields in it that hold something which cannot be what the field is for, and are therefore
 * absent.
 */
export type BhytQrTextReading = { text: BhytQrText; unreadable: BhytQrTextField[] }

/** Longest text that is looked at, in UTF-16 units: more than any QR code can hold. */
const MAX_HOSPITAL_TEXT = 8192

const LIVING_AREAS = { 1: 'K1', 2: 'K2', 3: 'K3', 4: 'none' } as const

/** Reads a BHYT text of 10, 15 or 17 parts; see `readBhytQrText` for what is tolerated. */
export function parseBhytQrText(text: string): Result<BhytQrText, BhytQrTextError> {
  const reading = readBhytQrText(text)
  return reading.ok ? ok(reading.value.text) : reading
}

/**
 * Reads a BHYT text and reports the fields that could not be read. Tolerated, because seen on real cards:
 * control characters around it, a missing or other end tag, `-` or nothing for an empty field, blanks around
 * a field, single-digit days, names that are not hex-encoded, `null` for an empty field, one part lost before
 * the management code. The number must be right, and a name or a date of birth must be there, unless all of a
 * full-length text is empty; otherwise it is not a card.
 */
export function readBhytQrText(text: string): Result<BhytQrTextReading, BhytQrTextError> {
  if (text.length > MAX_HOSPITAL_TEXT) return err('too_long')
  const written = text.split('|').map(readPart)
  while (written.length > 1 && /^[$#]?$/.test(written.at(-1) ?? '')) written.pop()
  const { parts, doubtful } = alignParts(written)
  const number = parseBhytNumber(parts[0] ?? '')
  if (!number.ok) return err('wrong_number')

  const hex = letterCase([parts[1], parts[4], parts[10], parts[15]].join(''))
  const fields: BhytQrText = {
    parts: parts.length > 14 ? 17 : parts.length > 9 ? 15 : 10,
    ...(hex && { hex }),
    cardNumber: number.value.text,
  }
  const unreadable: BhytQrTextField[] = []
  const read = <K extends BhytQrTextField>(
    index: number,
    field: K,
    parse: (part: string) => Result<NonNullable<BhytQrText[K]>>,
  ) => {
    const part = parts[index] ?? ''
    if (part === '' || part === '-' || doubtful.includes(field)) return
    const value = parse(part)
    if (value.ok) fields[field] = value.value
    else unreadable.push(field)
  }
  read(1, 'fullName', parseName)
  read(2, 'dateOfBirth', parseBirthDate)
  read(3, 'sex', parseSex)
  read(4, 'address', parsePlace)
  read(5, 'facilityCode', parseFacility)
  read(6, 'validFrom', parseWrittenDate)
  read(7, 'validTo', parseWrittenDate)
  read(8, 'issueDate', parseWrittenDate)
  read(9, 'managementCode', parseCode)
  read(10, 'parentName', parseName)
  read(11, 'livingArea', parseLivingArea)
  read(12, 'fiveYearDate', parseWrittenDate)
  read(13, 'check', parseCode)
  read(14, 'benefitLevel', parseBenefitLevel)
  read(15, 'placeOfIssue', parsePlace)
  if (!isCardShape(fields, unreadable, parts)) return err('wrong_shape')
  return ok({ text: fields, unreadable: [...unreadable, ...doubtful] })
}

const FACILITY_PART = /^\d\d\s*[-–]?\s*[0-9A-Za-z]{3}$/
const DATE_PART = /^\d{1,2}\/\d{1,2}\/\d{4}$/

const DATES = ['validFrom', 'validTo', 'issueDate'] as const

/** Lengths of whole texts, without the end mark. */
const WHOLE_LENGTHS: readonly number[] = [9, 14, 16]

/**
 * Puts the parts back in their places where one before the management code is missing, and says which fields
 * cannot be told. Dates look alike: after a lost part one would stand as another.
 */
function alignParts(parts: string[]): { parts: string[]; doubtful: readonly BhytQrTextField[] } {
  const insert = (at: number) => [...parts.slice(0, at), '-', ...parts.slice(at)]
  if (DATE_PART.test(parts[5] ?? '')) {
    return FACILITY_PART.test(parts[4] ?? '')
      ? { parts: insert(4), doubtful: ['address'] }
      : { parts: insert(5), doubtful: ['facilityCode'] }
  }
  const isAt9 = /^\d{14}$/.test(parts[9] ?? '')
  if (parts.length > 16)
    return { parts, doubtful: ['placeOfIssue', ...(isAt9 ? [] : (['address', ...DATES] as const))] }
  const isAligned = isAt9 || WHOLE_LENGTHS.includes(parts.length)
  if (isAligned || parts.length < 7) return { parts, doubtful: [] }
  const isOneMissing = /^\d{14}$/.test(parts[8] ?? '')
  return isOneMissing ? { parts: insert(6), doubtful: DATES } : { parts, doubtful: ['address', ...DATES] }
}

/** More unreadable fields than this, and the text is something else. */
const MAX_UNREADABLE = 2

/**
 * Any text could follow a number: what makes it a card is a person, or the full row of placeholders, and
 * hardly anything that cannot be read. With a personal number in front it could be an identity card, so that
 * takes the full length and no mistake.
 */
function isCardShape(fields: BhytQrText, unreadable: BhytQrTextField[], parts: string[]): boolean {
  const [named, dated] = [fields.fullName !== undefined, fields.dateOfBirth !== undefined]
  const isShort = parts.length < 9
  const isPersonal = fields.cardNumber.length === 12
  if (unreadable.length > (isPersonal ? 0 : MAX_UNREADABLE)) return false
  if (unreadable.includes('fullName') && unreadable.includes('dateOfBirth')) return false
  if (isShort && (isPersonal || !named || !dated || !fields.sex)) return false
  return named || dated || (!isShort && parts.slice(1).every((part) => part === '-'))
}

/**
 * Writes the text in its layout, byte for byte as the insurer's own: hex for names, `dd/MM/yyyy`, `PP - CCC`
 * for the facility, `-` for what is absent, end tag `$`.
 */
export function writeBhytQrText(fields: BhytQrText): string {
  const date = (value?: PartialDate) => (value ? formatWrittenDate(value) : '-')
  const text = (value?: string) => {
    if (value === undefined) return '-'
    const hex = toHex(encodeUtf8(value))
    return fields.hex === 'lower' ? hex.toLowerCase() : hex.toUpperCase()
  }
  const area = Object.entries(LIVING_AREAS).find(([, name]) => name === fields.livingArea)
  const parts = [
    fields.cardNumber,
    text(fields.fullName),
    date(fields.dateOfBirth),
    fields.sex ? (fields.sex === 'male' ? '1' : '2') : '-',
    text(fields.address),
    fields.facilityCode?.replace(/^(\d\d)([0-9A-Z]{3})$/, '$1 - $2') ?? '-',
    date(fields.validFrom),
    date(fields.validTo),
    date(fields.issueDate),
    fields.managementCode ?? '-',
    text(fields.parentName),
    area?.[0] ?? '-',
    date(fields.fiveYearDate),
    fields.check ?? '-',
    fields.benefitLevel ? String(fields.benefitLevel) : '-',
    text(fields.placeOfIssue),
  ]
  return [...parts.slice(0, fields.parts - 1), '$'].join('|')
}

/** The card's face as far as the text tells; nothing when it names no person or no date of birth. */
export function toCardFace(text: BhytQrText): CardFace | undefined {
  const { fullName, dateOfBirth } = text
  if (fullName === undefined || dateOfBirth === undefined) return undefined
  const number = parseBhytNumber(text.cardNumber)
  const parts = number.ok ? number.value : undefined
  const benefitLevel = text.benefitLevel ?? (parts?.form === 'card-15' ? parts.benefitLevel : undefined)
  const bhxhCode =
    parts?.form === 'bhxh-10' ? parts.text : parts?.form === 'card-15' ? parts.bhxhCode : undefined
  return {
    bhytNumber: text.cardNumber,
    fullName,
    dateOfBirth,
    ...(text.sex && { sex: text.sex }),
    ...(text.facilityCode && isFacilityCode(text.facilityCode) && { facilityCode: text.facilityCode }),
    ...(text.validFrom && { validFrom: text.validFrom }),
    ...(text.validTo && { validTo: text.validTo }),
    ...(text.fiveYearDate && { fiveYearDate: text.fiveYearDate }),
    ...(benefitLevel && { benefitLevel }),
    ...(text.livingArea && text.livingArea !== 'none' && { livingArea: text.livingArea }),
    ...(bhxhCode && { bhxhCode }),
    ...(text.placeOfIssue && { placeOfIssue: text.placeOfIssue }),
  }
}

/**
 * Whether a code has the form of a facility's BHYT code: two digits of the province, three letters or digits.
 */
export function isFacilityCode(code: string): boolean {
  return /^\d\d[0-9A-Z]{3}$/.test(code)
}

function letterCase(text: string): 'upper' | 'lower' | undefined {
  return /[A-F]/.test(text) ? 'upper' : /[a-f]/.test(text) ? 'lower' : undefined
}

/**
 * Hex of UTF-8, else hex of UTF-16LE (some generators), else the text itself; hex that decodes to rubbish is
 * refused.
 */
function parseText(part: string): Result<string> {
  const bytes = /^(?:[0-9A-Fa-f]{2})+$/.test(part) ? fromHex(part) : err('not_hex')
  if (bytes.ok) {
    const utf8 = decodeUtf8(bytes.value)
    if (utf8.ok && /\p{L}/u.test(utf8.value)) return checkText(utf8.value)
    const utf16 = decodeUtf16(bytes.value)
    if (/^[\p{Script=Latin}\p{M}\d .,'/()-]*$/u.test(utf16) && /\p{L}{2}/u.test(utf16))
      return checkText(utf16)
  }
  return isLikeHex(part) ? err('not_text') : checkText(part)
}

/**
 * Hex, whole or damaged, also with the letters that a Vietnamese keyboard makes of its pairs (`4ê`, `đ1`).
 */
export function isLikeHex(part: string): boolean {
  return /^[0-9a-f]{5,}$/.test(stripMarks(part)) && /\d/.test(part)
}

function decodeUtf16(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8))
  return bytes.length % 2 === 0 ? text : ''
}

function checkText(text: string): Result<string> {
  const clean = trimText(text.normalize('NFC'))
  return clean !== '' && isSafeText(clean) ? ok(clean) : err('not_text')
}

function parseName(part: string): Result<string> {
  const name = parseText(part)
  return name.ok && !isPersonName(name.value) ? err('not_a_name') : name
}

function parsePlace(part: string): Result<string> {
  const place = parseText(part)
  return place.ok && !/\p{L}/u.test(place.value) ? err('not_a_place') : place
}

/** Nobody alive was born before 1900; the year 0001 and the like are fillers. */
function parseBirthDate(part: string): Result<PartialDate> {
  const date = parseWrittenDate(part)
  return date.ok && date.value < '1900' ? err('not_a_birth_date') : date
}

function parseSex(part: string): Result<Sex> {
  if (part === '1') return ok('male')
  return part === '2' ? ok('female') : err('not_a_sex')
}

function parseFacility(part: string): Result<string> {
  const code = part.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
  if (isFacilityCode(code)) return ok(code)
  if (parseWrittenDate(part).ok) return err('not_a_code')
  return part.length <= 32 && isSafeText(part) ? ok(part) : err('not_a_code')
}

function parseCode(part: string): Result<string> {
  return /^[0-9A-Za-z-]{1,32}$/.test(part) ? ok(part) : err('not_a_code')
}

function parseLivingArea(part: string): Result<LivingArea | 'none'> {
  const area = part.replace(/^K/i, '')
  return area === '1' || area === '2' || area === '3' || area === '4'
    ? ok(LIVING_AREAS[area])
    : err('not_an_area')
}
