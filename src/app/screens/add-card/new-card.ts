import {
  type BhytNumber,
  type BhytNumberError,
  formatBhytNumber,
  parseBhytNumber,
} from '../../../core/card/bhyt-number.ts'
import type { CardFace, Sex } from '../../../core/card/card.ts'
import { formatWrittenDate, type PartialDate, parseWrittenDate } from '../../../core/dates/partial-date.ts'
import {
  type BhytQrText,
  parseBhytQrText,
  toCardFace,
  writeBhytQrText,
} from '../../../core/qr/bhyt-qr-text.ts'
import { cleanTyped } from '../../../core/qr/safe-text.ts'
import { separateTexts, unwrapScan } from '../../../core/qr/scan-text.ts'
import type { Relation } from '../../../core/snapshot/snapshot.ts'
import { checkBirthDate, checkName, type FieldError } from '../personal-details/details-form.ts'

/** What a card without a code is made of, as typed. */
export type NewCardValues = {
  readonly number: string
  readonly fullName: string
  readonly dateOfBirth: string
  readonly relation: Relation
}

export type NewCardErrors = {
  readonly number?: BhytNumberError
  readonly fullName?: FieldError
  readonly dateOfBirth?: FieldError
}

/** A card ready for the wallet. */
export type ReadyCard = { readonly face: CardFace; readonly hospitalText: string }

export const emptyNewCard: NewCardValues = { number: '', fullName: '', dateOfBirth: '', relation: 'self' }

export const relations: readonly Relation[] = ['self', 'child', 'spouse', 'parent', 'other']

/** The typed values of a draft; what it does not hold is empty. */
export function newCardOfDraft(draft: Readonly<Record<string, string>>): NewCardValues {
  return {
    number: draft['number'] ?? '',
    fullName: draft['fullName'] ?? '',
    dateOfBirth: draft['dateOfBirth'] ?? '',
    relation: relations.find((relation) => relation === draft['relation']) ?? 'self',
  }
}

/** What is wrong with each field, as typed; empty when the card can be added. */
export function checkNewCard(values: NewCardValues, today: PartialDate): NewCardErrors {
  const number = parseBhytNumber(values.number)
  const fullName = checkName(values.fullName)
  const dateOfBirth = checkBirthDate(values.dateOfBirth, today)
  return {
    ...(!number.ok && { number: number.error }),
    ...(fullName && { fullName }),
    ...(dateOfBirth && { dateOfBirth }),
  }
}

/** The number in groups while it is typed, once it is complete. */
export function groupNumber(text: string): string | undefined {
  const number = parseBhytNumber(text)
  return number.ok ? formatBhytNumber(number.value) : undefined
}

/**
 * The card of typed values, with the text that hospital readers take. `known` is what a code said that named
 * no whole person: it stays in the text. Undefined while something is wrong.
 */
export function makeCard(
  values: NewCardValues,
  extra: { readonly sex?: Sex | undefined; readonly known?: BhytQrText | undefined } = {},
): ReadyCard | undefined {
  const number = parseBhytNumber(values.number)
  const dateOfBirth = parseWrittenDate(values.dateOfBirth)
  const fullName = cleanTyped(values.fullName)
  if (!number.ok || !dateOfBirth.ok || checkName(fullName)) return undefined
  const text: BhytQrText = {
    ...(extra.known ?? layoutFor(number.value)),
    cardNumber: number.value.text,
    fullName,
    dateOfBirth: dateOfBirth.value,
    ...(extra.sex && { sex: extra.sex }),
  }
  const face = toCardFace(text)
  return face && { face, hospitalText: writeBhytQrText(text) }
}

/** Cards of 15 characters have the layout of their time; the 10- and 12-digit ones that of 2021. */
function layoutFor(number: BhytNumber): Pick<BhytQrText, 'parts' | 'hex'> {
  return { parts: number.form === 'card-15' ? 15 : 17, hex: 'upper' }
}

/** The card of a scanned text, kept word for word; undefined when the code names no whole person. */
export function cardOfText(text: string): ReadyCard | undefined {
  const [hospitalText = '', ...others] = separateTexts(unwrapScan(text))
  if (others.length > 0) return undefined
  const parsed = parseBhytQrText(hospitalText)
  const face = parsed.ok ? toCardFace(parsed.value) : undefined
  return face && { face, hospitalText }
}

/** What a scanned text gave towards a typed card. */
export type NewCardStart = { readonly values: NewCardValues; readonly known: BhytQrText }

/** What a scanned text without a whole person leaves to be typed. */
export function startFromText(text: string): NewCardStart | undefined {
  const parsed = parseBhytQrText(text)
  if (!parsed.ok) return undefined
  const { cardNumber, fullName, dateOfBirth } = parsed.value
  const values = {
    ...emptyNewCard,
    number: cardNumber,
    fullName: fullName ?? '',
    dateOfBirth: dateOfBirth ? formatWrittenDate(dateOfBirth) : '',
  }
  return { values, known: parsed.value }
}
