import * as v from 'valibot'
import { CodeSentView } from './account-contract.ts'
import { challengeSolution, createChallenge } from './challenge.ts'
import {
  bodyErrors,
  contactAddress,
  type Endpoint,
  emailAddress,
  languageTag,
  loginNumber,
  oneTimeCode,
  partialDateText,
  password,
  phoneNumber,
  sessionErrors,
  strangerErrors,
  unixSeconds,
  wardCode,
} from './endpoint.ts'

export const RecoveryCodeRequest = v.strictObject({
  login: loginNumber,
  email: emailAddress,
  solution: challengeSolution,
})

/** The code comes by email or by text message; `password` is the new one. */
export const RecoveryRequest = v.strictObject({ login: loginNumber, code: oneTimeCode, password })

/** A text message that a person has sent to the service's number. */
export const InboundSmsRequest = v.strictObject({
  /** The gateway's own; a repeated one is the same message. */
  id: v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/)),
  from: v.pipe(v.string(), v.regex(/^\+?\d{1,20}$/)),
  text: v.pipe(v.string(), v.maxLength(1000)),
})

/** What the service knows of the account holder; `phone` is masked. */
export const AccountView = v.strictObject({
  fullName: v.string(),
  dateOfBirth: partialDateText,
  sex: v.picklist(['male', 'female']),
  bhxhCode: v.string(),
  personalId: v.optional(v.string()),
  phone: v.optional(v.string()),
  email: v.optional(v.string()),
  /** Given with the declaration and not confirmed yet. */
  declaredEmail: v.optional(v.string()),
  address: v.optional(v.string()),
  wardCode: v.optional(wardCode),
  passwordChangedAt: v.optional(unixSeconds),
  /** Since when the office has been asked to close the account. */
  closingRequestedAt: v.optional(unixSeconds),
})

export const PasswordChange = v.strictObject({ current: password, password })
export const EmailCodeRequest = v.strictObject({ email: emailAddress, password })
export const EmailChange = v.strictObject({ email: emailAddress, code: oneTimeCode })
/**
 * The present password: codes go to people who need not have asked, and the number is where all others go.
 */
export const PhoneCodesRequest = v.strictObject({ phone: phoneNumber, password })
export const PhoneChange = v.strictObject({ phone: phoneNumber, oldCode: oneTimeCode, newCode: oneTimeCode })
export const AddressChange = v.strictObject({ address: contactAddress, wardCode, code: oneTimeCode })
export const ClosingRequest = v.strictObject({ password })
export const LanguageRequest = v.strictObject({ language: languageTag })

export type RecoveryCodeRequest = v.InferOutput<typeof RecoveryCodeRequest>
export type RecoveryRequest = v.InferOutput<typeof RecoveryRequest>
export type InboundSmsRequest = v.InferOutput<typeof InboundSmsRequest>
export type AccountView = v.InferOutput<typeof AccountView>
export type PasswordChange = v.InferOutput<typeof PasswordChange>
export type EmailCodeRequest = v.InferOutput<typeof EmailCodeRequest>
export type EmailChange = v.InferOutput<typeof EmailChange>
export type PhoneCodesRequest = v.InferOutput<typeof PhoneCodesRequest>
export type PhoneChange = v.InferOutput<typeof PhoneChange>
export type AddressChange = v.InferOutput<typeof AddressChange>
export type LanguageRequest = v.InferOutput<typeof LanguageRequest>
export type ClosingRequest = v.InferOutput<typeof ClosingRequest>

const changeErrors = [...bodyErrors, ...sessionErrors] as const

/**
 * Passwords, recovery, and what a person changes about their own account: a part of the contract, see
 * contract.ts.
 */
export const recoveryEndpoints = {
  createChallenge,
  sendRecoveryCode: {
    method: 'POST',
    path: '/api/recovery/email',
    summary:
      'Mail a code for a new password, if number and email belong together; the answer does not say whether',
    session: false,
    body: RecoveryCodeRequest,
    success: 200,
    response: CodeSentView,
    errors: [...bodyErrors, ...strangerErrors],
  },
  recover: {
    method: 'POST',
    path: '/api/recovery',
    summary:
      'Set a new password with a code from a message; ends the sessions of the account. `password_weak` names `reasons`',
    session: false,
    body: RecoveryRequest,
    success: 204,
    errors: [...bodyErrors, 'code_invalid', 'password_weak', ...strangerErrors],
  },
  receiveSms: {
    method: 'POST',
    path: '/api/sms/inbound',
    summary:
      'For the SMS gateway: a message that came in. Headers `X-Timestamp` (Unix seconds) and `X-Signature` (hex HMAC-SHA-256 over timestamp, full stop, body); a repeated `id` is acknowledged and ignored',
    session: false,
    body: InboundSmsRequest,
    headers: ['X-Timestamp', 'X-Signature'],
    success: 204,
    errors: [...bodyErrors, 'signature_invalid', 'not_found'],
  },
  readAccount: {
    method: 'GET',
    path: '/api/account',
    summary: 'Personal information of the account holder',
    session: true,
    success: 200,
    response: AccountView,
    errors: sessionErrors,
  },
  changePassword: {
    method: 'POST',
    path: '/api/account/password',
    summary: 'Set another password; the session gets a new cookie. `password_weak` names `reasons`',
    session: true,
    body: PasswordChange,
    success: 204,
    errors: [...changeErrors, 'password_wrong', 'password_weak'],
  },
  sendEmailCode: {
    method: 'POST',
    path: '/api/account/email/code',
    summary: 'Mail a code to the address that is to become the account’s; needs the present password',
    session: true,
    body: EmailCodeRequest,
    success: 200,
    response: CodeSentView,
    errors: [...changeErrors, 'password_wrong'],
  },
  changeEmail: {
    method: 'POST',
    path: '/api/account/email',
    summary: 'Set the email address, confirmed by the code that went there',
    session: true,
    body: EmailChange,
    success: 204,
    errors: [...changeErrors, 'code_invalid'],
  },
  sendPhoneCodes: {
    method: 'POST',
    path: '/api/account/phone-codes',
    summary: 'Send one code to the present phone and one to the new one; needs the present password',
    session: true,
    body: PhoneCodesRequest,
    success: 200,
    response: CodeSentView,
    errors: [...changeErrors, 'password_wrong', 'phone_missing'],
  },
  changePhone: {
    method: 'POST',
    path: '/api/account/phone',
    summary: 'Set the phone number, confirmed by the codes from both phones',
    session: true,
    body: PhoneChange,
    success: 204,
    errors: [...changeErrors, 'code_invalid', 'phone_in_use'],
  },
  sendAddressCode: {
    method: 'POST',
    path: '/api/account/address/code',
    summary: 'Send a code for a change of the address to the phone of the account',
    session: true,
    success: 200,
    response: CodeSentView,
    errors: [...sessionErrors, 'forbidden_origin', 'phone_missing'],
  },
  changeAddress: {
    method: 'POST',
    path: '/api/account/address',
    summary: 'Set the contact address, confirmed by a code',
    session: true,
    body: AddressChange,
    success: 204,
    errors: [...changeErrors, 'code_invalid'],
  },
  setLanguage: {
    method: 'PUT',
    path: '/api/account/language',
    summary: 'Set the language in which the person is written to',
    session: true,
    body: LanguageRequest,
    success: 204,
    errors: [...sessionErrors, ...bodyErrors],
  },
  requestClosing: {
    method: 'POST',
    path: '/api/account/closing-request',
    summary: 'Ask the office to close the account; asked again, it changes nothing',
    session: true,
    body: ClosingRequest,
    success: 204,
    errors: [...changeErrors, 'password_wrong'],
  },
} as const satisfies Record<string, Endpoint>
