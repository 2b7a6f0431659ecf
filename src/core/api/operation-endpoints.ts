import type { Endpoint } from './endpoint.ts'

/** Where everything of the contract lies; what is asked for below it is never a file of the app. */
export const API_ROOT = '/api/'

/** For whoever runs the service, and no part of the contract with the wallet. */
export const operationEndpoints = {
  readDescription: {
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'The OpenAPI description of the contract',
    session: false,
    success: 200,
    // Where it is closed to the public.
    errors: ['not_found'],
  },
  readHealth: {
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the process answers',
    session: false,
    success: 200,
    errors: [],
  },
  readReadiness: {
    method: 'GET',
    path: '/api/ready',
    summary: 'Whether it can do its work; what stands against it is in the log',
    session: false,
    success: 200,
    errors: ['unavailable', 'not_found'],
  },
} as const satisfies Record<string, Endpoint>
