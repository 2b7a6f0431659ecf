import { endpoints } from '../../core/api/contract.ts'
import type { Endpoint } from '../../core/api/endpoint.ts'
import type { ProblemCode } from './problem.ts'

/**
 * Kinds of security events (OWASP ASVS 5.0, V16.3); docs/operations.md, "Watching it", says what each means.
 */
export type SecurityEvent =
  | 'authenticated'
  | 'authentication_step'
  | 'authentication_refused'
  | 'access_refused'
  | 'proof_refused'
  | 'limit_reached'
  | 'origin_refused'
  | 'input_refused'
  | 'session_ended'
  | 'credential_changed'
  | 'decided'

const refusals: Partial<Record<ProblemCode, SecurityEvent>> = {
  sign_in_failed: 'authentication_refused',
  temporary_password_expired: 'authentication_refused',
  password_wrong: 'authentication_refused',
  code_invalid: 'authentication_refused',
  passkey_refused: 'authentication_refused',
  passkey_unknown: 'authentication_refused',
  vneid_refused: 'authentication_refused',
  vneid_mismatch: 'authentication_refused',
  vneid_level_too_low: 'authentication_refused',
  vneid_no_account: 'authentication_refused',
  vneid_other_browser: 'authentication_refused',
  officer_sign_in_failed: 'authentication_refused',
  officer_code_failed: 'authentication_refused',
  officer_code_needed: 'authentication_step',
  officer_forbidden: 'access_refused',
  officer_proof_needed: 'access_refused',
  officer_authenticator_needed: 'access_refused',
  officer_password_temporary: 'access_refused',
  officer_session_expired: 'access_refused',
  device_replaced: 'access_refused',
  device_removed: 'access_refused',
  card_unknown: 'access_refused',
  other_person: 'access_refused',
  ticket_expired: 'proof_refused',
  nonce_expired: 'proof_refused',
  proof_invalid: 'proof_refused',
  challenge_invalid: 'proof_refused',
  phone_proof_invalid: 'proof_refused',
  signature_invalid: 'proof_refused',
  document_mismatch: 'proof_refused',
  too_many_requests: 'limit_reached',
  forbidden_origin: 'origin_refused',
  malformed_request: 'input_refused',
  invalid_fields: 'input_refused',
  unsupported_media_type: 'input_refused',
  body_too_large: 'input_refused',
}

/** What is an event when it succeeds. */
const successes: readonly (readonly [Endpoint, SecurityEvent])[] = [
  [endpoints.signIn, 'authenticated'],
  [endpoints.transferDevice, 'authenticated'],
  [endpoints.setNewPassword, 'authenticated'],
  [endpoints.finishVneid, 'authenticated'],
  [endpoints.signInWithPasskey, 'authenticated'],
  [endpoints.officerSignIn, 'authenticated'],
  [endpoints.proveOfficer, 'authenticated'],
  [endpoints.signOut, 'session_ended'],
  [endpoints.officerSignOut, 'session_ended'],
  [endpoints.endOfficerSession, 'session_ended'],
  [endpoints.removeDevice, 'session_ended'],
  [endpoints.endLostDevice, 'session_ended'],
  [endpoints.addPasskey, 'credential_changed'],
  [endpoints.removePasskey, 'credential_changed'],
  [endpoints.recover, 'credential_changed'],
  [endpoints.changePassword, 'credential_changed'],
  [endpoints.changeEmail, 'credential_changed'],
  [endpoints.changePhone, 'credential_changed'],
  [endpoints.changeOfficerPassword, 'credential_changed'],
  [endpoints.confirmAuthenticator, 'credential_changed'],
  [endpoints.enrolHolderKey, 'credential_changed'],
  [endpoints.issuePaperCode, 'credential_changed'],
  [endpoints.approveDeclaration, 'decided'],
  [endpoints.refuseDeclaration, 'decided'],
  [endpoints.approveOfficeRequest, 'decided'],
  [endpoints.refuseOfficeRequest, 'decided'],
  [endpoints.resetAccount, 'decided'],
  [endpoints.approveService, 'decided'],
  [endpoints.refuseService, 'decided'],
  [endpoints.importStatement, 'decided'],
  [endpoints.matchTransfer, 'decided'],
  [endpoints.returnTransfer, 'decided'],
  [endpoints.decideLatePayment, 'decided'],
  [endpoints.approveRefund, 'decided'],
  [endpoints.releaseContentDraft, 'decided'],
]
const succeeded = new Map(successes.map(([{ method, path }, event]) => [`${method} ${path}`, event]))

/** Whether this is a way in, of a person or an officer. */
export function isSignIn({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return succeeded.get(`${method} ${path}`) === 'authenticated'
}

/**
 * The security event that an answer is, if it is one.
 *
 * @param code Of the problem that it is.
 */
export function findSecurityEvent(
  { method, path }: { readonly method: string; readonly path: string },
  { status, headers }: Response,
  code: ProblemCode | undefined,
): SecurityEvent | undefined {
  // Who asks for a thing by its id and does not get it may have tried another's.
  if (code === 'not_found' && path.includes('/:')) return 'access_refused'
  if (code !== undefined) return refusals[code]
  const event = status < 300 ? succeeded.get(`${method} ${path}`) : undefined
  // No session yet: a code or a new password is asked for first.
  return event === 'authenticated' && !headers.has('set-cookie') ? 'authentication_step' : event
}
