import * as v from 'valibot'
import { accountEndpoints } from './account-contract.ts'
import { base64Url, bodyErrors, type Endpoint, sessionErrors, unixSeconds } from './endpoint.ts'
import { officeEndpoints } from './office-contract.ts'
import { recoveryEndpoints } from './recovery-contract.ts'
import { registrationEndpoints } from './registration-contract.ts'
import { reportEndpoints } from './report-contract.ts'

/**
 * The HTTP contract between issuer and wallet: one table, from which the issuer takes its validation and its OpenAPI
 * description and the wallet its types. Bodies are JSON unless `binary` says otherwise; bytes inside JSON are base64url
 * without padding; times are Unix seconds.
 */

const cardId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/))

/** A server nonce for one proof of possession; bound to the session, valid for minutes. */
export const NonceView = v.strictObject({ nonce: base64Url(64), expiresAt: unixSeconds })

/**
 * Asks for a credential for one card, bound to the holder key whose private half made `proof`
 * (a COSE_Sign1, see docs/credential-format.md "Holder proof"; the public key is inside it).
 */
export const CredentialRequest = v.strictObject({ cardId, proof: base64Url(2048) })

export const CredentialView = v.strictObject({ credential: base64Url(2048), expiresAt: unixSeconds })

/** RFC 9457 problem details; `code` is one of `ErrorCode`. */
export const ProblemView = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  fields: v.optional(v.array(v.string())),
  reasons: v.optional(v.array(v.string())),
  retryAfter: v.optional(v.number()),
})

export type NonceView = v.InferOutput<typeof NonceView>
export type CredentialRequest = v.InferOutput<typeof CredentialRequest>
export type CredentialView = v.InferOutput<typeof CredentialView>
export type ProblemView = v.InferOutput<typeof ProblemView>

export const endpoints = {
  ...accountEndpoints,
  issueNonce: {
    method: 'POST',
    path: '/api/nonces',
    summary: 'A nonce for a proof of possession',
    session: true,
    success: 200,
    response: NonceView,
    errors: [...sessionErrors, 'forbidden_origin'],
  },
  enrolHolderKey: {
    method: 'POST',
    path: '/api/holder-keys',
    summary: 'Bind a holder key of this device to a card and receive its first credential',
    session: true,
    body: CredentialRequest,
    success: 200,
    response: CredentialView,
    errors: [...bodyErrors, ...sessionErrors, 'nonce_expired', 'proof_invalid', 'card_unknown', 'key_limit'],
  },
  renewCredential: {
    method: 'POST',
    path: '/api/credentials',
    summary: 'A fresh credential for a holder key that is already enrolled',
    session: true,
    body: CredentialRequest,
    success: 200,
    response: CredentialView,
    errors: [
      ...bodyErrors,
      ...sessionErrors,
      'nonce_expired',
      'proof_invalid',
      'card_unknown',
      'key_unknown',
    ],
  },
  readSnapshot: {
    method: 'GET',
    path: '/api/snapshot',
    summary: 'The signed snapshot of the account holder and their dependants; 304 when `If-None-Match` fits',
    session: true,
    success: 200,
    binary: 'application/cose',
    errors: sessionErrors,
  },
  readDependantSnapshot: {
    method: 'GET',
    path: '/api/dependants/:personId/snapshot',
    summary:
      'The signed snapshot of a dependant whom the registry links to the account holder, with their own cards only; 304 when `If-None-Match` fits',
    session: true,
    success: 200,
    binary: 'application/cose',
    errors: [...sessionErrors, 'not_found'],
  },
  readTrustList: {
    method: 'GET',
    path: '/api/trust-list',
    summary: 'The signed list of issuer keys',
    session: false,
    success: 200,
    binary: 'application/cose',
    errors: [],
  },
  readStatusList: {
    method: 'GET',
    path: '/api/status-lists/:list',
    summary: 'A signed status list (revoked credentials)',
    session: false,
    success: 200,
    binary: 'application/cose',
    errors: ['not_found'],
  },
  ...recoveryEndpoints,
  ...registrationEndpoints,
  ...officeEndpoints,
  ...reportEndpoints,
} as const satisfies Record<string, Endpoint>
