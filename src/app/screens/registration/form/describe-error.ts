import type { PictureKind } from '../../../../core/api/registration-contract.ts'
import type { SummedError } from '../../../forms/error-summary.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import type { RegistrationError, RegistrationErrors } from './registration-checks.ts'
import { type RegistrationField, registrationFields } from './registration-form.ts'

/** The name of a field as the person reads it. */
export function labelOf(field: RegistrationField | PictureKind): string {
  switch (field) {
    case 'fullName':
    case 'dateOfBirth':
    case 'sex':
      return tUi(`details.${field}`)
    case 'portrait':
    case 'front':
    case 'back':
      return tRegistration(`picture.${field}`)
    default: {
      const known = registrationFields.find((each) => each === field)
      return known ? tRegistration(`field.${known as LabelledHere}`) : ''
    }
  }
}

type LabelledHere = Exclude<(typeof registrationFields)[number], 'fullName' | 'dateOfBirth' | 'sex'>

/** What is wrong, in words. */
export function describeError(validationError: RegistrationError): string {
  switch (validationError) {
    case 'empty':
    case 'number12':
    case 'name':
    case 'date':
    case 'future':
    case 'oldDate':
      return tUi(`field.${validationError}`)
    default:
      return tRegistration(`validationError.${validationError}`)
  }
}

/** What is wrong on a page, in the order of its fields. */
export function sumErrors(validationErrors: RegistrationErrors): SummedError[] {
  return Object.entries(validationErrors).map(([field, validationError]) => ({
    field,
    label: labelOf(field as RegistrationField | PictureKind),
    text: describeError(validationError),
  }))
}
