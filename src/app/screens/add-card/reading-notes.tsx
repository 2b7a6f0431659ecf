import type { BhytFields } from '../../../core/qr/bhyt-reading.ts'
import type { ReadingNote } from '../../../core/qr/reading-note.ts'
import { useApp } from '../../app-state.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { nameField } from './field-label.ts'

/** What was odd about an insurance card's code, field by field; nothing when nothing was. */
export function ReadingNotes({ notes }: { notes: readonly ReadingNote<keyof BhytFields>[] }) {
  const { t } = useApp()
  if (notes.length === 0) return null
  return (
    <ul class="notes-list">
      {notes.map(({ code, field }) => (
        <li key={`${code} ${field}`}>
          {field && <span class="note-field">{nameField(field, t)}: </span>}
          {tUi(`note.${code}`)}
        </li>
      ))}
    </ul>
  )
}
