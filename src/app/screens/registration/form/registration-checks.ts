import * as v from 'valibot'
import { emailAddress } from '../../../../core/api/endpoint.ts'
import { identityKinds, type PictureKind, pictureKinds } from '../../../../core/api/registration-contract.ts'
import {
  comparePartialDates,
  type PartialDate,
  parseWrittenDate,
} from '../../../../core/dates/partial-date.ts'
import { cleanTyped, isSafeText } from '../../../../core/qr/safe-text.ts'
import { checkBirthDate, checkName, type FieldError } from '../../personal-details/details-form.ts'
import type { RegistrationField, RegistrationValues } from './registration-form.ts'

export type RegistrationError =
  | FieldError
  | 'number'
  | 'identity12'
  | 'identity9or12'
  | 'passport'
  | 'identityDiffers'
  | 'wholeDate'
  | 'long'
  | 'longWord'
  | 'letters'
  | 'ward'
  | 'phone'
  | 'phoneUnconfirmed'
  | 'email'
  | 'office'
  | 'picture'

export type RegistrationErrors = Readonly<Partial<Record<RegistrationField | PictureKind, RegistrationError>>>

/** Which of the pictures are there. */
export type HavePictures = Readonly<Record<PictureKind, boolean>>

/** The pages that ask something, in their order. */
export const askingPages = ['person', 'identity', 'address', 'contact', ...pictureKinds, 'office'] as const
export type AskingPage = (typeof askingPages)[number]

type Circumstances = { readonly today: PartialDate; readonly now: number; readonly pictures: HavePictures }

/** Digits and letters of a number as typed, in capitals. */
export function compact(text: string): string {
  return cleanTyped(text)
    .replace(/[\s.\u2010-\u2015-]/g, '')
    .toUpperCase()
}

/**
 * A phone number as typed, as ten digits; `+84` at its beginning, also `+84 (0)`, is a zero. Undefined if it
 * cannot be one.
 */
export function readPhone(text: string): string | undefined {
  const digits = cleanTyped(text)
    .replace(/[\s.()/\u2010-\u2015-]/g, '')
    .replace(/^(?:\+|00)?840?(?=\d{9}$)/, '0')
  return /^0\d{9}$/.test(digits) ? digits : undefined
}

/** What the phone proof proves: see `phoneProofOf`. */
export function proofSubject({ phone, number }: RegistrationValues): string {
  return `${readPhone(phone) ?? ''}|${compact(number)}`
}

/** Whether the phone number was confirmed for this very number, and still is at `now` (Unix seconds). */
export function isPhoneConfirmed(values: RegistrationValues, now: number): boolean {
  const { phoneProof, phoneProofOf, phoneProofUntil } = values
  return phoneProof !== '' && phoneProofOf === proofSubject(values) && Number(phoneProofUntil) > now
}

/**
 * What keeps each field of a page from being right, as typed. An unconfirmed phone keeps nobody on its page.
 */
export function checkPage(
  page: AskingPage,
  values: RegistrationValues,
  circumstances: Omit<Circumstances, 'now'>,
): RegistrationErrors {
  const { today, pictures } = circumstances
  switch (page) {
    case 'person':
      return only({
        number: checkNumber(values.number),
        fullName: checkName(values.fullName),
        dateOfBirth: checkBirthDate(values.dateOfBirth, today),
        sex: values.sex === 'male' || values.sex === 'female' ? undefined : 'empty',
        nationality: values.nationality.trim() === '' ? 'empty' : checkWord(values.nationality),
        ethnicity: checkWord(values.ethnicity),
      })
    case 'identity':
      return only({
        identityKind: identityKinds.some((kind) => kind === values.identityKind) ? undefined : 'empty',
        identityNumber: checkIdentityNumber(values),
        issuedOn: checkIssueDate(values.issuedOn, today),
      })
    case 'address':
      return only({
        address: checkAddress(values.address),
        wardCode: values.wardCode === '' ? 'ward' : undefined,
      })
    case 'contact':
      return only({
        phone: values.phone.trim() === '' ? 'empty' : readPhone(values.phone) ? undefined : 'phone',
        email: cleanTyped(values.email) === '' || isEmail(values.email) ? undefined : 'email',
      })
    case 'office':
      return only({ officeCode: values.officeCode === '' ? 'office' : undefined })
    default:
      return only({ [page]: pictures[page] ? undefined : 'picture' })
  }
}

/** What is still missing or wrong before the declaration can be sent, with the page of each. */
export function checkAll(
  values: RegistrationValues,
  circumstances: Circumstances,
): { page: AskingPage; field: RegistrationField | PictureKind; validationError: RegistrationError }[] {
  return askingPages.flatMap((page) => {
    const validationErrors = { ...checkPage(page, values, circumstances) }
    const isUnconfirmed = page === 'contact' && !isPhoneConfirmed(values, circumstances.now)
    if (isUnconfirmed) validationErrors.phone ??= 'phoneUnconfirmed'
    return Object.entries(validationErrors).map(([field, validationError]) => ({
      page,
      field: field as RegistrationField | PictureKind,
      validationError,
    }))
  })
}

function only(
  validationErrors: Readonly<Partial<Record<RegistrationField | PictureKind, RegistrationError | undefined>>>,
): RegistrationErrors {
  return Object.fromEntries(
    Object.entries(validationErrors).filter(([, validationError]) => validationError !== undefined),
  )
}

function checkNumber(number: string): RegistrationError | undefined {
  if (number.trim() === '') return 'empty'
  return /^(\d{10}|\d{12})$/.test(compact(number)) ? undefined : 'number'
}

/** Chip cards carry the personal number itself. */
function checkIdentityNumber(values: RegistrationValues): RegistrationError | undefined {
  const [number, identity] = [compact(values.number), compact(values.identityNumber)]
  if (identity === '') return 'empty'
  switch (values.identityKind) {
    case 'passport':
      return /^[A-Z0-9]{6,12}$/.test(identity) ? undefined : 'passport'
    case 'cmnd':
      return /^(\d{9}|\d{12})$/.test(identity) ? undefined : 'identity9or12'
    default:
      if (!/^\d{12}$/.test(identity)) return 'identity12'
      return number.length === 12 && number !== identity ? 'identityDiffers' : undefined
  }
}

function checkIssueDate(written: string, today: PartialDate): RegistrationError | undefined {
  if (written.trim() === '') return undefined
  const date = parseWrittenDate(written)
  if (!date.ok || date.value.length !== 10) return 'wholeDate'
  return comparePartialDates(date.value, today) > 0 ? 'future' : undefined
}

function checkAddress(address: string): RegistrationError | undefined {
  const line = cleanTyped(address)
  if (line === '') return 'empty'
  if (line.length > 200) return 'long'
  return isSafeText(line) ? undefined : 'letters'
}

function checkWord(word: string): RegistrationError | undefined {
  if (word.trim().length > 50) return 'longWord'
  return isSafeText(cleanTyped(word)) ? undefined : 'letters'
}

function isEmail(email: string): boolean {
  return v.is(emailAddress, cleanTyped(email))
}
