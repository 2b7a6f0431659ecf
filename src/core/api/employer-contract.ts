import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { challengeSolution } from './challenge.ts'
import { bodyErrors, type Endpoint, strangerErrors } from './endpoint.ts'

/**
 * Participating employers, asked for by whoever shows a proof of work: a part of the contract, see
 * contract.ts.
 */

/** Letters and digits that a question has at least, and UTF-16 units at most. */
export const employerQuestion = { least: 3, most: 100 } as const

/** So many employers are answered at most. */
export const MOST_EMPLOYERS = 20

/** Part of a name, or a tax code: 10 digits, 13 for a branch. */
export const EmployerRequest = v.strictObject({
  query: v.pipe(
    v.string(),
    v.maxLength(employerQuestion.most),
    v.check(isSafeText),
    v.check((query) => (query.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= employerQuestion.least),
  ),
  solution: challengeSolution,
})

export const EmployerView = v.object({
  taxCode: v.pipe(v.string(), v.regex(/^(\d{10}|\d{13})$/)),
  name: v.string(),
})

/** `isMore`: others answer to the question as well. */
export const EmployersView = v.object({
  employers: v.pipe(v.array(EmployerView), v.maxLength(MOST_EMPLOYERS)),
  isMore: v.boolean(),
})

export type EmployerView = v.InferOutput<typeof EmployerView>
export type EmployersView = v.InferOutput<typeof EmployersView>

export const employerEndpoints = {
  findEmployers: {
    method: 'POST',
    path: '/api/employers/searches',
    summary:
      'Organisations that take part as employers, by part of the name or by tax code; never people. `unavailable` while there is no register',
    session: false,
    body: EmployerRequest,
    success: 200,
    response: EmployersView,
    errors: [...bodyErrors, ...strangerErrors, 'unavailable'],
  },
} as const satisfies Record<string, Endpoint>
