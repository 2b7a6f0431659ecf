import { comparePacks } from '../../core/content/compare-packs.ts'
import type { PackEdit } from '../../core/content/pack-edit.ts'
import type { PackTable } from '../../core/content/pack-kind.ts'
import { tOffice } from '../office-texts.ts'
import { describeField, nameColumn, titleRow } from './content-words.ts'

type StaleNoticeProps = {
  edit: PackEdit
  base: PackTable
  newest: PackTable
  onCarry: () => void
}

/**
 * Somebody else's content was released since this was begun: says where both have changed the same, and
 * carries what was typed over to the newest.
 */
export function StaleNotice({ edit, base, newest, onCarry }: StaleNoticeProps) {
  const both = comparePacks(base, newest).flatMap(({ key, change, after, before, fields }) => {
    const mine = edit.rows[key]
    if (mine === undefined) return []
    const title = titleRow(key, change === 'removed' ? before : after)
    if (mine === null || change === 'removed') return [tOffice('content.bothRow', { row: title })]
    return fields
      .filter((field) => mine[field] !== undefined && mine[field] !== (after[field] ?? ''))
      .map((field) =>
        tOffice('content.bothField', {
          row: title,
          field: nameColumn(field),
          value: describeField(field, after[field]),
        }),
      )
  })
  return (
    <section class="notice" role="alert">
      <p>{tOffice('content.stale')}</p>
      {both.length > 0 && (
        <>
          <p>{tOffice('content.both')}</p>
          <ul>
            {both.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <button type="button" class="plain" onClick={onCarry}>
        {tOffice('content.carry')}
      </button>
    </section>
  )
}
