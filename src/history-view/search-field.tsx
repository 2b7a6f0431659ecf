import type { TranslateHistory } from './shown-history.ts'

/** Of so few rows everything is in sight anyway. */
export const worthSearching = 8

export type HistorySearch = {
  query: string
  onQuery: (query: string) => void
  /** The person is about to type. */
  onFocus: () => void
}

type SearchProps = { t: TranslateHistory; label: string; found: number; search?: HistorySearch | undefined }

/** Narrows the rows below at every key; how many are left is said aloud. */
export function SearchField({ t, label, found, search }: SearchProps) {
  const said = found > 0 ? t('search.found', { count: found }) : t('search.nothing')
  const query = search?.query ?? ''
  return (
    <div class="field search">
      <label>
        {label}
        <input
          type="search"
          autocomplete="off"
          maxLength={100}
          value={query}
          onFocus={search?.onFocus}
          onInput={(event) => search?.onQuery(event.currentTarget.value)}
        />
      </label>
      <p class="small" role="status">
        {query.trim() !== '' && said}
      </p>
    </div>
  )
}
