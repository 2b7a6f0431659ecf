import { parseAnswers } from '../../core/services/parse-answers.ts'
import type { Answers } from '../../core/services/read-value.ts'
import { listFields, type ServiceDefinition } from '../../core/services/service-definition.ts'

/**
 * Answers once the pages that went back are mended: those of these pages anew, all others as they were sent,
 * so that what an officer has looked at stays as it is. Pages that only the mended answers open are new, too.
 * @returns undefined where the two do not fit together
 */
export function mergeAnswers(
  definition: ServiceDefinition,
  earlier: { readonly answers: Answers; readonly pages: readonly string[] },
  mended: Answers,
  day: string,
): Answers | undefined {
  const returned = definition.pages.filter(({ id }) => earlier.pages.includes(id))
  const open = new Set(listFields({ pages: returned }).map(({ id }) => id))
  const computed = new Set(listFields(definition).flatMap(({ id, computed: by }) => (by ? [id] : [])))
  const kept = Object.entries(earlier.answers).filter(([id]) => !open.has(id) && !computed.has(id))
  const merged = parseAnswers(definition, { ...mended, ...Object.fromEntries(kept) }, { today: day })
  return merged.ok ? merged.value : undefined
}
