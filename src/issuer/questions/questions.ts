import type { QuestionReceipt, SendQuestionRequest } from '../../core/api/question-contract.ts'
import { encodeUtf8 } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { LONGEST_INBOX_VALUE } from '../../core/snapshot/inbox.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import { fileRequest } from '../requests/requests.ts'

/** Questions that one person may send in a day; more are a mistake or a nuisance. */
const MOST_A_DAY = 10
const DAY = 86_400

export type QuestionError = { code: 'other_person' } | { code: 'too_many_requests'; retryAfter: number }

export type Questions = ReturnType<typeof createQuestions>

/** Questions to the office: requests that an officer answers in words. */
export function createQuestions(database: Database) {
  return {
    /** Files a question, once for each key; `other_person` if it was written in the name of somebody else. */
    send(
      personId: number,
      { key, text, personId: author }: SendQuestionRequest,
      now: number,
    ): Promise<Result<QuestionReceipt, QuestionError>> {
      return database.query.transaction().execute(async (transaction) => {
        // What is counted below is counted by one at a time.
        await lockPerson(transaction, personId)
        const { public_id: signedIn } = await transaction
          .selectFrom('people')
          .select('public_id')
          .where('id', '=', personId)
          .executeTakeFirstOrThrow()
        if (author !== signedIn) return err({ code: 'other_person' })
        const earlier = await transaction
          .selectFrom('office_requests')
          .select(['request_key', 'filed_at'])
          .where('person_id', '=', personId)
          .where('kind', '=', 'question')
          .where('filed_at', '>', now - DAY)
          .orderBy('filed_at', 'desc')
          .execute()
        const first = earlier[MOST_A_DAY - 1]
        if (first && earlier.every(({ request_key: before }) => before !== key))
          return err({ code: 'too_many_requests', retryAfter: first.filed_at + DAY - now })
        const content = [{ field: 'Câu hỏi', text }]
        const filed = await fileRequest(
          transaction,
          { kind: 'question', personId, key, content, document: { text } },
          now,
        )
        return ok({ fileNumber: filed.fileNumber, sentAt: filed.filedAt })
      })
    },
  }
}

/**
 * What the inbox says of an answered question: its beginning and the whole answer, in parts that the wallet
 * puts together again, so that both are read on every device and without a network.
 *
 * @param document what the person was to be shown of the request again
 */
export function describeAnswer(document: string | null, answer: string): Readonly<Record<string, string>> {
  const { text = '' } = JSON.parse(document ?? '{}') as { text?: string }
  const [question = ''] = cutText(text)
  return Object.fromEntries([
    ['question', question],
    ...cutText(answer).map((part, at) => [`answer${at}`, part]),
  ])
}

/** A text in one line, in parts that an inbox item can hold: no character is cut. */
function cutText(text: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (const character of text.replace(/\s+/g, ' ').trim()) {
    if (encodeUtf8(part + character).length > LONGEST_INBOX_VALUE) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return part === '' ? parts : [...parts, part]
}
