import { foldWords } from '../search/fold-words.ts'
import type { ParticipationPeriod } from '../snapshot/history.ts'

/** An employer of a person's own history, with the first and last month there, `YYYY-MM`. */
export type OwnEmployer = { readonly name: string; readonly from: string; readonly to: string }

/**
 * The employers of a history, the latest first, in whose name every word of a query begins a word; all of
 * them for an empty one. No guessing, as in a directory: these few stand beside what was looked for there.
 */
export function findOwnEmployers(
  participation: readonly ParticipationPeriod[],
  query: string,
): readonly OwnEmployer[] {
  const byName = new Map<string, OwnEmployer>()
  for (const { employer, from, to } of participation) {
    if (employer === undefined) continue
    const known = byName.get(employer)
    byName.set(employer, {
      name: employer,
      from: known && known.from < from ? known.from : from,
      to: known && known.to > to ? known.to : to,
    })
  }
  const employers = [...byName.values()].sort((one, other) => (one.to < other.to ? 1 : -1))
  const typed = foldWords(query)
  return employers.filter(({ name }) => {
    const words = foldWords(name)
    return typed.every((start) => words.some((word) => word.startsWith(start)))
  })
}
