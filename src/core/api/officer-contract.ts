import * as v from 'valibot'
import { bodyErrors, type Endpoint, oneTimeCode, password, strangerErrors, unixSeconds } from './endpoint.ts'
import { BranchView } from './registration-contract.ts'

/**
 * How officers sign in, and with what: a part of the contract, see contract.ts. They have sessions of their
 * own, in a cookie of their own (`officer: true`).
 */

/** A supervisor may in addition reset accounts and read the office's log. */
export const officerRoles = ['officer', 'supervisor'] as const
export type OfficerRole = (typeof officerRoles)[number]

/** What an officer works at: people's declarations and requests, public content, or money; one of them. */
export const officerDuties = ['files', 'content', 'money'] as const
export type OfficerDuty = (typeof officerDuties)[number]

/** How long an officer's session lasts unused, in seconds. */
export const OFFICER_SESSION_IDLE = 1800

export const OfficerSignInRequest = v.strictObject({
  login: v.pipe(v.string(), v.regex(/^[a-z0-9.-]{3,32}$/)),
  password,
  /** Of the authenticator, once one is set up. */
  code: v.optional(oneTimeCode),
})

export const OfficerSessionView = v.strictObject({
  officer: v.strictObject({
    id: v.string(),
    name: v.string(),
    role: v.picklist(officerRoles),
    duty: v.picklist(officerDuties),
    office: BranchView,
  }),
  /** The first password: nothing else is possible before it is changed. */
  passwordTemporary: v.boolean(),
  /** No authenticator yet: it is set up before that. */
  authenticatorMissing: v.boolean(),
  /** Unused until then it ends; each use moves it on, up to `endsAt`. */
  expiresAt: unixSeconds,
  endsAt: unixSeconds,
})

/** A code of the authenticator, before approvals and resets; or the first one, when it is set up. */
export const OfficerProof = v.strictObject({ code: oneTimeCode })

/** What the authenticator is set up with: to type, and as the address that its QR code holds. */
export const AuthenticatorSetup = v.strictObject({ secret: v.string(), uri: v.string() })

export const OfficerSessionsView = v.strictObject({
  sessions: v.array(
    v.strictObject({
      id: v.string(),
      browser: v.string(),
      createdAt: unixSeconds,
      usedAt: unixSeconds,
      isThis: v.boolean(),
    }),
  ),
})

export const OfficerPasswordRequest = v.strictObject({ password, newPassword: password })

export type OfficerSignInRequest = v.InferOutput<typeof OfficerSignInRequest>
export type OfficerSessionView = v.InferOutput<typeof OfficerSessionView>
export type AuthenticatorSetup = v.InferOutput<typeof AuthenticatorSetup>
export type OfficerSessionsView = v.InferOutput<typeof OfficerSessionsView>

/** What everything that needs an officer's session can answer. */
export const officerErrors = [
  'officer_session_expired',
  'officer_authenticator_needed',
  'officer_password_temporary',
  'officer_forbidden',
  'too_many_requests',
] as const
const codeErrors = [
  ...bodyErrors,
  'officer_session_expired',
  'officer_code_failed',
  'too_many_requests',
] as const
/** The same, of one file. */
export const fileErrors = [...officerErrors, 'not_found'] as const

export const officerEndpoints = {
  officerSignIn: {
    method: 'POST',
    path: '/api/office/session',
    summary: 'Sign in as an officer',
    session: false,
    body: OfficerSignInRequest,
    success: 200,
    response: OfficerSessionView,
    errors: [
      ...bodyErrors,
      'officer_sign_in_failed',
      'officer_code_needed',
      'officer_code_failed',
      ...strangerErrors,
    ],
  },
  readOfficerSession: {
    method: 'GET',
    path: '/api/office/session',
    summary: 'Which officer is signed in',
    session: false,
    officer: true,
    success: 200,
    response: OfficerSessionView,
    errors: ['officer_session_expired'],
  },
  officerSignOut: {
    method: 'DELETE',
    path: '/api/office/session',
    summary: 'End the officer’s session',
    session: false,
    success: 204,
    errors: ['forbidden_origin'],
  },
  proveOfficer: {
    method: 'POST',
    path: '/api/office/session/proof',
    summary: 'A code of the authenticator; good for approvals and resets for a quarter of an hour',
    session: false,
    officer: true,
    body: OfficerProof,
    success: 204,
    errors: [...codeErrors, 'officer_authenticator_needed'],
  },
  beginAuthenticator: {
    method: 'POST',
    path: '/api/office/authenticator',
    summary: 'Begin to set up the authenticator, at the first sign-in only',
    session: false,
    officer: true,
    success: 200,
    response: AuthenticatorSetup,
    errors: ['officer_session_expired', 'not_found', 'forbidden_origin'],
  },
  confirmAuthenticator: {
    method: 'PUT',
    path: '/api/office/authenticator',
    summary: 'Show its first code; from now on each sign-in needs one',
    session: false,
    officer: true,
    body: OfficerProof,
    success: 204,
    errors: codeErrors,
  },
  listOfficerSessions: {
    method: 'GET',
    path: '/api/office/sessions',
    summary: 'The officer’s own open sessions',
    session: false,
    officer: true,
    success: 200,
    response: OfficerSessionsView,
    errors: officerErrors,
  },
  endOfficerSession: {
    method: 'DELETE',
    path: '/api/office/sessions/:id',
    summary: 'End one of the officer’s own sessions',
    session: false,
    officer: true,
    success: 204,
    errors: [...fileErrors, 'officer_proof_needed', 'forbidden_origin'],
  },
  changeOfficerPassword: {
    method: 'PUT',
    path: '/api/office/password',
    summary: 'Change the officer’s password; ends their other sessions',
    session: false,
    officer: true,
    body: OfficerPasswordRequest,
    success: 204,
    errors: [
      ...bodyErrors,
      'officer_session_expired',
      'officer_authenticator_needed',
      'officer_proof_needed',
      'officer_sign_in_failed',
      ...strangerErrors,
    ],
  },
} as const satisfies Record<string, Endpoint>
