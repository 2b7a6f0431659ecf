import { MOST_TEXTS, type SyllableIndex } from './syllable-index.ts'

/**
 * Whether something that was kept can be searched as an index of so many texts, in bounded time. What it
 * finds may be wrong where single places in it are: a place that leads nowhere finds nothing.
 */
export function isSyllableIndex(value: unknown, texts: number): value is SyllableIndex {
  if (typeof value !== 'object' || value === null) return false
  const index: Partial<Record<keyof SyllableIndex, unknown>> = value
  const { vocabulary, counts, syllables, starts, nameEnds } = index
  if (!isVocabulary(vocabulary)) return false
  if (!(counts instanceof Uint16Array && syllables instanceof Uint16Array)) return false
  if (!(starts instanceof Uint32Array && nameEnds instanceof Uint32Array)) return false
  return (
    counts.length === vocabulary.length &&
    nameEnds.length === texts &&
    starts.length === texts + 1 &&
    starts[texts] === syllables.length &&
    starts.every((start, at) => at === 0 || start >= (starts[at - 1] ?? 0))
  )
}

/** Words in the order of a binary search, each once. */
function isVocabulary(value: unknown): value is readonly string[] {
  if (!Array.isArray(value) || value.length > MOST_TEXTS) return false
  return value.every((word, at) => typeof word === 'string' && (at === 0 || value[at - 1] < word))
}
