import { sayHistory } from '../../history-texts.ts'

/** Of so few rows everything is in sight anyway. */
export const worthSearching = 8

type SearchProps = { label: string; query: string; found: number; onQuery: (query: string) => void }

/** Narrows the rows below at every key; how many are left is said aloud. */
export function SearchField({ label, query, found, onQuery }: SearchProps) {
  const said = found > 0 ? sayHistory('search.found', { count: found }) : sayHistory('search.nothing')
  return (
    <div class="field search">
      <label>
        {label}
        <input
          type="search"
          autocomplete="off"
          maxLength={100}
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
        />
      </label>
      <p class="small" role="status">
        {query.trim() !== '' && said}
      </p>
    </div>
  )
}
