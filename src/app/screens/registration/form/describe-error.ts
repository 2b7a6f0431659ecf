import type { PictureKind } from '../../../../core/api/registration-contract.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tScan } from '../../../texts/scan-texts.ts'
import type { SummedDefect } from './error-summary.tsx'
import type { RegistrationDefect, RegistrationDefects } from './registration-checks.ts'
import { type RegistrationField, registrationFields } from './registration-form.ts'

/** The name of a field as the person reads it. */
export function labelOf(field: RegistrationField | PictureKind): string {
  switch (field) {
    case 'fullName':
    case 'dateOfBirth':
    case 'sex':
      return tScan(`details.${field}`)
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
export function describeDefect(defect: RegistrationDefect): string {
  switch (defect) {
    case 'empty':
    case 'number12':
    case 'name':
    case 'date':
    case 'future':
    case 'oldDate':
      return tScan(`field.${defect}`)
    default:
      return tRegistration(`defect.${defect}`)
  }
}

/** What is wrong on a page, in the order of its fields. */
export function sumDefects(defects: RegistrationDefects): SummedDefect[] {
  return Object.entries(defects).map(([field, defect]) => ({
    field,
    label: labelOf(field as RegistrationField | PictureKind),
    text: describeDefect(defect),
  }))
}
