import * as v from 'valibot'
import { bodyErrors, type Endpoint, sessionErrors } from './endpoint.ts'

/**
 * Alone, and with what a browser says taken as it is, because the worker asks for nothing else of push: the
 * schemas of push-contract.ts would come with it.
 */
export const savePushEndpoint = {
  method: 'PUT',
  path: '/api/push/subscription',
  summary: 'Have this device told by push; takes the place of what was held of it',
  session: true,
  body: v.strictObject({
    endpoint: v.string(),
    p256dh: v.string(),
    auth: v.string(),
    key: v.string(),
    greets: v.boolean(),
  }),
  success: 204,
  errors: [...bodyErrors, ...sessionErrors],
} as const satisfies Endpoint
