import * as v from 'valibot'
import { CredentialView, cardId } from './credential-contract.ts'
import { bodyErrors, type Endpoint, password, sessionErrors } from './endpoint.ts'

/** The code for print: a part of the contract, see contract.ts. */

/** The present password: what is printed can be used without the phone, and without the session. */
export const PaperCodeRequest = v.strictObject({ cardId, password })

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
    errors: [...bodyErrors, ...sessionErrors, 'password_wrong', 'card_unknown'],
  },
} as const satisfies Record<string, Endpoint>
