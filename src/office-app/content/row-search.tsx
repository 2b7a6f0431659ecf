import { useMemo, useState } from 'preact/hooks'
import type { PackTable } from '../../core/content/pack-kind.ts'
import { foldWords } from '../../core/search/fold-words.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tOffice } from '../office-texts.ts'
import { titleRow } from './content-words.ts'

/** Rows that are shown at once. */
const MOST = 12

type RowSearchProps = { table: PackTable; onChoose: (key: string) => void }

/** Looks up a row by words of its name, without marks, or by its code. */
export function RowSearch({ table, onChoose }: RowSearchProps) {
  const [query, setQuery] = useState('')
  const folded = useMemo(
    () =>
      [...table.rows].map(
        ([key, row]) => [key, ` ${foldWords(`${key} ${row['name'] ?? ''}`).join(' ')}`] as const,
      ),
    [table],
  )
  const words = foldWords(query)
  const found =
    words.length === 0 ? [] : folded.filter(([, text]) => words.every((word) => text.includes(` ${word}`)))
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
