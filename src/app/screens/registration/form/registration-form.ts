import { formatWrittenDate } from '../../../../core/dates/partial-date.ts'
import type { BhytReading } from '../../../../core/qr/bhyt-reading.ts'
import type { IdentityReading } from '../../../../core/qr/identity-card.ts'
import { changeField, type FilledForm, fillForm, startForm } from '../../../forms/filled-form.ts'
import { readIdentity } from '../../personal-details/details-form.ts'

/** What the person fills in, in the order in which it is asked. Each is kept as typed or chosen. */
export const registrationFields = [
  'number',
  'fullName',
  'dateOfBirth',
  'sex',
  'nationality',
  'ethnicity',
  'identityKind',
  'identityNumber',
  'issuedOn',
  'address',
  'provinceCode',
  'wardCode',
  'phone',
  'email',
  'officeCode',
  'mailDeclaration',
] as const

/** What the form remembers besides. */
const memoryFields = [
  /** What stands before the ward in the address, as the address book reads it. */
  'houseLine',
  /** `hand` where the ward was chosen from the list and not read from the address. */
  'wardBy',
  /** Province and ward in which an office is looked for; the person's own while empty. */
  'officeProvince',
  'officeWard',
  /** To which phone a code was sent, when another may be asked for, and until when it is good (Unix seconds of the device). */
  'codePhone',
  'codeResendAt',
  'codeExpiresAt',
  /** The proof of the phone number, what it proves (`phone|number`), and until when (Unix seconds). */
  'phoneProof',
  'phoneProofOf',
  'phoneProofUntil',
  /** The page that was shown last. */
  'page',
  /** Idempotency key under which this declaration, word for word, was sent before. */
  'declarationId',
] as const

export type RegistrationField = (typeof registrationFields)[number] | (typeof memoryFields)[number]

export type RegistrationValues = Readonly<Record<RegistrationField, string>>

export type RegistrationForm = FilledForm<RegistrationField>

/** What stands in the form before anybody has typed; everything else is empty. */
const initial: Readonly<Partial<Record<RegistrationField, string>>> = { nationality: 'Việt Nam' }

/** The form of a draft; what it does not hold is as at the beginning. */
export function formOfDraft(draft: Readonly<Record<string, string>> = {}): RegistrationForm {
  const fields = [...registrationFields, ...memoryFields]
  return startForm(
    Object.fromEntries(
      fields.map((field) => [field, draft[field] ?? initial[field] ?? '']),
    ) as RegistrationValues,
  )
}

/** Whether the person has begun to fill it in. */
export function isBegun({ values }: RegistrationForm): boolean {
  return registrationFields.some((field) => values[field] !== (initial[field] ?? ''))
}

/** The form after the person typed or chose something. Whatever was sent before, this is another declaration now. */
export function changeValues(
  form: RegistrationForm,
  change: Readonly<Partial<Record<RegistrationField, string>>>,
): RegistrationForm {
  const fields = Object.keys(change) as RegistrationField[]
  const isUnchanged = fields.every((field) => form.values[field] === change[field])
  if (isUnchanged) return form
  const changed = fields.reduce((next, field) => changeField(next, field, change[field] ?? ''), form)
  return changeField(changed, 'declarationId', '')
}

/** Remembers something that is not part of the declaration; what a code filled in stays marked. */
export function remember(
  form: RegistrationForm,
  memory: Readonly<Partial<Record<(typeof memoryFields)[number], string>>>,
): RegistrationForm {
  return { ...form, values: { ...form.values, ...memory } }
}

/** Fills in what an identity card says: number, name, date of birth, sex, the document itself, and the address as written. */
export function fillFromIdentity(form: RegistrationForm, reading: IdentityReading): RegistrationForm {
  const { kind, fields, warnings } = reading
  const { number, oldIdNumber, issueDate } = fields
  const identityNumber = number ?? oldIdNumber
  const read = {
    ...readIdentity(fields),
    ...(identityNumber && { identityKind: number ? kind : 'cmnd', identityNumber }),
    ...(issueDate && issueDate.length === 10 && { issuedOn: formatWrittenDate(issueDate) }),
    ...(fields.address && { wardCode: '', provinceCode: '', wardBy: '', houseLine: '' }),
  }
  const shown = { number: 'number', oldIdNumber: 'identityNumber', issueDate: 'issuedOn' } as const
  const notes = warnings.flatMap(({ code, field }) => {
    const known =
      field && field in shown
        ? shown[field as keyof typeof shown]
        : registrationFields.find((each) => each === field)
    return known ? [{ code, field: known }] : []
  })
  return fillForm(remember(form, { declarationId: '' }), read, notes)
}

/** Fills in what a BHYT card says: the number, as far as it is one to register with, name, date of birth and sex. */
export function fillFromBhyt(form: RegistrationForm, { fields, warnings }: BhytReading): RegistrationForm {
  const { cardNumber, fullName, dateOfBirth, sex } = fields
  // 15 characters: two letters, level, province, and the ten digits of the BHXH number
  const number = /^(?:[A-Z]{2}\d{3})?(\d{10}|\d{12})$/.exec(cardNumber)?.[1]
  const read = {
    ...(number && { number }),
    ...(fullName && { fullName }),
    ...(dateOfBirth && { dateOfBirth: formatWrittenDate(dateOfBirth) }),
    ...(sex && { sex }),
  }
  const notes = warnings.flatMap(({ code, field }) => {
    const known = registrationFields.find((each) => each === field)
    return known && known in read ? [{ code, field: known }] : []
  })
  return fillForm(remember(form, { declarationId: '' }), read, notes)
}
