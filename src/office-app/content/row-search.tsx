import { useMemo, useState } from 'preact/hooks'
import type { PackRow, PackTable } from '../../core/content/pack-kind.ts'
import { foldWords } from '../../core/search/fold-words.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tOffice } from '../office-texts.ts'
import { titleRow } from './content-words.ts'

/** Rows that are shown at once. */
const MOST = 12

type RowSearchProps = {
  /** What the rows were before the edit. */
  base: PackTable
  /** And as they are now. */
  table: PackTable
  onChoose: (key: string) => void
}

type FoldedRow = readonly [key: string, words: string]

function foldRow(key: string, row: PackRow): FoldedRow {
  return [key, ` ${foldWords(`${key} ${row['name'] ?? row['title'] ?? ''}`).join(' ')}`]
}

/** Looks up a row by words of its name, without marks, or by its code. */
export function RowSearch({ base, table, onChoose }: RowSearchProps) {
  const [query, setQuery] = useState('')
  // Once for a version, and not with each key: there are twelve thousand names.
  const folded = useMemo(() => [...base.rows].map(([key, row]) => foldRow(key, row)), [base])
  const words = foldWords(query)
  const added = [...table.rows].filter(([key]) => !base.rows.has(key)).map(([key, row]) => foldRow(key, row))
  const found =
    words.length === 0
      ? []
      : [...added, ...folded].filter(
          ([key, text]) => table.rows.has(key) && words.every((word) => text.includes(` ${word}`)),
        )
  return (
    <section>
      <TextField
        name="row"
        label={tOffice('content.find')}
        help={tOffice('content.findHint')}
        value={query}
        maxLength={100}
        onChange={setQuery}
      />
      {words.length > 0 && (
        <p role="status" class="small">
          {found.length === 0
            ? tOffice('content.noRow')
            : tOffice('content.found', { number: found.length, shown: Math.min(MOST, found.length) })}
        </p>
      )}
      {found.length > 0 && (
        <ul class="content-rows">
          {found.slice(0, MOST).map(([key]) => (
            <li key={key}>
              <button type="button" class="plain" onClick={() => onChoose(key)}>
                {titleRow(key, table.rows.get(key) ?? {})}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
