import { foldWords } from '../search/fold-words.ts'
import { listTexts } from './article.ts'
import type { ArticleEntry } from './article-pack.ts'

/**
 * The entries that have all words of a query, those with them in the title first. Words are compared without
 * marks and from their beginning; in scripts without blanks, the query as a whole.
 */
export function searchArticles<Entry extends ArticleEntry>(
  entries: readonly Entry[],
  query: string,
): readonly Entry[] {
  const words = foldWords(query)
  const sought = query.trim().normalize('NFC').toLowerCase()
  if (sought === '') return []
  const has = (text: string) => {
    if (words.length === 0) return text.toLowerCase().includes(sought)
    const folded = ` ${foldWords(text).join(' ')}`
    return words.every((word) => folded.includes(` ${word}`))
  }
  const titled = entries.filter(({ title }) => has(title))
  const others = entries.filter(
    (entry) =>
      !titled.includes(entry) &&
      has([entry.title, entry.summary ?? '', ...listTexts(entry.body)].join(' ').slice(0, 2000)),
  )
  return [...titled, ...others]
}
