import { findOldProvince } from '../address/old-provinces.ts'
import type { Sex } from '../card/card.ts'
import { parsePersonalNumber } from '../card/personal-number.ts'
import { comparePartialDates, type PartialDate, parseWrittenDate } from '../dates/partial-date.ts'
import { err, ok, type Result } from '../result.ts'
import { readPart } from './code-part.ts'
import type { ReadingNote } from './reading-note.ts'
import { isPersonName, isSafeText, trimText } from './safe-text.ts'

/** What the QR of an identity card says; absent means that it does not say. Texts are in NFC and in their own letter case. */
export type IdentityFields = {
  /** Personal identification number, 12 digits. */
  number?: string
  /** Number of the former identity card, 9 digits. */
  oldIdNumber?: string
  fullName: string
  dateOfBirth: PartialDate
  sex?: Sex
  /** Permanent residence (2021 card) or residence (2024 card), smallest unit first. */
  address?: string
  issueDate?: PartialDate
  fatherName?: string
  motherName?: string
}

export type IdentityReading = {
  /** `cccd`: chip card since 2021, 7 parts. `can-cuoc`: card since July 2024, 11 parts. */
  kind: 'cccd' | 'can-cuoc'
  fields: IdentityFields
  warnings: ReadingNote<keyof IdentityFields>[]
}

/**
 * Reads the QR text of an identity card: 7 parts (number, old number, name, birth, sex, address, issue) or 11 (the same, a
 * cancelled number, father, mother, an end), where empty parts count. A text without the slot for the old number (6 parts) is
 * accepted when a name stands in its place. Number, name and date of birth must be right, sex right or empty; otherwise it
 * is not an identity card. Nothing ever moves into another field. `today` (ISO) enables the check for dates in the future.
 */
export function readIdentityCard(text: string, today?: PartialDate): Result<IdentityReading> {
  const parts = trimText(text)
    .split('|')
    .map((part) => readPart(part).normalize('NFC'))
  const number = (parts[0] ?? '').replaceAll(' ', '')
  const oldNumber = parts[1] ?? ''
  const hasOldNumber = /^(\d{9}|\d{12})?$/.test(oldNumber)
  const first = hasOldNumber ? 2 : 1
  if (!/^(\d{12}|\d{9})$/.test(number) || parts.length < first + 5) return err('not_an_identity_card')
  const [fullName = '', birth = '', sexWord = '', address = '', issue = ''] = parts.slice(first)
  // a number behind the day of issue begins another person's text
  if (/\d{8}\D*\d{9}/.test(issue)) return err('not_an_identity_card')
  const dateOfBirth = parseWrittenDate(birth)
  const sex = parseSexWord(sexWord)
  if (!isPersonName(fullName) || !dateOfBirth.ok || dateOfBirth.value < '1900' || !sex.ok) {
    return err('not_an_identity_card')
  }

  const warnings: ReadingNote<keyof IdentityFields>[] = []
  const optional = <K extends keyof IdentityFields, T>(
    field: K,
    part: string,
    parse: (part: string) => Result<T>,
  ) => {
    if (part === '') return undefined
    const value = parse(part)
    if (!value.ok) warnings.push({ code: 'unreadable', field })
    return value.ok ? value.value : undefined
  }
  const isCanCuoc = hasOldNumber && parts.length > 8
  // a number there, or more behind, and this may be the next person's text
  const isParents = isCanCuoc && parts[7] === '' && (parts[10] ?? '') === ''
  const fields: IdentityFields = { fullName, dateOfBirth: dateOfBirth.value }
  const place = optional('address', address, parseAddress)
  const issueDate = optional('issueDate', issue, parseWrittenDate)
  const fatherName = isParents ? optional('fatherName', parts[8] ?? '', parseName) : undefined
  const motherName = isParents ? optional('motherName', parts[9] ?? '', parseName) : undefined
  const oldIdNumber = number.length === 9 ? number : hasOldNumber ? oldNumber : ''
  if (number.length === 12) fields.number = number
  if (oldIdNumber) fields.oldIdNumber = oldIdNumber
  if (sex.value) fields.sex = sex.value
  if (place) fields.address = place
  if (issueDate) fields.issueDate = issueDate
  if (fatherName) fields.fatherName = fatherName
  if (motherName) fields.motherName = motherName
  warnings.push(...checkIdentity(fields, today))
  return ok({ kind: isCanCuoc ? 'can-cuoc' : 'cccd', fields, warnings })
}

function* checkIdentity(
  fields: IdentityFields,
  today?: PartialDate,
): Generator<ReadingNote<keyof IdentityFields>> {
  const number = parsePersonalNumber(fields.number ?? '')
  if (number.ok) {
    const { placeOfBirth, sex, birthYear } = number.value
    const isHome = placeOfBirth.startsWith('0')
    if (isHome && !findOldProvince(placeOfBirth.slice(1))) yield { code: 'unknown-province', field: 'number' }
    if (fields.sex && fields.sex !== sex) yield { code: 'sex-mismatch', field: 'sex' }
    if (!fields.dateOfBirth.startsWith(String(birthYear)))
      yield { code: 'birth-year-mismatch', field: 'dateOfBirth' }
  } else {
    yield { code: 'old-identity-number', field: 'oldIdNumber' }
  }
  if (isAscii(fields.fullName) && fields.address && isAscii(fields.address)) {
    yield { code: 'no-diacritics', field: 'fullName' }
  }
  if (fields.issueDate && comparePartialDates(fields.issueDate, fields.dateOfBirth) < 0) {
    yield { code: 'dates-out-of-order', field: 'issueDate' }
  }
  if (today) {
    if (comparePartialDates(fields.dateOfBirth, today) > 0)
      yield { code: 'date-in-future', field: 'dateOfBirth' }
    if (fields.issueDate && comparePartialDates(fields.issueDate, today) > 0) {
      yield { code: 'date-in-future', field: 'issueDate' }
    }
  }
}

function parseSexWord(word: string): Result<Sex | undefined> {
  const folded = word.toLowerCase()
  if (folded === '') return ok(undefined)
  if (folded === 'nam') return ok('male')
  return folded === 'nữ' || folded === 'nu' ? ok('female') : err('not_a_sex')
}

function parseName(part: string): Result<string> {
  return isPersonName(part) ? ok(part) : err('not_a_name')
}

function parseAddress(part: string): Result<string> {
  return isSafeText(part) && /\p{L}/u.test(part) ? ok(part) : err('not_an_address')
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text)
}
