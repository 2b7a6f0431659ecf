import * as v from 'valibot'
import { bodyErrors, type Endpoint, sessionErrors, unixSeconds } from './endpoint.ts'
import { fileErrors } from './officer-contract.ts'

/**
 * Whether a caller is of the office: a part of the contract, see contract.ts. An officer who is about to call
 * has the service make four digits; the person who is called asks for them, types them, and is told whether
 * they are right. A wallet is never told the digits, so that nobody can be talked into reading them out.
 */

export const CallAnnounced = v.strictObject({
  /** Four, for the officer to say when asked. */
  digits: v.string(),
  expiresAt: unixSeconds,
})

export const CallerCheckRequest = v.strictObject({ digits: v.pipe(v.string(), v.regex(/^\d{4}$/)) })

export const CallerCheckView = v.strictObject({
  isGenuine: v.boolean(),
  /** The name of the office that is calling, where it is genuine. */
  office: v.optional(v.string()),
})

export type CallAnnounced = v.InferOutput<typeof CallAnnounced>
export type CallerCheckRequest = v.InferOutput<typeof CallerCheckRequest>
export type CallerCheckView = v.InferOutput<typeof CallerCheckView>

export const callEndpoints = {
  announceCall: {
    method: 'POST',
    path: '/api/office/requests/:id/call',
    summary:
      'The person who made a request is about to be called: digits by which they can tell that it is the office',
    session: false,
    officer: true,
    success: 200,
    response: CallAnnounced,
    errors: [...fileErrors, 'forbidden_origin'],
  },
  checkCaller: {
    method: 'POST',
    path: '/api/caller-checks',
    summary: 'Whether the digits that a caller says are those of an officer who is calling just now',
    session: true,
    body: CallerCheckRequest,
    success: 200,
    response: CallerCheckView,
    errors: [...bodyErrors, ...sessionErrors],
  },
} as const satisfies Record<string, Endpoint>
