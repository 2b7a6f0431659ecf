import * as v from 'valibot'
import { isPersonName, isSafeText } from '../qr/safe-text.ts'
import { challengeSolution } from './challenge.ts'
import {
  base64Url,
  bodyErrors,
  contactAddress,
  type Endpoint,
  emailAddress,
  isoDate,
  languageTag,
  loginNumber,
  oneTimeCode,
  partialDateText,
  phoneNumber,
  strangerErrors,
  unixSeconds,
  wardCode,
} from './endpoint.ts'
import { pictureTypes } from './picture-limits.ts'

/** Filing the declaration for an account: a part of the contract, see contract.ts. */

export const pictureKinds = ['portrait', 'front', 'back'] as const
export type PictureKind = (typeof pictureKinds)[number]

/** How long a confirmed phone number is good for filing, in seconds. */
export const PHONE_PROOF_LIFE = 14 * 86_400

/** Carries the phone proof with a picture, which has no body to put it in. */
export const PHONE_PROOF_HEADER = 'Phone-Proof'

/**
 * Same key and same body: the same answer. Generated once for a declaration, before it is sent for the first
 * time.
 */
export const IDEMPOTENCY_HEADER = 'Idempotency-Key'
export const idempotencyKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/))

const phoneProof = v.pipe(base64Url(128), v.minLength(1))
const personName = v.pipe(v.string(), v.check(isPersonName))
const line = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength), v.check(isSafeText), v.regex(/\S/))
const pictureHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** `DK-26-7K2M-Q9XD`; letters and digits of Crockford's base 32, so that it can be read aloud. */
export const fileNumber = v.pipe(v.string(), v.regex(/^DK-\d\d(-[0-9A-HJKMNP-TV-Z]{4}){2}$/))

export const identityKinds = ['cccd', 'can-cuoc', 'cmnd', 'passport'] as const
export type IdentityKind = (typeof identityKinds)[number]

/**
 * Number of an identity document: 12 digits on a chip card, 9 or 12 on the old one, letters and digits in a
 * passport.
 */
export const identityNumber = v.pipe(v.string(), v.regex(/^[A-Z0-9]{6,12}$/))

/** `language`: in which the message is to be; absent: Vietnamese. */
export const PhoneCodeRequest = v.strictObject({
  phone: phoneNumber,
  solution: challengeSolution,
  language: v.optional(languageTag),
})
export const PhoneCodeView = v.strictObject({ resendAt: unixSeconds, expiresAt: unixSeconds })

export const PhoneRequest = v.strictObject({ phone: phoneNumber, code: oneTimeCode, number: loginNumber })
export const PhoneProofView = v.strictObject({ phoneProof, expiresAt: unixSeconds })

export const LookUpRequest = v.strictObject({
  fullName: personName,
  dateOfBirth: partialDateText,
  identityNumber: v.pipe(v.string(), v.regex(/^(\d{9}|\d{12})$/)),
  solution: challengeSolution,
})
export const LookUpView = v.strictObject({ bhxhCode: v.pipe(v.string(), v.regex(/^\d{10}$/)) })

export const PictureView = v.strictObject({ picture: pictureHash })

/**
 * The fields of the declaration (form TK1-TS), the pictures that were sent before it, and the proof of the
 * phone number.
 */
export const DeclarationRequest = v.strictObject({
  number: loginNumber,
  fullName: personName,
  dateOfBirth: partialDateText,
  sex: v.picklist(['male', 'female']),
  nationality: v.optional(line(50)),
  ethnicity: v.optional(line(50)),
  identity: v.strictObject({
    kind: v.picklist(identityKinds),
    number: identityNumber,
    issuedOn: v.optional(isoDate),
  }),
  /** House, street, hamlet. */
  address: contactAddress,
  wardCode,
  provinceCode: v.pipe(v.string(), v.regex(/^\d{2}$/)),
  phone: phoneNumber,
  email: v.optional(emailAddress),
  officeCode: v.pipe(v.string(), v.regex(/^\d{3,5}$/)),
  /** Wants the declaration as a PDF by email; needs `email`. */
  mailDeclaration: v.boolean(),
  /** In which the person is to be written to, also once they have the account; absent: Vietnamese. */
  language: v.optional(languageTag),
  pictures: v.strictObject({ portrait: pictureHash, front: pictureHash, back: pictureHash }),
  phoneProof,
})

export const BranchView = v.strictObject({
  code: v.string(),
  name: v.string(),
  address: v.optional(v.string()),
})

/** What to bring to the office. */
export const thingsToBring = ['identity-document', 'phone', 'card-or-book'] as const

export const DeclarationReceipt = v.strictObject({
  fileNumber,
  office: BranchView,
  bring: v.array(v.picklist(thingsToBring)),
  filedAt: unixSeconds,
})

/** `lapsed`: nobody came within 90 days. */
export const refusalReasons = [
  'pictures-unclear',
  'document-differs',
  'data-differs',
  'not-in-person',
  'lapsed',
  'other',
] as const

export const StatusRequest = v.strictObject({ fileNumber })
export const StatusView = v.strictObject({
  state: v.picklist(['waiting', 'approved', 'refused']),
  office: BranchView,
  refusal: v.optional(v.strictObject({ reason: v.picklist(refusalReasons), note: v.optional(v.string()) })),
})

export const DeclarationFormRequest = v.strictObject({ fileNumber, phoneProof })

export type LookUpRequest = v.InferOutput<typeof LookUpRequest>
export type DeclarationRequest = v.InferOutput<typeof DeclarationRequest>
export type DeclarationReceipt = v.InferOutput<typeof DeclarationReceipt>
export type StatusView = v.InferOutput<typeof StatusView>
export type BranchView = v.InferOutput<typeof BranchView>
export type RefusalReason = (typeof refusalReasons)[number]

export const registrationEndpoints = {
  sendPhoneCode: {
    method: 'POST',
    path: '/api/registrations/phone-codes',
    summary: 'Send a code to the phone that is to be registered',
    session: false,
    body: PhoneCodeRequest,
    success: 200,
    response: PhoneCodeView,
    errors: [...bodyErrors, ...strangerErrors],
  },
  confirmPhone: {
    method: 'POST',
    path: '/api/registrations/phone',
    summary: 'Confirm the phone for a number; only now is said that it serves another number already',
    session: false,
    body: PhoneRequest,
    success: 200,
    response: PhoneProofView,
    errors: [...bodyErrors, 'code_invalid', 'phone_in_use', 'account_exists', ...strangerErrors],
  },
  lookUpNumber: {
    method: 'POST',
    path: '/api/registrations/look-ups',
    summary: 'One’s own BHXH number by name, date of birth and identity-card number',
    session: false,
    body: LookUpRequest,
    success: 200,
    response: LookUpView,
    errors: [...bodyErrors, 'number_not_found', ...strangerErrors],
  },
  uploadPicture: {
    method: 'PUT',
    path: '/api/registrations/pictures/:kind',
    summary: 'One picture for a declaration, checked by decoding it; the header `Phone-Proof` says for whom',
    session: false,
    upload: pictureTypes,
    headers: [PHONE_PROOF_HEADER],
    success: 200,
    response: PictureView,
    errors: [
      'not_found',
      'phone_proof_invalid',
      'picture_invalid',
      'body_too_large',
      'forbidden_origin',
      ...strangerErrors,
      'unavailable',
    ],
  },
  fileDeclaration: {
    method: 'POST',
    path: '/api/registrations',
    summary: 'File the declaration; the same `Idempotency-Key` files it once',
    session: false,
    body: DeclarationRequest,
    headers: [IDEMPOTENCY_HEADER],
    success: 200,
    response: DeclarationReceipt,
    errors: [
      ...bodyErrors,
      'phone_proof_invalid',
      'phone_in_use',
      'account_exists',
      'declaration_waiting',
      'idempotency_conflict',
      ...strangerErrors,
    ],
  },
  readDeclarationStatus: {
    method: 'POST',
    path: '/api/registrations/status',
    summary: 'How far a declaration is, by its file number',
    session: false,
    body: StatusRequest,
    success: 200,
    response: StatusView,
    errors: [...bodyErrors, 'file_unknown', ...strangerErrors],
  },
  readDeclarationForm: {
    method: 'POST',
    path: '/api/registrations/declaration',
    summary: 'One’s own declaration as a PDF (form TK1-TS)',
    session: false,
    body: DeclarationFormRequest,
    success: 200,
    binary: 'application/pdf',
    errors: [...bodyErrors, 'phone_proof_invalid', 'file_unknown', ...strangerErrors],
  },
} as const satisfies Record<string, Endpoint>
