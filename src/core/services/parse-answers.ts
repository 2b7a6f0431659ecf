import { err, ok, type Result } from '../result.ts'
import { isBoundedJson } from './bounded-json.ts'
import { type ConditionContext, holds } from './condition.ts'
import type { Answers, FieldAnswer } from './read-value.ts'
import { listFields, type ServiceDefinition, type ServicePage } from './service-definition.ts'
import { limits } from './service-words.ts'
import { type AnswerContext, type FieldFault, type ShownField, walkAnswers } from './walk-answers.ts'

/**
 * The pages that a person goes through with these answers, in order, each with only the fields that are
 * asked: hidden and computed ones are left out, and so are pages of which nothing is left.
 * @param answers of a draft; half typed ones count as none
 */
export function visiblePages(
  definition: ServiceDefinition,
  answers: Answers,
  context: AnswerContext,
): readonly ServicePage[] {
  return walkAnswers(definition, answers, context).pages.flatMap(({ page, fields }) => {
    const asked = fields.flatMap(({ field }) => (field.computed ? [] : [field]))
    return asked.length > 0 ? [{ ...page, fields: asked }] : []
  })
}

/**
 * The parser of both sides. The phone sends what it gives; the issuer reads what has come with the definition
 * of the version that was sent, and with the day that was sent. What it gives holds answers of shown fields
 * only, each in its one form, and what is computed; parsing that again gives the same. Whatever else is in
 * `answers` is left out, never refused.
 *
 * @param answers anything
 * @returns else every fault, in the order of the pages; one of no field (`''`) where the answers as a whole
 * are out of bounds
 */
export function parseAnswers(
  definition: ServiceDefinition,
  answers: unknown,
  context: AnswerContext,
): Result<Answers, readonly FieldFault[]> {
  const isBounded = isBoundedJson(answers, limits) && JSON.stringify(answers).length <= limits.answers
  if (!isBounded) return err([{ field: '', code: 'too_long' }])
  const { pages, answerOf } = walkAnswers(definition, answers, context)
  const shown = pages.flatMap(({ fields }) => fields)
  const faults: FieldFault[] = shown.flatMap(({ field, fault }) =>
    fault ? [{ field: field.id, code: fault }] : [],
  )
  if (faults.length === 0) faults.push(...findBrokenRules(definition, { answerOf, ...context }))
  return faults.length > 0 ? err(faults) : ok(toAnswers(shown))
}

/** The rules that these answers break. */
export function findBrokenRules(
  { rules = [] }: Pick<ServiceDefinition, 'rules'>,
  context: ConditionContext,
): readonly FieldFault[] {
  const broken = rules.filter(({ must }) => !holds(must, context))
  return broken.map(({ id, at }) => ({ field: at, code: 'rule', rule: id }))
}

function toAnswers(shown: readonly ShownField[]): Answers {
  return Object.fromEntries(
    shown.flatMap(({ field, answer }) => (answer === undefined ? [] : [[field.id, answer]])),
  )
}

/** A line of the review, of the printed sheet and of the officer's view. `answer` absent: left empty. */
export type ReviewLine = {
  /** The page where it is changed; absent for what is computed. */
  readonly page?: string
  readonly field: ServiceDefinition['pages'][number]['fields'][number]
  readonly answer?: FieldAnswer
  /** The number on the printed form. */
  readonly number?: string
}

/** Every field that is shown with these answers, in the order of the pages. */
export function reviewLines(
  definition: ServiceDefinition,
  answers: Answers,
  context: AnswerContext,
): readonly ReviewLine[] {
  return walkAnswers(definition, answers, context).pages.flatMap(({ page, fields }) =>
    fields.map(({ field, answer }) => ({
      ...(!field.computed && { page: page.id }),
      field,
      ...(answer !== undefined && { answer }),
    })),
  )
}

/** The lines of the printed form with its numbers, in its order; those of hidden fields stay empty. */
export function sheetLines(
  definition: ServiceDefinition,
  answers: Answers,
  context: AnswerContext,
): readonly ReviewLine[] {
  const review = reviewLines(definition, answers, context)
  const numbers = definition.sheet?.lines ?? []
  const fields = new Map(listFields(definition).map((field) => [field.id, field]))
  return numbers.flatMap(([number, id]) => {
    const field = fields.get(id)
    const line = review.find((each) => each.field.id === id) ?? (field && { field })
    return line ? [{ ...line, number }] : []
  })
}

/**
 * What of the answers is reckoned, by field: what a person is shown to agree to, and the issuer reckons
 * again.
 */
export function computedOf(
  definition: ServiceDefinition,
  answers: Answers,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    listFields(definition).flatMap(({ id, computed }) => {
      const answer = computed && answers[id]
      return typeof answer === 'number' ? [[id, answer]] : []
    }),
  )
}

/** The files that answers name, by the SHA-256 of their bytes, each once. */
export function filesOf(definition: ServiceDefinition, answers: Answers): readonly string[] {
  const lists = listFields(definition).flatMap(({ id, type }) => (type === 'pictures' ? [answers[id]] : []))
  const hashes = lists.flatMap((list) => (Array.isArray(list) ? list : []))
  return [...new Set(hashes.filter((hash) => typeof hash === 'string'))]
}

/**
 * Whether it is asked once more who sends this: where the service says so, and where a number is changed by
 * which accounts are signed in to.
 */
export function asksAgain({ proof, changes }: ServiceDefinition, answers: Answers): boolean {
  const personal = changes?.['holder.personal']
  return proof === 'again' || (personal !== undefined && answers[personal] !== undefined)
}
