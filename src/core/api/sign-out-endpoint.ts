import type { Endpoint } from './endpoint.ts'

/**
 * Alone, because it is asked for where nothing else of the account is: the other schemas would come with it.
 */
export const signOutEndpoint = {
  method: 'DELETE',
  path: '/api/session',
  summary: 'End the session and the credentials of this device',
  session: false,
  success: 204,
  errors: ['forbidden_origin'],
} as const satisfies Endpoint
