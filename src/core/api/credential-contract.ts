import * as v from 'valibot'
import { base64Url, bodyErrors, type Endpoint, sessionErrors, unixSeconds } from './endpoint.ts'

/** What is signed, and how a device gets it: a part of the contract, see contract.ts. */

export const cardId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/))

/** A server nonce for one proof of possession; bound to the session, valid for minutes. */
export const NonceView = v.strictObject({ nonce: base64Url(64), expiresAt: unixSeconds })

/**
 * Asks for a credential for one card, bound to the holder key whose private half made `proof`
 * (a COSE_Sign1, see docs/credential-format.md "Proof of possession"; the public key is inside it).
 */
export const CredentialRequest = v.strictObject({ cardId, proof: base64Url(2048) })

export const CredentialView = v.strictObject({ credential: base64Url(2048), expiresAt: unixSeconds })

export type NonceView = v.InferOutput<typeof NonceView>
export type CredentialRequest = v.InferOutput<typeof CredentialRequest>
export type CredentialView = v.InferOutput<typeof CredentialView>

export const credentialEndpoints = {
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
} as const satisfies Record<string, Endpoint>
