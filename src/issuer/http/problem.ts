import type { ErrorCode } from '../../core/api/error-codes.ts'
import { commonHeaders, dataPolicy } from '../../core/api/security-headers.ts'

/**
 * Status and English title of every problem that the service answers with, and, for one that came later, the
 * problem that builds from before it know: `code` has that, and `precisely` the new one.
 */
const problems = {
  malformed_request: [400, 'The request or its body is malformed'],
  invalid_fields: [422, 'Fields are missing, unknown or of the wrong form'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body must be application/json'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This method is not for this resource'],
  forbidden_origin: [403, 'Only the app itself may ask this'],
  too_many_requests: [429, 'Too many attempts'],
  internal: [500, 'Something went wrong'],
  unavailable: [503, 'Not available just now'],
  sign_in_failed: [401, 'Number or password is wrong'],
  temporary_password_expired: [403, 'The temporary password has expired'],
  ticket_expired: [409, 'This step of the sign-in has expired'],
  phone_missing: [409, 'There is no phone number on record'],
  vneid_not_offered: [404, 'VNeID is not offered here'],
  vneid_unavailable: [503, 'VNeID does not answer'],
  vneid_cancelled: [409, 'The sign-in was cancelled at VNeID'],
  vneid_level_too_low: [403, 'VNeID level 2 is needed'],
  vneid_no_account: [403, 'This person has no account'],
  vneid_mismatch: [403, 'VNeID and the account do not match'],
  vneid_other_browser: [409, 'The sign-in was started in another browser'],
  vneid_refused: [422, 'What VNeID sent back is not valid'],
  passkey_refused: [422, 'The passkey could not be verified'],
  passkey_unknown: [403, 'The passkey is not known'],
  passkey_limit: [409, 'The account has as many passkeys as it may'],
  session_expired: [401, 'The session has ended'],
  device_replaced: [401, 'Another device is the active one now'],
  device_removed: [401, 'This device was removed from the account', 'session_expired'],
  nonce_expired: [409, 'The nonce is unknown or has expired'],
  proof_invalid: [422, 'The proof of possession is not valid'],
  card_unknown: [404, 'There is no such card in this account'],
  key_unknown: [409, 'The holder key is not enrolled'],
  key_limit: [409, 'Another holder key is enrolled for this card on this device'],
  code_invalid: [422, 'The code is wrong or no longer good'],
  challenge_invalid: [422, 'The challenge is not solved, too old or used'],
  password_weak: [422, 'The password cannot be used; see reasons'],
  password_wrong: [422, 'The password is wrong'],
  signature_invalid: [401, 'The signature of the gateway is missing, wrong or too old'],
  phone_in_use: [409, 'The phone number serves another person'],
  account_exists: [409, 'The person has an account already'],
  phone_proof_invalid: [422, 'The phone number is not confirmed for this number'],
  number_not_found: [404, 'No person with this name, date of birth and identity number'],
  picture_invalid: [422, 'The picture cannot be used'],
  declaration_waiting: [409, 'A declaration is waiting already'],
  idempotency_conflict: [409, 'Another declaration was sent under this key'],
  file_unknown: [404, 'There is no file with this number'],
  officer_session_expired: [401, 'The officer session has ended'],
  officer_sign_in_failed: [401, 'Name or password is wrong'],
  officer_password_temporary: [403, 'The first password must be changed'],
  officer_forbidden: [403, 'This is not for the officer’s role or duty'],
  already_decided: [409, 'The file is decided already'],
  document_mismatch: [422, 'The document is not the one declared or registered'],
  person_unknown: [409, 'The registry has no such person'],
  account_unknown: [404, 'The person has no account at this office'],
  officer_proof_needed: [403, 'A code of the authenticator must be given once more'],
  officer_code_needed: [401, 'The password was right; a code of the authenticator is needed'],
  officer_code_failed: [401, 'The code of the authenticator is wrong or was used'],
  officer_authenticator_needed: [403, 'An authenticator must be set up first'],
  second_officer_needed: [409, 'Another officer must do the same'],
  other_person: [409, 'Somebody else is signed in than who has written this'],
  service_refused: [409, 'The request was not taken; see reasons'],
  content_unreadable: [422, 'Phones could not read this content'],
  content_stale: [409, 'Other content was released, or is to be, since this was written'],
  content_changed: [409, 'This is not what was looked at'],
  content_decided: [409, 'The draft was released or withdrawn already'],
  content_own: [403, 'Whoever wrote content cannot release it'],
  content_full: [409, 'Too many drafts are waiting'],
  content_worse: [409, 'This answers the kept questions worse than what is live'],
} as const satisfies Partial<Record<ErrorCode, readonly [status: number, title: string, known?: ErrorCode]>>

export type ProblemCode = keyof typeof problems

/** Whether the service has an answer of its own for a code. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}

/** The HTTP status of a problem. */
export function problemStatus(code: ProblemCode): number {
  return problems[code][0]
}

/** Headers of every answer of the API: data, for this one reader, kept nowhere. */
export const dataHeaders = {
  ...commonHeaders,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': dataPolicy,
} as const

export type ProblemDetails = {
  /** Another status than the code's, where HTTP has a nearer one. */
  status?: number
  fields?: readonly string[]
  /** Codes of what is wrong with the one field that the problem is about. */
  reasons?: readonly string[]
  retryAfter?: number
  headers?: Record<string, string>
}

const codes = new WeakMap<Response, ProblemCode>()

/** The code of an answer that is a problem. */
export function problemCodeOf(answer: Response): ProblemCode | undefined {
  return codes.get(answer)
}

/** RFC 9457 problem details. Nothing of the request is repeated but the names of wrong fields. */
export function problem(
  code: ProblemCode,
  { status: nearer, fields, reasons, retryAfter, headers }: ProblemDetails = {},
): Response {
  const [usual, title, known]: readonly [number, string, ErrorCode?] = problems[code]
  const status = nearer ?? usual
  const body = {
    type: `urn:vi-bhyt:problem:${code}`,
    title,
    status,
    code: known ?? code,
    ...(known && { precisely: code }),
    ...(fields && { fields }),
    ...(reasons && { reasons }),
    ...(retryAfter !== undefined && { retryAfter }),
  }
  const answer = new Response(JSON.stringify(body), {
    status,
    headers: {
      ...dataHeaders,
      'Content-Type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
      ...headers,
    },
  })
  codes.set(answer, code)
  return answer
}

/** The problem for something that was refused, with what is known of it. */
export function answerError({ code, ...details }: { code: ProblemCode } & ProblemDetails): Response {
  return problem(code, details)
}
