import * as v from 'valibot'
import { base64Url, bodyErrors, type Endpoint, password, sessionErrors, unixSeconds } from './endpoint.ts'
import { PasskeyAnswer } from './passkey-contract.ts'
import { requestKey } from './service-sending-contract.ts'

/** Proving once more who files, before a request is sent: a part of service-contract.ts. */

/** The present password, or a passkey of the account that answers `createPasskeyProofOptions`. */
export const ProveServiceRequest = v.union([
  v.strictObject({ key: requestKey, password }),
  v.strictObject({ key: requestKey, passkey: PasskeyAnswer }),
])
export type ProveServiceRequest = v.InferOutput<typeof ProveServiceRequest>

export const ServiceProofView = v.strictObject({ proof: base64Url(128), expiresAt: unixSeconds })

export const serviceProofEndpoints = {
  proveServiceRequest: {
    method: 'POST',
    path: '/api/services/proofs',
    summary: 'The password or a passkey once more, for the request of this key, good for 14 days',
    session: true,
    body: ProveServiceRequest,
    success: 200,
    response: ServiceProofView,
    errors: [...bodyErrors, ...sessionErrors, 'password_wrong', 'passkey_refused', 'passkey_unknown'],
  },
} as const satisfies Record<string, Endpoint>
