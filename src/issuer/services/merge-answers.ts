import { parseAnswers, reviewLines } from '../../core/services/parse-answers.ts'
import type { Answers } from '../../core/services/read-value.ts'
import { listFields, type ServiceDefinition } from '../../core/services/service-definition.ts'

/**
 * Answers once the pages that went back are mended: those of these pages anew, all others as they were sent,
 * also where nothing was, so that what an officer has looked at stays as it is. Pages that only the mended
 * answers open are new, too.
 * @param earlier `day`: on which it was filled in then
 * @returns undefined where the two do not fit together
 */
export function mergeAnswers(
  definition: ServiceDefinition,
  earlier: { readonly answers: Answers; readonly pages: readonly string[]; readonly day: string },
  mended: Answers,
  day: string,
): Answers | undefined {
  const returned = definition.pages.filter(({ id }) => earlier.pages.includes(id))
  const open = new Set(listFields({ pages: returned }).map(({ id }) => id))
  const shown = reviewLines(definition, earlier.answers, { today: earlier.day })
  const closed = new Set(
    shown.flatMap(({ field: { id, computed } }) => (computed || open.has(id) ? [] : [id])),
  )
  const pick = (answers: Answers, isClosed: boolean) =>
    Object.fromEntries(Object.entries(answers).filter(([id]) => closed.has(id) === isClosed))
  const merged = { ...pick(mended, false), ...pick(earlier.answers, true) }
  const parsed = parseAnswers(definition, merged, { today: day })
  return parsed.ok ? parsed.value : undefined
}
