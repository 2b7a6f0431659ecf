import type { Endpoint } from './endpoint.ts'

/** How an account is signed in to and on which devices it is used: a part of the contract, see contract.ts. */
export const accountEndpoints = {} as const satisfies Record<string, Endpoint>
