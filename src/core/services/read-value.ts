import * as v from 'valibot'
import { emailAddress, partialDateText, phoneNumber } from '../api/endpoint.ts'
import { parsePartialDate } from '../dates/partial-date.ts'
import { cleanTyped, isPersonName, isSafeText } from '../qr/safe-text.ts'
import { err, ok, type Result } from '../result.ts'
import { type FieldType, familyRelations, limits } from './service-words.ts'

/**
 * Answers as they are kept, sent and read: JSON, one form for each type of field.
 *
 * | type | answer |
 * |---|---|
 * | text, name, email | text in NFC without invisible signs, blanks as one; text may have lines |
 * | date | `YYYY-MM-DD`; where the field is `partial`, and of a person's birth, also `YYYY`, `YYYY-MM` |
 * | choice | one of `choices` |
 * | number, money | whole number; money in đồng |
 * | phone | ten digits with its leading zero |
 * | address | `{ line, provinceCode, wardCode }` |
 * | ward | `{ provinceCode, wardCode }`, official codes of today |
 * | facility, office | BHYT code of five characters; code of the office |
 * | card | `cardId` of the snapshot |
 * | person | list of people |
 * | pictures | list of SHA-256 of each file's bytes as it is sent, lower-case hex |
 * | bank-account | `{ bank, number, holder }`: BIN (six digits), number, holder in capitals without marks |
 * | yes-no | `true`, `false` |
 */
export type FieldAnswer =
  | string
  | number
  | boolean
  | PlaceAnswer
  | BankAccount
  | readonly PersonAnswer[]
  | readonly string[]

/** By id of the field. What a draft holds may be half typed; what `parseAnswers` gave is whole. */
export type Answers = Readonly<Record<string, FieldAnswer>>

const place = {
  provinceCode: v.pipe(v.string(), v.regex(/^\d{2}$/)),
  wardCode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
}
const typedLine = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.maxLength(2 * maxLength),
    v.transform(cleanTyped),
    v.minLength(1),
    v.maxLength(maxLength),
    v.check(isSafeText),
  )
const personName = v.pipe(typedLine(120), v.check(isPersonName))
const date = v.pipe(
  partialDateText,
  v.check((date) => parsePartialDate(date).ok),
)

const Ward = v.strictObject(place)
const Address = v.strictObject({ line: typedLine(200), ...place })
const Person = v.strictObject({
  fullName: personName,
  dateOfBirth: date,
  sex: v.picklist(['male', 'female']),
  /** Personal number, twelve digits. */
  personalId: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/))),
  bhxhCode: v.optional(v.pipe(v.string(), v.regex(/^\d{10}$/))),
  /** To whoever files. */
  relation: v.optional(v.picklist(familyRelations)),
})
const Account = v.strictObject({
  bank: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  number: v.pipe(v.string(), v.regex(/^[0-9A-Z]{4,24}$/)),
  holder: v.pipe(v.string(), v.regex(/^[A-Z](?:[A-Z .'-]{0,68}[A-Z.])$/)),
})

export type PlaceAnswer = v.InferOutput<typeof Ward> | v.InferOutput<typeof Address>
export type AddressAnswer = v.InferOutput<typeof Address>
export type PersonAnswer = v.InferOutput<typeof Person>
export type BankAccount = v.InferOutput<typeof Account>

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/**
 * Several lines, none with signs that deceive; blanks at the ends of lines and empty lines at the ends of the
 * text go.
 */
const text = v.pipe(
  v.string(),
  v.maxLength(2 * limits.typed),
  v.transform((typed) =>
    typed
      .split(/\r\n?|\n/)
      .map(cleanTyped)
      .join('\n')
      .trim(),
  ),
  v.minLength(1),
  v.maxLength(limits.typed),
  v.check((typed) => typed.split('\n').every(isSafeText)),
)

const schemas: Readonly<Record<FieldType, v.GenericSchema<unknown, FieldAnswer>>> = {
  text,
  name: personName,
  date,
  choice: v.pipe(v.string(), v.maxLength(30)),
  number: whole,
  money: whole,
  phone: phoneNumber,
  email: emailAddress,
  address: Address,
  ward: Ward,
  facility: v.pipe(v.string(), v.regex(/^\d{2}[0-9A-Z]{3}$/)),
  office: v.pipe(v.string(), v.regex(/^\d{3,5}$/)),
  card: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/)),
  person: v.pipe(v.array(Person), v.maxLength(limits.people)),
  pictures: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
    v.maxLength(limits.pictures),
    v.check((hashes) => new Set(hashes).size === hashes.length),
  ),
  'bank-account': Account,
  'yes-no': v.boolean(),
}

/**
 * Reads one answer into its one form; reading what was read gives the same. Bounds and choices are
 * `parseAnswers`' business.
 */
export function readValue(type: FieldType, value: unknown): Result<FieldAnswer, 'unreadable'> {
  const read = v.safeParse(schemas[type], value, { abortEarly: true })
  return read.success ? ok(read.output) : err('unreadable')
}
