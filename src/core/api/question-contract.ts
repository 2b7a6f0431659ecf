import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { bodyErrors, type Endpoint, sessionErrors, unixSeconds } from './endpoint.ts'

/**
 * Asking the office a question (*Hỏi cơ quan BHXH*): a part of the contract, see contract.ts. The answer
 * comes with the inbox of the snapshot, and is read without a network.
 */

/** Longest question, in characters. */
export const LONGEST_QUESTION = 1000

/** Several lines, none of them with characters that deceive or disturb. */
const isSafeLines = (text: string) => text.split('\n').every(isSafeText)

/** `key` is made by the wallet, random, the same at every try: what was taken once is not taken twice. */
export const SendQuestionRequest = v.strictObject({
  key: v.pipe(v.string(), v.uuid()),
  /**
   * In whose name it was written, as the snapshot names the person: refused where somebody else has signed in
   * since.
   */
  personId: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
  text: v.pipe(v.string(), v.regex(/\S/), v.maxLength(LONGEST_QUESTION), v.check(isSafeLines)),
})

export const QuestionReceipt = v.strictObject({ fileNumber: v.string(), sentAt: unixSeconds })

export type SendQuestionRequest = v.InferOutput<typeof SendQuestionRequest>
export type QuestionReceipt = v.InferOutput<typeof QuestionReceipt>

export const questionEndpoints = {
  sendQuestion: {
    method: 'POST',
    path: '/api/questions',
    summary: 'Ask the office something; taken once for each `key`, answered in the inbox',
    session: true,
    body: SendQuestionRequest,
    success: 200,
    response: QuestionReceipt,
    errors: [...bodyErrors, ...sessionErrors, 'other_person'],
  },
} as const satisfies Record<string, Endpoint>
