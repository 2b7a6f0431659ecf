import * as v from 'valibot'
import { bodyErrors, type Endpoint, sessionErrors } from './endpoint.ts'

/** Read marks of the inbox, which itself comes with the snapshot: a part of the contract, see contract.ts. */

/** Naming an item twice, or one that is gone, changes nothing. */
export const MarkInboxReadRequest = v.strictObject({
  /**
   * In whose name it was read, as the snapshot names the person: refused where somebody else has signed in
   * since.
   */
  personId: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
  ids: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/))), v.minLength(1), v.maxLength(50)),
})

export type MarkInboxReadRequest = v.InferOutput<typeof MarkInboxReadRequest>

export const inboxEndpoints = {
  markInboxRead: {
    method: 'POST',
    path: '/api/inbox/read',
    summary: 'Note that items of one’s inbox have been read; the next snapshot says so on every device',
    session: true,
    body: MarkInboxReadRequest,
    success: 204,
    errors: [...bodyErrors, ...sessionErrors, 'other_person'],
  },
} as const satisfies Record<string, Endpoint>
