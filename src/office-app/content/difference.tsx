import { useState } from 'preact/hooks'
import type { RowChange } from '../../core/content/compare-packs.ts'
import { tOffice } from '../office-texts.ts'
import { describeField, nameColumn, titleRow } from './content-words.ts'

/** Rows that are shown at once. */
const PAGE = 50

type DifferenceProps = {
  changes: readonly RowChange[]
  /** Asked of a row, such as to show what phones make of it. */
  onChoose?: (key: string) => void
}

/** What becomes of each row: added, gone, or field by field what it was and what it is. */
export function Difference({ changes, onChoose }: DifferenceProps) {
  const [shown, setShown] = useState(PAGE)
  if (changes.length === 0) return <p class="small">{tOffice('content.same')}</p>
  const count = (kind: RowChange['change']) => changes.filter(({ change }) => change === kind).length
  return (
    <>
      <p role="status">
        {tOffice('content.counts', {
          added: count('added'),
          removed: count('removed'),
          changed: count('changed'),
        })}
      </p>
      <ul class="content-changes">
        {changes.slice(0, shown).map(({ key, change, before, after, fields }) => (
          <li key={key} class={change}>
            <p>
              <strong>{tOffice(`content.${change}`)}</strong>{' '}
              {titleRow(key, change === 'removed' ? before : after)}
            </p>
            {change !== 'removed' && fields.length > 0 && (
              <dl>
                {fields.map((field) => (
                  <div key={field}>
                    <dt>{nameColumn(field)}</dt>
                    <dd>
                      {change === 'changed' && (
                        <>
                          <del>{describeField(field, before[field])}</del> →{' '}
                        </>
                      )}
                      <ins>{describeField(field, after[field])}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            {onChoose && change !== 'removed' && (
              <button type="button" class="plain" onClick={() => onChoose(key)}>
                {tOffice('content.previewRow', { row: titleRow(key, after) })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {changes.length > shown && (
        <button type="button" class="plain" onClick={() => setShown(shown + PAGE)}>
          {tOffice('office.more')}
        </button>
      )}
    </>
  )
}
