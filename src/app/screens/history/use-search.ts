import { useMemo, useState } from 'preact/hooks'
import type { SearchIndex } from '../../../core/snapshot/search-history.ts'
import type { HistorySearch } from '../../../history-view/search-field.tsx'

/**
 * The state of a search field. The index, which takes longer than one frame, is prepared when the person is
 * about to type; it is undefined while nothing is searched.
 */
export function useSearch(
  prepare: () => SearchIndex,
  inputs: readonly unknown[],
): [SearchIndex | undefined, HistorySearch] {
  const [query, setQuery] = useState('')
  const [touched, setTouched] = useState(false)
  const index = useMemo(() => (touched ? prepare() : undefined), [touched, ...inputs])
  const search = {
    query,
    onQuery: (typed: string) => {
      setTouched(true)
      setQuery(typed)
    },
    onFocus: () => setTouched(true),
  }
  return [query.trim() === '' ? undefined : index, search]
}
