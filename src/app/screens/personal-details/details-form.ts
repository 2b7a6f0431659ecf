import {
  comparePartialDates,
  formatWrittenDate,
  type PartialDate,
  parseWrittenDate,
} from '../../../core/dates/partial-date.ts'
import type { IdentityFields, IdentityReading } from '../../../core/qr/identity-card.ts'
import { cleanTyped, isPersonName } from '../../../core/qr/safe-text.ts'
import { type FilledForm, fillForm, startForm } from '../../forms/filled-form.ts'

/** The fields of the personal details, in the order in which they are asked. */
const detailsFields = ['number', 'fullName', 'dateOfBirth', 'sex', 'address'] as const

export type DetailsField = (typeof detailsFields)[number]

/** As typed; `sex` is `male`, `female` or empty, dates are written `dd/MM/yyyy`. */
export type DetailsValues = Readonly<Record<DetailsField, string>>

export type DetailsForm = FilledForm<DetailsField>

export type FieldError = 'empty' | 'number12' | 'name' | 'date' | 'future' | 'oldDate'

export const emptyDetails: DetailsForm = startForm({
  number: '',
  fullName: '',
  dateOfBirth: '',
  sex: '',
  address: '',
})

/** The form of a draft; what it does not hold is empty. */
export function detailsOfDraft(draft: Readonly<Record<string, string>>): DetailsForm {
  const values = Object.fromEntries(detailsFields.map((field) => [field, draft[field] ?? '']))
  return startForm(values as DetailsValues)
}

/** Fills in what the identity card says; fields that it leaves open keep what was typed. */
export function fillDetails(form: DetailsForm, { fields, warnings }: IdentityReading): DetailsForm {
  const notes = warnings.flatMap(({ code, field }) => {
    const shown = field === 'oldIdNumber' ? 'number' : detailsFields.find((each) => each === field)
    return shown ? [{ code, field: shown }] : []
  })
  return fillForm(form, readIdentity(fields), notes)
}

/** What an identity card says towards a form, as a person would type it. */
export function readIdentity(fields: IdentityFields): Partial<DetailsValues> {
  const { number, fullName, dateOfBirth, sex, address } = fields
  return {
    ...(number && { number }),
    fullName,
    dateOfBirth: formatWrittenDate(dateOfBirth),
    ...(sex && { sex }),
    ...(address && { address }),
  }
}

/** What keeps each field from being complete, as typed. `today` (ISO) bounds the date of birth. */
export function checkDetails(
  values: DetailsValues,
  today: PartialDate,
): Partial<Record<DetailsField, FieldError>> {
  const { number, fullName, dateOfBirth, sex, address } = values
  const validationErrors = {
    number:
      number.trim() === '' ? 'empty' : /^\d{12}$/.test(number.replace(/\s/g, '')) ? undefined : 'number12',
    fullName: checkName(fullName),
    dateOfBirth: checkBirthDate(dateOfBirth, today),
    sex: sex === '' ? 'empty' : undefined,
    address: address.trim() === '' ? 'empty' : undefined,
  } as const
  return Object.fromEntries(
    Object.entries(validationErrors).filter(([, validationError]) => validationError !== undefined),
  )
}

/** What is wrong with a person's name, as typed. */
export function checkName(name: string): FieldError | undefined {
  if (cleanTyped(name) === '') return 'empty'
  return isPersonName(cleanTyped(name)) ? undefined : 'name'
}

/**
 * What is wrong with a date of birth as typed (`dd/MM/yyyy`, `MM/yyyy`, `yyyy`); it may not lie after `today`
 * (ISO).
 */
export function checkBirthDate(written: string, today: PartialDate): FieldError | undefined {
  if (written.trim() === '') return 'empty'
  const date = parseWrittenDate(written)
  if (!date.ok) return 'date'
  if (date.value < '1900') return 'oldDate'
  return comparePartialDates(date.value, today) > 0 ? 'future' : undefined
}
