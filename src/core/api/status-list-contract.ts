import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'

/** Numbers of the status lists that there are, in ascending order. */
export const StatusListNumbers = v.object({
  lists: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
})

/** For desks, which have to follow when another list begins; apart from what wallets load. */
export const statusListEndpoints = {
  listStatusLists: {
    method: 'GET',
    path: '/api/status-lists',
    summary: 'Numbers of the status lists that there are',
    session: false,
    success: 200,
    response: StatusListNumbers,
    errors: [],
  },
} as const satisfies Record<string, Endpoint>
