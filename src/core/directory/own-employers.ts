import { foldWords } from '../search/fold-words.ts'
import { buildSyllableIndex, searchSyllables } from '../search/syllable-index.ts'
import type { ParticipationPeriod } from '../snapshot/history.ts'

/** An employer of a person's own history, with the first and last month there, `YYYY-MM`. */
export type OwnEmployer = { readonly name: string; readonly from: string; readonly to: string }

/**
 * The employers of a history that answer to a query, the best first; all of them, the latest first, for an
 * empty one.
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
  if (foldWords(query).length === 0) return employers
  const found = searchSyllables(buildSyllableIndex(employers), query, { most: employers.length || 1 })
  return found.flatMap(({ number }) => employers[number] ?? [])
}
