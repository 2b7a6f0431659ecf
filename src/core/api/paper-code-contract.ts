import * as v from 'valibot'
import { CredentialView, cardId } from './credential-contract.ts'
import { bodyErrors, type Endpoint, password, sessionErrors } from './endpoint.ts'
import { PasskeyAnswer } from './passkey-contract.ts'

/** The code for print: a part of the contract, see contract.ts. */

/**
 * The present password, or a passkey of the account that answers `createPasskeyProofOptions`: what is printed
 * can be used without the phone, and without the session.
 */
export const PaperCodeRequest = v.union([
  v.strictObject({ cardId, password }),
  v.strictObject({ cardId, passkey: PasskeyAnswer }),
])

export type PaperCodeRequest = v.InferOutput<typeof PaperCodeRequest>

export const paperCodeEndpoints = {
  issuePaperCode: {
    method: 'POST',
    path: '/api/paper-codes',
    summary: 'A credential of a card that is bound to no device, to be printed and not kept',
    session: true,
    body: PaperCodeRequest,
    success: 200,
    response: CredentialView,
    errors: [
      ...bodyErrors,
      ...sessionErrors,
      'password_wrong',
      'passkey_refused',
      'passkey_unknown',
      'card_unknown',
    ],
  },
} as const satisfies Record<string, Endpoint>
