import type { IdentityFields, IdentityReading } from '../../../core/card/identity-card.ts'
import {
  comparePartialDates,
  formatWrittenDate,
  type PartialDate,
  parseWrittenDate,
} from '../../../core/card/partial-date.ts'
import type { ReadingNote } from '../../../core/card/reading-note.ts'
import { isPersonName } from '../../../core/card/safe-text.ts'

/** The fields of the personal details, in the order in which they are asked. */
const detailsFields = ['number', 'fullName', 'dateOfBirth', 'sex', 'address'] as const

export type DetailsField = (typeof detailsFields)[number]

/** As typed; `sex` is `male`, `female` or empty, dates are written `dd/MM/yyyy`. */
export type DetailsValues = Readonly<Record<DetailsField, string>>

/** A form and what a code put into it. Every step gives a new one. */
export type DetailsForm = {
  readonly values: DetailsValues
  /** Fields that hold what a code said, untouched since. */
  readonly filled: ReadonlySet<DetailsField>
  /** What was odd about them; a note leaves with the first change of its field. */
  readonly notes: readonly ReadingNote<DetailsField>[]
  /** The values before a code filled them in. */
  readonly before?: DetailsValues
  /** The filled form, after its filling in was undone. */
  readonly undone?: DetailsForm
}

export type FieldDefect = 'empty' | 'number12' | 'name' | 'date' | 'future' | 'oldDate'

export const emptyDetails: DetailsForm = {
  values: { number: '', fullName: '', dateOfBirth: '', sex: '', address: '' },
  filled: new Set(),
  notes: [],
}

/** The form of a draft; what it does not hold is empty. */
export function detailsOfDraft(draft: Readonly<Record<string, string>>): DetailsForm {
  const values = Object.fromEntries(detailsFields.map((field) => [field, draft[field] ?? '']))
  return { ...emptyDetails, values: values as DetailsValues }
}

/** Fills in what the identity card says; fields that it leaves open keep what was typed. */
export function fillDetails(form: DetailsForm, { fields, warnings }: IdentityReading): DetailsForm {
  const read = { ...readValues(fields) }
  const filled = detailsFields.filter((field) => read[field] !== undefined)
  return {
    values: { ...form.values, ...read },
    filled: new Set(filled),
    notes: warnings.flatMap(({ code, field }) => {
      const shown = field === 'oldIdNumber' ? 'number' : detailsFields.find((each) => each === field)
      return shown ? [{ code, field: shown }] : []
    }),
    before: form.values,
  }
}

function readValues(fields: IdentityFields): Partial<Record<DetailsField, string>> {
  const { number, fullName, dateOfBirth, sex, address } = fields
  return {
    ...(number && { number }),
    fullName,
    dateOfBirth: formatWrittenDate(dateOfBirth),
    ...(sex && { sex }),
    ...(address && { address }),
  }
}

/** A field after the person changed it: it is theirs now. */
export function changeField(form: DetailsForm, field: DetailsField, value: string): DetailsForm {
  return {
    ...form,
    values: { ...form.values, [field]: value },
    filled: new Set([...form.filled].filter((each) => each !== field)),
    notes: form.notes.filter((note) => note.field !== field),
  }
}

/** Takes out what the code filled in; what the person typed, before or since, stays. */
export function undoFilling(form: DetailsForm): DetailsForm {
  const { before } = form
  if (!before) return form
  const restored = [...form.filled].map((field) => [field, before[field]] as const)
  return {
    ...emptyDetails,
    values: { ...form.values, ...Object.fromEntries(restored) },
    undone: form,
  }
}

/** What keeps each field from being complete, as typed. `today` (ISO) bounds the date of birth. */
export function checkDetails(
  values: DetailsValues,
  today: PartialDate,
): Partial<Record<DetailsField, FieldDefect>> {
  const { number, fullName, dateOfBirth, sex, address } = values
  const defects = {
    number:
      number.trim() === '' ? 'empty' : /^\d{12}$/.test(number.replace(/\s/g, '')) ? undefined : 'number12',
    fullName: checkName(fullName),
    dateOfBirth: checkBirthDate(dateOfBirth, today),
    sex: sex === '' ? 'empty' : undefined,
    address: address.trim() === '' ? 'empty' : undefined,
  } as const
  return Object.fromEntries(Object.entries(defects).filter(([, defect]) => defect !== undefined))
}

/** What is wrong with a person's name, as typed. */
export function checkName(name: string): FieldDefect | undefined {
  if (name.trim() === '') return 'empty'
  return isPersonName(name.trim().normalize('NFC')) ? undefined : 'name'
}

/** What is wrong with a date of birth as typed (`dd/MM/yyyy`, `MM/yyyy`, `yyyy`); it may not lie after `today` (ISO). */
export function checkBirthDate(written: string, today: PartialDate): FieldDefect | undefined {
  if (written.trim() === '') return 'empty'
  const date = parseWrittenDate(written)
  if (!date.ok) return 'date'
  if (date.value < '1900') return 'oldDate'
  return comparePartialDates(date.value, today) > 0 ? 'future' : undefined
}
