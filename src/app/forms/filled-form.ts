import type { ReadingNote } from '../../core/qr/reading-note.ts'

/** A form and what a code put into it. Every step gives a new one. */
export type FilledForm<Field extends string> = {
  /** As typed. */
  readonly values: Readonly<Record<Field, string>>
  /** Fields that hold what a code said, untouched since. */
  readonly filled: ReadonlySet<Field>
  /** What was odd about them; a note leaves with the first change of its field. */
  readonly notes: readonly ReadingNote<Field>[]
  /** The values before a code filled them in. */
  readonly before?: Readonly<Record<Field, string>>
  /** The filled form, after its filling in was undone. */
  readonly undone?: FilledForm<Field>
}

/** A form as typed, without a code. */
export function startForm<Field extends string>(values: Readonly<Record<Field, string>>): FilledForm<Field> {
  return { values, filled: new Set(), notes: [] }
}

/** Fills in what a code says; fields that it leaves open keep what was typed. */
export function fillForm<Field extends string>(
  form: FilledForm<Field>,
  read: Readonly<Partial<Record<Field, string>>>,
  notes: readonly ReadingNote<Field>[],
): FilledForm<Field> {
  return {
    values: { ...form.values, ...read },
    filled: new Set(Object.keys(read) as Field[]),
    notes,
    before: form.values,
  }
}

/** A field after the person changed it: it is theirs now. */
export function changeField<Field extends string>(
  form: FilledForm<Field>,
  field: Field,
  value: string,
): FilledForm<Field> {
  return {
    ...form,
    values: { ...form.values, [field]: value },
    filled: new Set([...form.filled].filter((each) => each !== field)),
    notes: form.notes.filter((note) => note.field !== field),
  }
}

/** Takes out what the code filled in; what the person typed, before or since, stays. */
export function undoFilling<Field extends string>(form: FilledForm<Field>): FilledForm<Field> {
  const { before } = form
  if (!before) return form
  const restored = Object.fromEntries([...form.filled].map((field) => [field, before[field]] as const))
  return { ...startForm({ ...form.values, ...restored }), undone: form }
}
