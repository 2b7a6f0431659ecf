import type { Endpoint } from './endpoint.ts'

/** Filing the declaration for an account: a part of the contract, see contract.ts. */
export const registrationEndpoints = {} as const satisfies Record<string, Endpoint>
