import * as v from 'valibot'
import { addDays } from '../dates/days.ts'
import { addMonths } from '../dates/months.ts'
import { comparePartialDates, type PartialDate } from '../dates/partial-date.ts'

/**
 * When a page or field is shown, or what a rule demands: data, no expression. A value that begins with `$`
 * stands for the answer of the field that it names.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** The answer of a field is this value. */
  | { readonly is: readonly [field: string, value: ConditionValue] }
  | { readonly in: readonly [field: string, values: readonly ConditionValue[]] }
  /** There is an answer at all (of a list: one entry at least). */
  | { readonly filled: string }
  /** A date lies before a day, see `resolveDay`; of dates known to the year only, where it is certain. */
  | { readonly before: readonly [field: string, day: string] }

export type ConditionValue = string | number | boolean

export const fieldId = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,29}$/))

const value = v.union([v.pipe(v.string(), v.maxLength(60)), v.pipe(v.number(), v.safeInteger()), v.boolean()])

/** `2026-01-31`, `today`, `today-6y`, `today+15d`, `today-2m`, `$field`. */
export const dayText = v.pipe(
  v.string(),
  v.regex(/^(?:today(?:[+-]\d{1,3}[dmy])?|\d{4}-\d\d-\d\d|\$[a-z][A-Za-z0-9]{0,29})$/),
)

const inner = v.lazy(() => condition)
const innerList = v.pipe(v.array(inner), v.minLength(1), v.maxLength(20))

/** Of values whose nesting is bounded already (`isBoundedJson`). */
export const condition: v.GenericSchema<Condition> = v.union([
  v.strictObject({ all: innerList }),
  v.strictObject({ any: innerList }),
  v.strictObject({ not: inner }),
  v.strictObject({ is: v.strictTuple([fieldId, value]) }),
  v.strictObject({
    in: v.strictTuple([fieldId, v.pipe(v.array(value), v.minLength(1), v.maxLength(60))]),
  }),
  v.strictObject({ filled: fieldId }),
  v.strictObject({ before: v.strictTuple([fieldId, dayText]) }),
])

/** What a condition may look at: answers of fields that are shown, and the day in Vietnam. */
export type ConditionContext = {
  /** `undefined`: not shown, not answered or not understood. */
  readonly answerOf: (field: string) => unknown
  readonly today: string
}

/**
 * Whether a condition holds. What is not answered equals nothing, lies before nothing and is not filled, so
 * that only `not` can be true of it.
 */
export function holds(condition: Condition, context: ConditionContext): boolean {
  if ('all' in condition) return condition.all.every((each) => holds(each, context))
  if ('any' in condition) {
    const { any: several } = condition
    return several.some((each) => holds(each, context))
  }
  if ('not' in condition) return !holds(condition.not, context)
  if ('filled' in condition) return isFilled(context.answerOf(condition.filled))
  if ('before' in condition) return isBefore(condition.before, context)
  const [field, wanted] = 'is' in condition ? condition.is : condition.in
  const answer = context.answerOf(field)
  const values = Array.isArray(wanted) ? wanted : [wanted]
  return answer !== undefined && values.some((each) => answer === resolveValue(each, context))
}

function resolveValue(value: ConditionValue, { answerOf }: ConditionContext): unknown {
  const field = fieldIn(value)
  return field === undefined ? value : answerOf(field)
}

/** The field that a value names, if it names one. */
export function fieldIn(value: ConditionValue): string | undefined {
  return typeof value === 'string' && value.startsWith('$') ? value.slice(1) : undefined
}

function isFilled(answer: unknown): boolean {
  return Array.isArray(answer) ? answer.length > 0 : answer !== undefined && answer !== ''
}

function isBefore([field, text]: readonly [string, string], context: ConditionContext): boolean {
  const [answer, day] = [context.answerOf(field), resolveDay(text, context)]
  if (typeof answer !== 'string' || day === undefined) return false
  return comparePartialDates(answer as PartialDate, day) < 0
}

/** The day that a text of `dayText` means; undefined where it is the answer of a field that has none. */
export function resolveDay(text: string, { answerOf, today }: ConditionContext): PartialDate | undefined {
  const field = fieldIn(text)
  if (field !== undefined) {
    const answer = answerOf(field)
    return typeof answer === 'string' ? (answer as PartialDate) : undefined
  }
  const [, sign, count, unit] = /^today(?:([+-])(\d+)([dmy]))?$/.exec(text) ?? []
  if (!text.startsWith('today')) return text as PartialDate
  const distance = Number(count ?? 0) * (sign === '-' ? -1 : 1)
  if (unit === 'm') return addMonths(today as PartialDate, distance)
  return unit === 'y'
    ? addMonths(today as PartialDate, 12 * distance)
    : addDays(today as PartialDate, distance)
}

/** All conditions in one, itself among them. */
export function listConditions(condition: Condition): readonly Condition[] {
  if ('all' in condition) return [condition, ...condition.all.flatMap(listConditions)]
  if ('any' in condition) {
    const { any: several } = condition
    return [condition, ...several.flatMap(listConditions)]
  }
  return 'not' in condition ? [condition, ...listConditions(condition.not)] : [condition]
}
