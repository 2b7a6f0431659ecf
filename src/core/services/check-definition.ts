import { err, ok } from '../result.ts'
import { type Condition, type ConditionValue, fieldIn, listConditions } from './condition.ts'
import { askDelivery, deliveryIds } from './delivery.ts'
import { addDelivery, type DefinitionReader, readWrittenDefinition } from './read-definition.ts'
import { type DefinitionError, type Field, listFields, type ServiceDefinition } from './service-definition.ts'
import {
  type ChangeTarget,
  changeTargets,
  computations,
  type FieldType,
  limits,
  listTypes,
  prefills,
} from './service-words.ts'

type Fault = DefinitionError | undefined
type Fields = ReadonlyMap<string, Field>

/**
 * Reads a definition and judges it in full, before it is released and where requests are taken by it. There
 * are no loops to look for: what a condition names stands before the page or field that it belongs to.
 */
export const readServiceDefinition: DefinitionReader = (value) => {
  const read = readWrittenDefinition(value)
  if (!read.ok) return read
  const fault = checkDefinition(read.value)
  return fault === undefined ? ok(addDelivery(read.value)) : err(fault)
}

/** What a definition of the right form has wrong in itself; undefined if nothing. */
function checkDefinition(definition: ServiceDefinition): Fault {
  const fields = listFields(definition)
  const ids = [...definition.pages.map(({ id }) => `page ${id}`), ...fields.map(({ id }) => id)]
  const rules = definition.rules ?? []
  if (fields.length > limits.fields) return 'too_large'
  if (countConditions(definition) > limits.conditions) return 'too_large'
  if (new Set(ids).size < ids.length || new Set(rules.map(({ id }) => id)).size < rules.length)
    return 'id_twice'
  const reserved = new Set<string>(deliveryIds)
  if (ids.some((id) => reserved.has(id.replace('page ', '')))) return 'id_twice'
  const all = [...fields, ...listFields({ pages: [...askDelivery(definition.delivery)] })]
  return checkPages(definition) ?? checkRest(definition, new Map(all.map((field) => [field.id, field])))
}

function countConditions({ pages, rules = [] }: ServiceDefinition): number {
  const all = [...pages, ...pages.flatMap(({ fields }) => fields)].flatMap(({ when }) => when ?? [])
  return [...all, ...rules.map(({ must }) => must)].flatMap(listConditions).length
}

/** Each condition and bound knows only what was asked before it: no loop can be written. */
function checkPages({ pages }: ServiceDefinition): Fault {
  const before = new Map<string, Field>()
  for (const page of pages) {
    const fault = checkCondition(page.when, before)
    if (fault) return fault
    for (const field of page.fields) {
      const fieldFault = checkCondition(field.when, before) ?? checkField(field, before)
      if (fieldFault) return fieldFault
      before.set(field.id, field)
    }
  }
  return undefined
}

function checkRest({ pages, rules = [], sheet, result, changes }: ServiceDefinition, fields: Fields): Fault {
  for (const rule of rules) {
    const fault = fields.has(rule.at) ? checkCondition(rule.must, fields) : 'field_unknown'
    if (fault) return fault
  }
  if (sheet?.lines.some(([, field]) => !fields.has(field))) return 'field_unknown'
  const written = Object.entries(changes ?? {}) as [ChangeTarget, string][]
  if (written.some(([, field]) => !fields.has(field))) return 'field_unknown'
  if (written.some(([target, field]) => fields.get(field)?.type !== changeTargets[target]))
    return 'type_unfit'
  const canChange = result === 'new-snapshot' || result === 'payment-then-snapshot'
  if (written.length > 0 && !canChange) return 'result_unfit'
  return pages.length === 0 && result !== 'none' ? 'result_unfit' : undefined
}

function checkField(field: Field, before: Fields): Fault {
  const { type, choices, min, max, after, until, partial, repeat, computed, from } = field
  const isList = (listTypes as readonly FieldType[]).includes(type)
  const isSized = type === 'text' || type === 'number' || type === 'money'
  if ((type === 'choice') !== (choices !== undefined)) return 'type_unfit'
  if (choices && new Set(choices).size < choices.length) return 'id_twice'
  if ((min !== undefined || max !== undefined) && !isSized) return 'type_unfit'
  if (min !== undefined && max !== undefined && min > max) return 'bounds_unfit'
  if ((after !== undefined || until !== undefined || partial) && type !== 'date') return 'type_unfit'
  if (repeat && !isList) return 'type_unfit'
  if (repeat && (repeat[0] > repeat[1] || repeat[1] < 1)) return 'bounds_unfit'
  if (repeat && type === 'pictures' && repeat[1] > limits.pictures) return 'bounds_unfit'
  if (from && prefills[from] !== type) return 'type_unfit'
  return checkDay(after, before) ?? checkDay(until, before) ?? checkComputed(type, computed, before)
}

function checkComputed(type: FieldType, computed: Field['computed'], before: Fields): Fault {
  if (!computed) return undefined
  if (type !== 'number' && type !== 'money') return 'type_unfit'
  const wanted = computations[computed.by]
  if (wanted.length !== computed.of.length) return 'type_unfit'
  const given = computed.of.map((id) => before.get(id)?.type)
  if (given.includes(undefined)) return 'field_unknown'
  return given.every((each, at) => each === wanted[at]) ? undefined : 'type_unfit'
}

function checkDay(day: string | undefined, before: Fields): Fault {
  const field = day === undefined ? undefined : fieldIn(day)
  if (field === undefined) return isRealDay(day) ? undefined : 'bounds_unfit'
  const found = before.get(field)
  return found ? (found.type === 'date' ? undefined : 'type_unfit') : 'field_unknown'
}

function isRealDay(day: string | undefined): boolean {
  if (day === undefined || day.startsWith('today')) return true
  const time = Date.parse(day)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

function checkCondition(condition: Condition | undefined, before: Fields): Fault {
  for (const each of condition ? listConditions(condition) : []) {
    const fault = checkOne(each, before)
    if (fault) return fault
  }
  return undefined
}

function checkOne(condition: Condition, before: Fields): Fault {
  if ('all' in condition || 'any' in condition || 'not' in condition) return undefined
  if ('filled' in condition) return before.has(condition.filled) ? undefined : 'field_unknown'
  if ('before' in condition) {
    const [field, day] = condition.before
    return checkDay(`$${field}`, before) ?? checkDay(day, before)
  }
  const [id, wanted] = 'is' in condition ? condition.is : condition.in
  const field = before.get(id)
  if (!field) return 'field_unknown'
  const values: readonly ConditionValue[] = typeof wanted === 'object' ? wanted : [wanted]
  for (const value of values) {
    const other = fieldIn(value)
    if (other !== undefined && !before.has(other)) return 'field_unknown'
    const fits = other === undefined ? fitsValue(field, value) : before.get(other)?.type === field.type
    if (!fits) return 'type_unfit'
  }
  return undefined
}

/** Whether an answer of a field can ever be this value; lists and compound answers equal nothing. */
function fitsValue({ type, choices }: Field, value: ConditionValue): boolean {
  if (type === 'choice') return choices?.some((choice) => choice === value) ?? false
  if (type === 'yes-no') return typeof value === 'boolean'
  if (type === 'number' || type === 'money') return typeof value === 'number'
  const compound: readonly FieldType[] = ['person', 'pictures', 'address', 'ward', 'bank-account']
  return !compound.includes(type) && typeof value === 'string'
}
