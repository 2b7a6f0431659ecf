import type { Endpoint } from './endpoint.ts'

/** What officers do: a part of the contract, see contract.ts. */
export const officeEndpoints = {} as const satisfies Record<string, Endpoint>
