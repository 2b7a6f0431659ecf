import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { RemovalRequest, SignInStep } from './account-contract.ts'
import {
  base64Url,
  bodyErrors,
  type Endpoint,
  password,
  sessionErrors,
  strangerErrors,
  unixSeconds,
} from './endpoint.ts'

/** Passkeys, kept with an account and signed in with: a part of the contract, see contract.ts. */

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60), v.check(isSafeText))

/** WebAuthn: 16 to 1023 bytes in base64url. */
const credentialId = base64Url(1364)
const credentialType = v.literal('public-key')
const transports = v.array(v.picklist(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
const descriptor = v.object({ type: credentialType, id: credentialId, transports: v.optional(transports) })

/** The present password: a passkey outlives the session in which it is made. */
export const PasskeyOptionsRequest = v.strictObject({ password })

/** PublicKeyCredentialCreationOptionsJSON, for `startRegistration({ optionsJSON })`. */
export const PasskeyCreationView = v.object({
  challenge: base64Url(128),
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: base64Url(128), name: v.string(), displayName: v.string() }),
  pubKeyCredParams: v.array(v.object({ type: credentialType, alg: v.number() })),
  timeout: v.number(),
  excludeCredentials: v.array(descriptor),
  authenticatorSelection: v.object({
    residentKey: v.literal('required'),
    requireResidentKey: v.literal(true),
    userVerification: v.literal('required'),
  }),
  attestation: v.literal('none'),
})

/** PublicKeyCredentialRequestOptionsJSON, for `startAuthentication({ optionsJSON })`. */
export const PasskeyRequestView = v.object({
  challenge: base64Url(128),
  rpId: v.string(),
  timeout: v.number(),
  userVerification: v.literal('required'),
})

/**
 * RegistrationResponseJSON as `startRegistration` gives it. Members beyond these are not read; results of
 * extensions may hold secrets (PRF), so the app removes them before it sends the rest.
 */
export const PasskeyRegistration = v.strictObject({
  /** Absent: named after the device. */
  name: v.optional(name),
  credential: v.object({
    id: credentialId,
    rawId: credentialId,
    type: credentialType,
    response: v.object({
      clientDataJSON: base64Url(2048),
      attestationObject: base64Url(8192),
      transports: v.optional(v.array(v.pipe(v.string(), v.maxLength(32)))),
    }),
  }),
})

/** That, of the account's own passkeys: for what a session alone is not enough for. */
export const PasskeyProofView = v.object({
  ...PasskeyRequestView.entries,
  allowCredentials: v.array(descriptor),
})

/** AuthenticationResponseJSON as `startAuthentication` gives it. */
export const PasskeyAnswer = v.object({
  id: credentialId,
  rawId: credentialId,
  type: credentialType,
  response: v.object({
    clientDataJSON: base64Url(2048),
    authenticatorData: base64Url(2048),
    signature: base64Url(2048),
    userHandle: v.optional(base64Url(128)),
  }),
})

export const PasskeySignInRequest = v.strictObject({ credential: PasskeyAnswer })

export const PasskeyView = v.strictObject({
  id: v.string(),
  name: v.string(),
  createdAt: unixSeconds,
  usedAt: v.optional(unixSeconds),
})
export const PasskeysView = v.strictObject({ passkeys: v.array(PasskeyView) })
export const PasskeyRename = v.strictObject({ name })

export type PasskeyCreationView = v.InferOutput<typeof PasskeyCreationView>
export type PasskeyRequestView = v.InferOutput<typeof PasskeyRequestView>
export type PasskeyRegistration = v.InferOutput<typeof PasskeyRegistration>
export type PasskeyProofView = v.InferOutput<typeof PasskeyProofView>
export type PasskeyAnswer = v.InferOutput<typeof PasskeyAnswer>
export type PasskeySignInRequest = v.InferOutput<typeof PasskeySignInRequest>
export type PasskeyView = v.InferOutput<typeof PasskeyView>
export type PasskeysView = v.InferOutput<typeof PasskeysView>

export const passkeyEndpoints = {
  createPasskeyOptions: {
    method: 'POST',
    path: '/api/passkeys/options',
    summary: 'What a browser needs to make a passkey; the challenge is bound to the session',
    session: true,
    body: PasskeyOptionsRequest,
    success: 200,
    response: PasskeyCreationView,
    errors: [...bodyErrors, ...sessionErrors, 'password_wrong', 'passkey_limit'],
  },
  addPasskey: {
    method: 'POST',
    path: '/api/passkeys',
    summary: 'Keep a passkey that was just made',
    session: true,
    body: PasskeyRegistration,
    success: 200,
    response: PasskeyView,
    errors: [...bodyErrors, ...sessionErrors, 'passkey_refused', 'passkey_limit'],
  },
  createPasskeyProofOptions: {
    method: 'POST',
    path: '/api/passkeys/proof-options',
    summary: 'What a browser needs to prove one of the account’s passkeys again; bound to the session',
    session: true,
    success: 200,
    response: PasskeyProofView,
    errors: ['forbidden_origin', ...sessionErrors, 'passkey_unknown'],
  },
  readPasskeys: {
    method: 'GET',
    path: '/api/passkeys',
    summary: 'The passkeys of the account',
    session: true,
    success: 200,
    response: PasskeysView,
    errors: sessionErrors,
  },
  renamePasskey: {
    method: 'PATCH',
    path: '/api/passkeys/:id',
    summary: 'Give a passkey another name',
    session: true,
    body: PasskeyRename,
    success: 204,
    errors: [...bodyErrors, ...sessionErrors, 'not_found'],
  },
  removePasskey: {
    method: 'POST',
    path: '/api/passkeys/:id/removal',
    summary: 'Forget a passkey',
    session: true,
    body: RemovalRequest,
    success: 204,
    errors: [...bodyErrors, ...sessionErrors, 'password_wrong', 'not_found'],
  },
  createPasskeySignInOptions: {
    method: 'POST',
    path: '/api/session/passkey/options',
    summary:
      'What a browser needs to sign in with a passkey; the challenge is bound to this browser (cookie)',
    session: false,
    success: 200,
    response: PasskeyRequestView,
    errors: ['forbidden_origin', ...strangerErrors],
  },
  signInWithPasskey: {
    method: 'POST',
    path: '/api/session/passkey',
    summary: 'Sign in with a passkey',
    session: false,
    body: PasskeySignInRequest,
    success: 200,
    response: SignInStep,
    errors: [...bodyErrors, 'passkey_refused', 'passkey_unknown', 'ticket_expired'],
  },
} as const satisfies Record<string, Endpoint>
