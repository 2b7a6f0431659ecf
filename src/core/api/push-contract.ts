import * as v from 'valibot'
import type { InboxKind } from '../snapshot/inbox.ts'
import { base64Url, bodyErrors, type Endpoint, sessionErrors } from './endpoint.ts'
import { savePushEndpoint } from './save-push-endpoint.ts'

/**
 * Web Push (RFC 8030): where a device takes it, and what it is for; a part of the contract, see contract.ts.
 */

/** Kinds that a person may switch off. The account's safety they may not, and news disturb nobody. */
export const switchableKinds = ['decision', 'payment', 'validity'] as const satisfies readonly InboxKind[]

export type SwitchableKind = (typeof switchableKinds)[number]

/** An uncompressed P-256 point in base64url, as browsers have it. */
const point = v.pipe(base64Url(87), v.length(87))

const kinds = v.pipe(v.array(v.picklist(switchableKinds)), v.maxLength(switchableKinds.length))

export const PushView = v.strictObject({
  /** The VAPID key that this service now asks subscriptions to be bound to; without it there is no push. */
  key: v.optional(point),
  /** What the service holds of this device: SHA-256 of the endpoint, and the key that it is bound to. */
  held: v.optional(v.strictObject({ endpointHash: v.pipe(base64Url(43), v.length(43)), key: point })),
  /** Kinds that the person has switched off, on every device. */
  off: kinds,
})

/** Where a device takes pushes. */
export const SavePushRequest = v.strictObject({
  endpoint: v.pipe(v.string(), v.maxLength(1000), v.regex(/^https?:\/\/[\x21-\x7e]+$/)),
  p256dh: point,
  auth: v.pipe(base64Url(22), v.length(22)),
  /** The VAPID key that it is bound to. */
  key: point,
  /** The person has just switched it on: the service sends a first push, which says that it works. */
  greets: v.boolean(),
})

export const PushKindsRequest = v.strictObject({ off: kinds })

export type PushView = v.InferOutput<typeof PushView>
export type SavePushRequest = v.InferOutput<typeof SavePushRequest>

export const pushEndpoints = {
  readPush: {
    method: 'GET',
    path: '/api/push',
    summary: 'Whether there is push, what the service holds of this device, and which kinds are switched off',
    session: true,
    success: 200,
    response: PushView,
    errors: sessionErrors,
  },
  savePush: { ...savePushEndpoint, body: SavePushRequest },
  endPush: {
    method: 'DELETE',
    path: '/api/push/subscription',
    summary: 'Tell this device by push no more',
    session: true,
    success: 204,
    errors: ['forbidden_origin', ...sessionErrors],
  },
  choosePushKinds: {
    method: 'PUT',
    path: '/api/push/kinds',
    summary: 'Switch kinds of notices off, by push and text message, and all others on',
    session: true,
    body: PushKindsRequest,
    success: 204,
    errors: [...bodyErrors, ...sessionErrors],
  },
} as const satisfies Record<string, Endpoint>
