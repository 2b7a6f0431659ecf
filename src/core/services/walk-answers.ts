import { comparePartialDates, type PartialDate } from '../dates/partial-date.ts'
import { computeValue } from './compute-value.ts'
import { type ConditionContext, holds, resolveDay } from './condition.ts'
import { type FieldAnswer, readValue } from './read-value.ts'
import type { Field, ServiceDefinition, ServicePage } from './service-definition.ts'

/**
 * What is wrong with the answer to a field. `not_offered`: no choice of the list; `rule`: see the rule's
 * text.
 */
export const faultCodes = [
  'missing',
  'unreadable',
  'not_offered',
  'too_short',
  'too_long',
  'too_small',
  'too_large',
  'too_early',
  'too_late',
  'too_few',
  'too_many',
  'computed_differs',
  'rule',
] as const
export type FaultCode = (typeof faultCodes)[number]

/** `rule`: which one, where the code is `rule`. */
export type FieldFault = { readonly field: string; readonly code: FaultCode; readonly rule?: string }

/**
 * A field that is shown, with its answer as read, or what is wrong with it. A computed one is `answer`
 * without being asked.
 */
export type ShownField = {
  readonly field: Field
  readonly answer?: FieldAnswer
  readonly fault?: FaultCode
}

export type ShownPage = { readonly page: ServicePage; readonly fields: readonly ShownField[] }

/**
 * `today`: the day in Vietnam (`vietnamDay`) on which it is filled in; the issuer takes the one that was
 * sent.
 */
export type AnswerContext = { readonly today: string }

/**
 * Goes through a definition once, in order, with answers from wherever they come: what is hidden by its
 * condition is left out, and counts as not answered for what comes after. A page all of whose fields are
 * hidden is hidden.
 */
export function walkAnswers(
  definition: ServiceDefinition,
  answers: unknown,
  { today }: AnswerContext,
): { readonly pages: readonly ShownPage[]; readonly answerOf: (field: string) => FieldAnswer | undefined } {
  const given = toRecord(answers)
  const known = new Map<string, FieldAnswer>()
  const context: ConditionContext = { answerOf: (field) => known.get(field), today }
  const isShown = ({ when }: Field | ServicePage) => when === undefined || holds(when, context)
  const pages: ShownPage[] = []
  for (const page of definition.pages) {
    if (!isShown(page)) continue
    const fields: ShownField[] = []
    for (const field of page.fields) {
      if (!isShown(field)) continue
      const shown = readField(field, Object.hasOwn(given, field.id) ? given[field.id] : undefined, context)
      if (shown.answer !== undefined && shown.fault === undefined) known.set(field.id, shown.answer)
      fields.push(shown)
    }
    if (fields.length > 0) pages.push({ page, fields })
  }
  return { pages, answerOf: (field) => known.get(field) }
}

function toRecord(answers: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof answers === 'object' && answers !== null && !Array.isArray(answers)
  return isRecord ? (answers as Record<string, unknown>) : {}
}

function readField(field: Field, value: unknown, context: ConditionContext): ShownField {
  if (field.computed) return readComputed(field, field.computed, value, context)
  if (isEmpty(value)) return isOptional(field) ? { field } : { field, fault: 'missing' }
  const read = readValue(field.type, value)
  if (!read.ok) return { field, fault: 'unreadable' }
  const fault = findFault(field, read.value, context)
  return fault ? { field, answer: read.value, fault } : { field, answer: read.value }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** A list that may be empty needs no answer either. */
function isOptional({ optional, repeat }: Field): boolean {
  return optional === true || repeat?.[0] === 0
}

function readComputed(
  field: Field,
  { by, of }: NonNullable<Field['computed']>,
  value: unknown,
  { answerOf, today }: ConditionContext,
): ShownField {
  const inputs = of.map((id) => answerOf(id) as FieldAnswer | undefined)
  const answer = computeValue(by, inputs, today)
  if (answer === undefined) return { field }
  return value === undefined || value === answer
    ? { field, answer }
    : { field, answer, fault: 'computed_differs' }
}

function findFault(field: Field, answer: FieldAnswer, context: ConditionContext): FaultCode | undefined {
  const { type, choices, min, max } = field
  if (choices && !choices.some((choice) => choice === answer)) return 'not_offered'
  if (type === 'text' && typeof answer === 'string') {
    if (min !== undefined && answer.length < min) return 'too_short'
    return max !== undefined && answer.length > max ? 'too_long' : undefined
  }
  if (typeof answer === 'number') {
    if (min !== undefined && answer < min) return 'too_small'
    return max !== undefined && answer > max ? 'too_large' : undefined
  }
  if (Array.isArray(answer)) {
    const [least, most] = field.repeat ?? [1, 1]
    if (answer.length < least) return 'too_few'
    return answer.length > most ? 'too_many' : undefined
  }
  return type === 'date' && typeof answer === 'string' ? findDateFault(field, answer, context) : undefined
}

function findDateFault(field: Field, answer: string, context: ConditionContext): FaultCode | undefined {
  if (answer.length < 10 && !field.partial) return 'unreadable'
  const [after, until] = [field.after, field.until].map((day) => day && resolveDay(day, context))
  const compared = (day: string) => comparePartialDates(answer as PartialDate, day as PartialDate)
  if (after && compared(after) < 0) return 'too_early'
  return until && compared(until) > 0 ? 'too_late' : undefined
}
