import { type Condition, fieldIn, listConditions } from '../../../core/services/condition.ts'
import { findBrokenRules, reviewLines, visiblePages } from '../../../core/services/parse-answers.ts'
import { type Answers, readValue } from '../../../core/services/read-value.ts'
import {
  listFields,
  type ServiceDefinition,
  type ServicePage,
} from '../../../core/services/service-definition.ts'
import { type AnswerContext, type FieldFault, walkAnswers } from '../../../core/services/walk-answers.ts'
import { type TypedAnswers, toAnswer } from './fields/typed-answer.ts'

/** What the controls hold, as core reads it; core looks at each answer again. */
export function toAnswers(definition: ServiceDefinition, typed: TypedAnswers): Answers {
  const answers = listFields(definition).flatMap(({ id, type }) => {
    const answer = toAnswer(type, typed[id])
    return answer === undefined ? [] : [[id, answer] as const]
  })
  return Object.fromEntries(answers) as Answers
}

/** The pages that are asked with these answers, in their order. */
export function pagesOf(
  definition: ServiceDefinition,
  typed: TypedAnswers,
  context: AnswerContext,
): readonly ServicePage[] {
  return visiblePages(definition, toAnswers(definition, typed), context)
}

/**
 * What keeps a page from being right, as far as it can be told there: its fields, and rules that point at one
 * of them and look at nothing that is asked later.
 */
export function findPageFaults(
  definition: ServiceDefinition,
  typed: TypedAnswers,
  pageId: string,
  context: AnswerContext,
): readonly FieldFault[] {
  const { pages, answerOf } = walkAnswers(definition, toAnswers(definition, typed), context)
  const fields = pages.find(({ page }) => page.id === pageId)?.fields ?? []
  const faults = fields.flatMap(({ field, fault }) => (fault ? [{ field: field.id, code: fault }] : []))
  if (faults.length > 0) return faults
  const here = new Set(fields.map(({ field }) => field.id))
  const asked = new Set(fieldsUntil(definition, pageId))
  const rules = definition.rules?.filter(
    ({ at, must }) => here.has(at) && fieldsIn(must).every((field) => asked.has(field)),
  )
  return findBrokenRules({ rules }, { answerOf, ...context })
}

function fieldsUntil({ pages }: ServiceDefinition, pageId: string): readonly string[] {
  const end = pages.findIndex(({ id }) => id === pageId) + 1
  return listFields({ pages: pages.slice(0, end) }).map(({ id }) => id)
}

/** The fields that a condition looks at. */
function fieldsIn(condition: Condition): readonly string[] {
  return listConditions(condition).flatMap((each) => {
    if ('filled' in each) return [each.filled]
    const [field, wanted] =
      'is' in each ? each.is : 'in' in each ? each.in : 'before' in each ? each.before : []
    const values = Array.isArray(wanted) ? wanted : [wanted]
    const others = values.flatMap((value) => fieldIn(value) ?? [])
    return field === undefined ? [] : [field, ...others]
  })
}

/**
 * Answers to an earlier version of a definition, as far as they fit this one: fields that still are what they
 * were. `lost` is how many answers did not.
 */
export function carryOver(
  definition: ServiceDefinition,
  typed: TypedAnswers,
): { readonly typed: TypedAnswers; readonly lost: number } {
  const fields = new Map(listFields(definition).map((field) => [field.id, field]))
  const given = Object.entries(typed).filter(([, answer]) => answer !== undefined && answer !== '')
  const kept = given.filter(([id, answer]) => {
    const field = fields.get(id)
    if (!field || field.computed) return false
    const read = toAnswer(field.type, answer)
    const fits = read !== undefined && readValue(field.type, read).ok
    return fits && (field.choices?.some((choice) => choice === read) ?? true)
  })
  return { typed: Object.fromEntries(kept), lost: given.length - kept.length }
}

/** The lines of the review. */
export function listReviewLines(definition: ServiceDefinition, typed: TypedAnswers, context: AnswerContext) {
  return reviewLines(definition, toAnswers(definition, typed), context)
}
