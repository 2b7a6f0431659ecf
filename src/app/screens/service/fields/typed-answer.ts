import { foldPersonName } from '../../../../core/card/person-name.ts'
import { formatWrittenDate, parsePartialDate, parseWrittenDate } from '../../../../core/dates/partial-date.ts'
import { toNationalPhone } from '../../../../core/directory/national-phone.ts'
import { cleanTyped } from '../../../../core/qr/safe-text.ts'
import type { FieldType } from '../../../../core/services/service-words.ts'

/**
 * What a control holds while it is being filled in: texts as they were typed, in the shape of the answer. A
 * draft keeps these, so that half a date is still there the next day.
 */
export type Typed = unknown

/** What the controls of a request hold, by field. */
export type TypedAnswers = Readonly<Record<string, Typed>>

type Texts = Readonly<Record<string, string>>

/** The texts of a compound control, by part; whatever else a draft holds is left out. */
export function textsIn(typed: Typed): Texts {
  if (typeof typed !== 'object' || typed === null || Array.isArray(typed)) return {}
  return Object.fromEntries(Object.entries(typed).filter((each): each is [string, string] => isText(each[1])))
}

/** The entries of a list control. */
export function listIn(typed: Typed): readonly unknown[] {
  return Array.isArray(typed) ? typed : []
}

/** A text of a control; empty where it holds something else. */
export function textIn(typed: Typed): string {
  return typeof typed === 'string' || typeof typed === 'number' ? String(typed) : ''
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

const readers: Readonly<Partial<Record<FieldType, (typed: Typed) => unknown>>> = {
  date: (typed) => readDay(textIn(typed)),
  number: (typed) => readWhole(textIn(typed)),
  money: (typed) => readWhole(textIn(typed)),
  phone: (typed) => toNationalPhone(textIn(typed))?.replaceAll(' ', '') ?? textIn(typed),
  email: (typed) => cleanTyped(textIn(typed)),
  address: (typed) => filledIn(textsIn(typed)),
  ward: (typed) => filledIn(textsIn(typed)),
  person: (typed) => listIn(typed).map((each) => readPerson(textsIn(each))),
  pictures: (typed) => listIn(typed).filter(isText),
  'bank-account': (typed) => readAccount(textsIn(typed)),
}

/**
 * What was typed in the form that core reads (`readValue`); undefined where nothing was. What cannot be
 * understood stays as it is, for core to refuse.
 */
export function toAnswer(type: FieldType, typed: Typed): unknown {
  const answer = readers[type]?.(typed) ?? typed
  const isEmpty = typeof answer === 'string' ? answer.trim() === '' : isEmptyShape(answer)
  return isEmpty ? undefined : answer
}

/** What a control shows for an answer that is known; `toAnswer` gives the answer back. */
export function toTyped(type: FieldType, answer: unknown): Typed {
  if (type === 'date') return writeDay(textIn(answer))
  if (type === 'number' || type === 'money') return textIn(answer)
  if (type !== 'person') return answer
  return listIn(answer).map((each) => {
    const person = textsIn(each)
    return { ...person, dateOfBirth: writeDay(person['dateOfBirth'] ?? '') }
  })
}

function isEmptyShape(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length === 0
  if (typeof answer === 'object' && answer !== null) return Object.keys(answer).length === 0
  return answer === undefined || answer === null
}

function readDay(written: string): string {
  const date = parseWrittenDate(written)
  return date.ok ? date.value : written
}

function writeDay(iso: string): string {
  const date = parsePartialDate(iso)
  return date.ok ? formatWrittenDate(date.value) : iso
}

function readWhole(typed: string): number | string {
  const digits = typed.replace(/[\s.,đ₫]/giu, '')
  return /^\d{1,15}$/.test(digits) ? Number(digits) : typed
}

function filledIn(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''))
}

function readPerson(texts: Texts): Texts {
  const { dateOfBirth, personalId, bhxhCode, ...rest } = filledIn(texts)
  return {
    ...rest,
    ...(dateOfBirth && { dateOfBirth: readDay(dateOfBirth) }),
    ...(personalId && { personalId: compact(personalId) }),
    ...(bhxhCode && { bhxhCode: compact(bhxhCode) }),
  }
}

function readAccount(texts: Texts): Texts {
  const { number, holder, ...rest } = filledIn(texts)
  return {
    ...rest,
    ...(number && { number: compact(number) }),
    ...(holder && { holder: foldPersonName(holder).toUpperCase() }),
  }
}

function compact(typed: string): string {
  return typed.replace(/[\s.-]/g, '').toUpperCase()
}
