import { findOldProvince } from '../address/old-provinces.ts'
import { type BhytNumber, parseBhytNumber } from '../card/bhyt-number.ts'
import type { LivingArea } from '../card/card.ts'
import { findParticipantGroup } from '../card/participant-groups.ts'
import { parsePersonalNumber } from '../card/personal-number.ts'
import { comparePartialDates, type PartialDate } from '../dates/partial-date.ts'
import { ok, type Result } from '../result.ts'
import { type BhytQrText, type BhytQrTextError, isFacilityCode, readBhytQrText } from './bhyt-qr-text.ts'
import type { ReadingNote } from './reading-note.ts'

/** What the QR of a health-insurance card says; absent means that it does not say. */
export type BhytFields = Omit<BhytQrText, 'parts' | 'hex' | 'check' | 'livingArea'> & {
  livingArea?: LivingArea
}

type Note = ReadingNote<keyof BhytFields>

export type BhytReading = { kind: 'bhyt'; fields: BhytFields; warnings: Note[] }

/**
 * Reads a BHYT text as `readBhytQrText` does and holds its fields against each other. The benefit level
 * inside a 15-character number counts when the text states none apart. `today` (ISO) enables the check for
 * dates in the future.
 */
export function readBhytCard(text: string, today?: PartialDate): Result<BhytReading, BhytQrTextError> {
  const reading = readBhytQrText(text)
  if (!reading.ok) return reading
  const { parts, hex, check, livingArea, ...rest } = reading.value.text
  const number = parseBhytNumber(rest.cardNumber)
  const levelInNumber = number.ok && number.value.form === 'card-15' ? number.value.benefitLevel : undefined
  const benefitLevel = rest.benefitLevel ?? levelInNumber
  const fields: BhytFields = {
    ...rest,
    ...(benefitLevel && { benefitLevel }),
    ...(livingArea && livingArea !== 'none' && { livingArea }),
  }
  const warnings: Note[] = reading.value.unreadable.flatMap((field) =>
    field === 'check' ? [] : [{ code: 'unreadable', field }],
  )
  if (number.ok) warnings.push(...checkNumber(number.value, fields))
  warnings.push(...checkDates(fields, today))
  return ok({ kind: 'bhyt', fields, warnings })
}

function* checkNumber(number: BhytNumber, fields: BhytFields): Generator<Note> {
  if (number.form === 'card-15') {
    if (!findParticipantGroup(number.participantGroup))
      yield { code: 'unknown-participant-group', field: 'cardNumber' }
    if (!findOldProvince(number.province) && !isForces(number.province)) {
      yield { code: 'unknown-province', field: 'cardNumber' }
    }
    if (!number.bhxhCode) yield { code: 'old-number-form', field: 'cardNumber' }
    if (fields.benefitLevel !== number.benefitLevel)
      yield { code: 'benefit-level-mismatch', field: 'benefitLevel' }
  }
  if (number.form === 'personal-12') {
    const person = parsePersonalNumber(number.text)
    if (person.ok && fields.sex && fields.sex !== person.value.sex)
      yield { code: 'sex-mismatch', field: 'sex' }
    if (person.ok && fields.dateOfBirth && !fields.dateOfBirth.startsWith(String(person.value.birthYear))) {
      yield { code: 'birth-year-mismatch', field: 'dateOfBirth' }
    }
  }
  yield* checkCodes(number, fields)
}

function* checkCodes(number: BhytNumber, fields: BhytFields): Generator<Note> {
  const { facilityCode, managementCode } = fields
  if (facilityCode) {
    if (!isFacilityCode(facilityCode)) yield { code: 'unusual-form', field: 'facilityCode' }
    else if (!findOldProvince(facilityCode.slice(0, 2)) && !isForces(facilityCode.slice(0, 2))) {
      yield { code: 'unknown-province', field: 'facilityCode' }
    }
  }
  if (managementCode) {
    const bhxhCode =
      number.form === 'bhxh-10' ? number.text : number.form === 'card-15' ? number.bhxhCode : undefined
    if (!/^\d{14}$/.test(managementCode)) yield { code: 'unusual-form', field: 'managementCode' }
    else if (
      (bhxhCode && managementCode.slice(4) !== bhxhCode) ||
      (number.form === 'card-15' && managementCode.slice(0, 2) !== number.province)
    ) {
      yield { code: 'office-code-mismatch', field: 'managementCode' }
    }
  }
}

function* checkDates(fields: BhytFields, today?: PartialDate): Generator<Note> {
  const { dateOfBirth, validFrom, validTo, issueDate } = fields
  if (validFrom && validTo && comparePartialDates(validTo, validFrom) < 0) {
    yield { code: 'dates-out-of-order', field: 'validTo' }
  }
  if (dateOfBirth && validFrom && comparePartialDates(validFrom, dateOfBirth) < 0) {
    yield { code: 'dates-out-of-order', field: 'validFrom' }
  }
  if (today) {
    if (dateOfBirth && comparePartialDates(dateOfBirth, today) > 0)
      yield { code: 'date-in-future', field: 'dateOfBirth' }
    if (issueDate && comparePartialDates(issueDate, today) > 0)
      yield { code: 'date-in-future', field: 'issueDate' }
  }
}

/** 97 army, 98 police: not provinces, but in use where one stands. */
function isForces(code: string): boolean {
  return code === '97' || code === '98'
}
