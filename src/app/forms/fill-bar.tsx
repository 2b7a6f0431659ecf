import { tUi } from '../texts/ui-texts.ts'
import { type FilledForm, undoFilling } from './filled-form.ts'

type FillBarProps<Field extends string> = {
  form: FilledForm<Field>
  onChange: (form: FilledForm<Field>) => void
}
type FieldNotesProps<Field extends string> = { form: FilledForm<Field>; field: Field }

/** One tap takes out what the code filled in, one more puts it back. */
export function FillBar<Field extends string>({ form, onChange }: FillBarProps<Field>) {
  const { undone } = form
  if (undone) {
    return (
      <div class="fill-bar">
        <p role="status">{tUi('details.undone')}</p>
        <button type="button" class="plain" onClick={() => onChange(undone)}>
          {tUi('details.redo')}
        </button>
      </div>
    )
  }
  if (!form.before) return null
  return (
    <div class="fill-bar">
      <button type="button" class="plain" onClick={() => onChange(undoFilling(form))}>
        {tUi('details.undo')}
      </button>
    </div>
  )
}

/** What was odd about what a code put into a field. */
export function FieldNotes<Field extends string>({ form, field }: FieldNotesProps<Field>) {
  const notes = form.notes.filter((note) => note.field === field)
  return (
    <>
      {notes.map(({ code }) => (
        <p key={code} class="mark">
          {tUi(`note.${code}`)}
        </p>
      ))}
    </>
  )
}
