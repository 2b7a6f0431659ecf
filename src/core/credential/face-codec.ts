import { type BenefitLevel, parseBenefitLevel } from '../card/benefit-level.ts'
import type { CardFace } from '../card/card.ts'
import type { CborValue } from '../cose/cbor.ts'
import {
  type Codec,
  choice,
  convert,
  extensibleRecord,
  int,
  optional,
  type RecordCodec,
  text,
  uint,
} from '../cose/codec.ts'
import { type PartialDate, parsePartialDate } from '../dates/partial-date.ts'
import { err, type Result } from '../result.ts'

const SECONDS_A_DAY = 86_400

/** Days from 1970-01-01 (RFC 8943) for a complete date, `YYYY-MM-DD`. */
function toEpochDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / (SECONDS_A_DAY * 1000)
}

const dayNumber = int(-62_091, 157_053) // 1800-01-01 to 2399-12-31
const shortDate = text(7)

function readDate(value: CborValue): Result<PartialDate> {
  if (typeof value === 'string') return value.length < 8 ? parsePartialDate(value) : err('not_a_date')
  const day = dayNumber.decode(value)
  return day.ok
    ? parsePartialDate(new Date(day.value * SECONDS_A_DAY * 1000).toISOString().slice(0, 10))
    : day
}

/** A complete date as its number of days from 1970-01-01, a partial one as text `YYYY` or `YYYY-MM`. */
export const partialDate: Codec<PartialDate> = {
  encode: (date) => (date.length === 10 ? dayNumber.encode(toEpochDay(date)) : shortDate.encode(date)),
  decode: readDate,
}

export const sex = choice({ male: 1, female: 2 })

const benefitLevel = convert(
  uint(5),
  (level: BenefitLevel) => level,
  (level) => parseBenefitLevel(String(level)),
)

/** Longest name that a credential and a snapshot have room for, in bytes (UTF-8). */
export const LONGEST_FULL_NAME = 100

/** What a credential says of a card: everything but texts that the desk looks up by code. */
export const credentialFaceFields = {
  bhytNumber: [1, text(15)],
  fullName: [2, text(LONGEST_FULL_NAME)],
  dateOfBirth: [3, partialDate],
  sex: optional(4, sex),
  facilityCode: optional(5, text(5)),
  validFrom: optional(6, partialDate),
  validTo: optional(7, partialDate),
  fiveYearDate: optional(8, partialDate),
  benefitLevel: optional(9, benefitLevel),
  livingArea: optional(10, choice({ K1: 1, K2: 2, K3: 3 })),
  bhxhCode: optional(11, text(10)),
} as const

/** The whole face, as snapshots carry it. */
export const cardFace: RecordCodec<CardFace> = extensibleRecord({
  ...credentialFaceFields,
  facilityName: optional(12, text(300)),
  placeOfIssue: optional(13, text(300)),
})
