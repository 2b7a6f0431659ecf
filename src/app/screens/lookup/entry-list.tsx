import type { CardFace } from '../../../core/card/card.ts'
import { findRowOf } from '../../../core/directory/care-place.ts'
import { type DirectoryEntry, findNamedDistricts, type NearEntry } from '../../../core/directory/directory.ts'
import { type CoverageRow, readShare } from '../../../core/rules/coverage.ts'
import { writeNumber } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { nameKind, nameOf, placeOf } from '../../directory/entry-names.ts'
import { tLookup } from '../../texts/lookup-texts.ts'
import { readLevel } from '../benefits/read-level.ts'

type EntryListProps = {
  entries: readonly NearEntry[]
  /** What was typed; old districts in it are named where an office serves them today. */
  query?: string
  /** The card whose share is said, and the table that says it. */
  paid?: { readonly face: CardFace; readonly table: readonly CoverageRow[] } | undefined
  onOpen: (entry: DirectoryEntry) => void
}

/**
 * Places, each a button as large as a thumb: name, what it is, where it is, what a card is good for there.
 */
export function EntryList({ entries, query = '', paid, onOpen }: EntryListProps) {
  const { language } = useApp()
  if (entries.length === 0) return null
  return (
    <ul class="entries">
      {entries.map(({ entry, kilometres }) => {
        const districts = findNamedDistricts(entry, query)
        const share = paid && describeShare(entry, paid)
        return (
          <li key={entry.key}>
            <button type="button" onClick={() => onOpen(entry)}>
              <span translate={false}>{nameOf(entry)}</span>
              <span class="small">
                {[nameKind(entry), placeOf(entry)].filter(Boolean).join(' · ')}
                {kilometres !== undefined &&
                  ` · ${tLookup('lookup.distance', { km: writeNumber(roughly(kilometres), language) })}`}
              </span>
              {districts.length > 0 && (
                <span class="small">{tLookup('lookup.row.former', { districts: districts.join(', ') })}</span>
              )}
              {share && <span class="small">{share}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/**
 * What the fund pays for outpatient care, as far as the level of the place and that of the card are known.
 */
function describeShare(
  entry: DirectoryEntry,
  { face, table }: NonNullable<EntryListProps['paid']>,
): string | undefined {
  const level = readLevel(face)
  const row = entry.type === 'facility' ? findRowOf(entry.facility, face.facilityCode, table) : undefined
  if (!row || !level) return undefined
  if (row.outpatient === 0) return tLookup('lookup.row.none')
  return tLookup('lookup.row.share', { percent: readShare(row, 'outpatient', level) })
}

/**
 * Two digits are as much as a distance along the earth is worth; below ten kilometres one behind the point.
 */
function roughly(kilometres: number): number {
  return kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres)
}
