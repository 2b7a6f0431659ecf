import type { DirectoryEntry, NearEntry } from '../../../core/directory/directory.ts'
import { writeNumber } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tLookup } from '../../texts/lookup-texts.ts'

type EntryListProps = {
  entries: readonly NearEntry[]
  onOpen: (entry: DirectoryEntry) => void
}

/** Places, each a button as large as a thumb: name, what it is, where it is. */
export function EntryList({ entries, onOpen }: EntryListProps) {
  const { language } = useApp()
  if (entries.length === 0) return null
  return (
    <ul class="entries">
      {entries.map(({ entry, kilometres }) => (
        <li key={entry.key}>
          <button type="button" onClick={() => onOpen(entry)}>
            <span translate={false}>{nameOf(entry)}</span>
            <span class="small">
              {[kindOf(entry), placeOf(entry)].filter(Boolean).join(' · ')}
              {kilometres !== undefined &&
                ` · ${tLookup('lookup.distance', { km: writeNumber(roughly(kilometres), language) })}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

export function nameOf(entry: DirectoryEntry): string {
  return entry.type === 'branch' ? entry.branch.name : entry.facility.name
}

export function kindOf(entry: DirectoryEntry): string {
  return tLookup(`lookup.kind.${entry.type === 'branch' ? 'branch' : entry.facility.kind}`)
}

/** Ward and province, in Vietnamese as signs and papers have them. */
export function placeOf({ place: { ward, province } }: DirectoryEntry): string {
  return [ward, province].filter(Boolean).join(', ')
}

/** Two digits are as much as a distance along the earth is worth; below a kilometre one behind the point. */
function roughly(kilometres: number): number {
  return kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres)
}
