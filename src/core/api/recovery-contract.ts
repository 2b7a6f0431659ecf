import type { Endpoint } from './endpoint.ts'

/** Passwords, recovery, and what a person changes about their own account: a part of the contract, see contract.ts. */
export const recoveryEndpoints = {} as const satisfies Record<string, Endpoint>
