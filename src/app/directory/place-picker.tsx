import { useId, useState } from 'preact/hooks'
import { type DirectoryEntry, listEntries, searchDirectory } from '../../core/directory/directory.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tLookup } from '../texts/lookup-texts.ts'
import { nameOf, placeOf } from './entry-names.ts'
import { useDirectory } from './use-directory.ts'

type PlacePickerProps = {
  /** Facilities are known by five digits, offices by three to five. */
  type: 'facility' | 'branch'
  name: string
  label: string
  help?: string | undefined
  /** Code of the chosen place, empty while none is. */
  value: string
  onChoose: (code: string) => void
  validationError?: string | undefined
  /** Who chose, if it was not the person. */
  mark?: string | undefined
}

/** So many places are offered at once; a few letters find the others. */
const MOST_OFFERED = 6

/**
 * One place of the directory on this phone, by a few letters of its name: works without a network, and asks
 * nobody.
 */
export function PlacePicker({ type, label, value, onChoose, ...props }: PlacePickerProps) {
  const id = useId()
  const [query, setQuery] = useState('')
  const { state, retry } = useDirectory()
  if (state.name !== 'ready') {
    if (state.name === 'loading') return <p role="status">{tLookup('lookup.loading')}</p>
    return (
      <div class="notice" role="alert">
        <p>{tLookup('lookup.missing')}</p>
        <button type="button" class="plain" onClick={() => retry({ isAsked: true })}>
          {tLookup('lookup.retry')}
        </button>
      </div>
    )
  }
  const { directory } = state.loaded
  const accepts = (entry: DirectoryEntry) => entry.type === type
  const found = searchDirectory(directory, query, { filter: { accepts }, most: MOST_OFFERED + 1 })
  const chosen = value
    ? listEntries(directory).find((entry) => accepts(entry) && codeOf(entry) === value)
    : undefined
  const others = found.slice(0, MOST_OFFERED).filter((entry) => entry !== chosen)
  const offered = chosen ? [chosen, ...others] : others
  return (
    <div class="ward place">
      <TextField
        name={props.name}
        label={label}
        help={props.help ?? tLookup('lookup.searchHint')}
        value={query}
        maxLength={100}
        onChange={setQuery}
        onEnter={() => {
          const [only, second] = found
          if (only && !second) onChoose(codeOf(only))
        }}
        validationError={props.validationError}
        mark={query === '' ? props.mark : undefined}
        isUrgent
      />
      {offered.length > 0 && (
        <fieldset class="options">
          <legend class="unseen">{label}</legend>
          {offered.map((entry) => (
            <label key={entry.key}>
              <input
                type="radio"
                name={id}
                checked={entry === chosen}
                onChange={() => onChoose(codeOf(entry))}
              />
              <span>
                <span translate={false}>{nameOf(entry)}</span>
                <span class="small">{placeOf(entry)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p class="small" role="status">
        {query.trim() !== '' &&
          (found.length === 0
            ? tLookup('lookup.none')
            : found.length > MOST_OFFERED && tLookup('lookup.first', { number: MOST_OFFERED }))}
      </p>
    </div>
  )
}

function codeOf(entry: DirectoryEntry): string {
  if (entry.type === 'facility') return entry.facility.code
  return entry.type === 'branch' ? entry.branch.code : entry.point.code
}
