import * as v from 'valibot'
import { LONGEST_ASKED } from '../answers/question-words.ts'
import { isSafeText } from '../qr/safe-text.ts'
import { bodyErrors, type Endpoint, isoDate, languageTag, strangerErrors } from './endpoint.ts'
import { officerErrors } from './officer-contract.ts'

/**
 * Questions that the assistant could not answer, given by whoever has switched that on, and read by those who
 * write answers: a part of the contract, see contract.ts. Sent without a cookie: nobody's.
 */

export const GivenQuestionRequest = v.strictObject({
  language: languageTag,
  text: v.pipe(v.string(), v.regex(/\p{L}/u), v.maxLength(LONGEST_ASKED), v.check(isSafeText)),
})

export const UnansweredView = v.strictObject({
  /** Those given last first. */
  questions: v.array(
    v.strictObject({
      language: languageTag,
      text: v.string(),
      /** How often it was given, in the same words. */
      times: v.number(),
      /** The day of the last time. */
      day: isoDate,
    }),
  ),
})

export type GivenQuestionRequest = v.InferOutput<typeof GivenQuestionRequest>
export type UnansweredView = v.InferOutput<typeof UnansweredView>

export const unansweredEndpoints = {
  giveQuestion: {
    method: 'POST',
    path: '/api/unanswered-questions',
    summary:
      'Give a question that the assistant could not answer to whoever writes answers; in nobody’s name',
    session: false,
    body: GivenQuestionRequest,
    success: 204,
    errors: [...bodyErrors, ...strangerErrors],
  },
  listUnanswered: {
    method: 'GET',
    path: '/api/office/unanswered-questions',
    summary: 'Questions that were given, for officers who write content',
    session: false,
    officer: true,
    success: 200,
    response: UnansweredView,
    errors: officerErrors,
  },
} as const satisfies Record<string, Endpoint>
