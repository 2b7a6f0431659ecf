import type { Endpoint } from './endpoint.ts'

/** Telling the office that something is wrong in one’s data: a part of the contract, see contract.ts. */
export const reportEndpoints = {} as const satisfies Record<string, Endpoint>
