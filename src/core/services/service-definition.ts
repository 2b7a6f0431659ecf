import * as v from 'valibot'
import { serviceId } from '../api/endpoint.ts'
import { condition, dayText, fieldId } from './condition.ts'
import {
  audiences,
  changeTargets,
  computations,
  deliveries,
  fieldTypes,
  limits,
  prefills,
  proofs,
  resultKinds,
  SERVICE_SCHEMA,
} from './service-words.ts'

/**
 * A public service as data, see docs/services.md: from it come the form, the parser on both sides, the
 * review, the PDF, the officer's view and what an approval does. There is no code of one service. Read it
 * with `readServiceDefinition`; what is inferred from these schemas alone may still contradict itself.
 */

const whole = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most))
const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as (keyof T & string)[]

/** Of `text` characters, of `number` the number, of `money` đồng. */
const bound = v.pipe(v.number(), v.safeInteger())

export const Field = v.strictObject({
  id: fieldId,
  type: v.picklist(fieldTypes),
  when: v.optional(condition),
  /** May stay empty. */
  optional: v.optional(v.literal(true)),
  from: v.optional(v.picklist(keysOf(prefills))),
  /** Of `choice`, in the order shown. */
  choices: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,29}$/))),
      v.minLength(1),
      v.maxLength(limits.choices),
    ),
  ),
  min: v.optional(bound),
  max: v.optional(bound),
  /** Of `date`: not before, not after this day. */
  after: v.optional(dayText),
  until: v.optional(dayText),
  /** Of `date`: the year, or year and month, is enough (birth of older people). */
  partial: v.optional(v.literal(true)),
  /** Of `person` and `pictures`: at least and at most so many; `[1, 1]` where it is not said. */
  repeat: v.optional(v.strictTuple([whole(limits.people), whole(limits.people)])),
  /** Of `number` and `money`: reckoned from these fields and never typed. */
  computed: v.optional(
    v.strictObject({
      by: v.picklist(keysOf(computations)),
      of: v.pipe(v.array(fieldId), v.minLength(1), v.maxLength(4)),
    }),
  ),
})

export const ServicePage = v.strictObject({
  id: fieldId,
  when: v.optional(condition),
  fields: v.pipe(v.array(Field), v.minLength(1), v.maxLength(12)),
})

/**
 * What the answers must fulfil together; where they do not, `at` is the field that is pointed at, with the
 * text `rule.<id>`.
 */
const Rule = v.strictObject({ id: fieldId, must: condition, at: fieldId })

/** The printed form: its name, and its lines by the form's own numbers. */
const Sheet = v.strictObject({
  form: v.pipe(v.string(), v.maxLength(40), v.regex(/^[A-Z0-9][A-Z0-9-]*$/)),
  lines: v.pipe(
    v.array(v.strictTuple([v.pipe(v.string(), v.regex(/^\d{1,2}(\.\d{1,2}){0,2}$/)), fieldId])),
    v.minLength(1),
    v.maxLength(limits.fields),
  ),
})

export const WrittenDefinition = v.strictObject({
  schema: v.literal(SERVICE_SCHEMA),
  id: serviceId,
  /** Grows with every change of the definition; texts may change without. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000)),
  /** Of the national catalogue, `1.002759`. */
  procedure: v.pipe(v.string(), v.regex(/^\d\.\d{6}$/)),
  /** As it is cited in Vietnamese. */
  law: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(120))), v.minLength(1), v.maxLength(8)),
  /** On which day somebody compared it with the law. */
  checked: v.pipe(v.string(), v.isoDate()),
  audience: v.picklist(audiences),
  /** Only in the first so many days of a quarter, in Vietnam (`windowOn`). */
  window: v.optional(v.strictObject({ quarterDays: v.pipe(whole(90), v.minValue(1)) })),
  /** None: a guide, which only says who files it and where. */
  pages: v.pipe(v.array(ServicePage), v.maxLength(limits.pages)),
  rules: v.optional(v.pipe(v.array(Rule), v.maxLength(limits.rules))),
  sheet: v.optional(Sheet),
  delivery: v.optional(
    v.pipe(v.array(v.picklist(deliveries)), v.minLength(1), v.maxLength(deliveries.length)),
  ),
  proof: v.picklist(proofs),
  /** Working days that the office has; 0: the same day. */
  days: whole(120),
  result: v.picklist(resultKinds),
  /** What an approval writes, and the field that says it; what was not asked for is not written. */
  changes: v.optional(v.record(v.picklist(keysOf(changeTargets)), fieldId)),
})

export type Field = v.InferOutput<typeof Field>
export type ServicePage = v.InferOutput<typeof ServicePage>
export type Rule = v.InferOutput<typeof Rule>

/**
 * A definition that has been read: every field that a condition, bound, rule, line or change names exists,
 * stands before what looks at it, and has the right type. `pages` has the question of the delivery at its
 * end, if there is one.
 */
export type ServiceDefinition = v.InferOutput<typeof WrittenDefinition>

/** All fields in the order in which they are asked. */
export function listFields(definition: Pick<ServiceDefinition, 'pages'>): readonly Field[] {
  return definition.pages.flatMap(({ fields }) => fields)
}

/** Whether there is nothing to fill in. */
export function isGuide({ pages }: Pick<ServiceDefinition, 'pages'>): boolean {
  return pages.length === 0
}

/**
 * Why a definition is refused. `schema_unknown`: of a later version of the app; `too_large`: out of the
 * bounds of `limits`; `malformed`: not of this form, with unknown words or types; the others contradict
 * themselves: the same id twice, a name that is no earlier field, a type that does not fit, bounds that
 * nothing can meet.
 */
export type DefinitionError =
  | 'malformed'
  | 'schema_unknown'
  | 'too_large'
  | 'id_twice'
  | 'field_unknown'
  | 'type_unfit'
  | 'bounds_unfit'
  | 'result_unfit'
  | 'text_missing'
  | 'text_unsafe'
