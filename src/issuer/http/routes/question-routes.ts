import { endpoints } from '../../../core/api/contract.ts'
import { SendQuestionRequest } from '../../../core/api/question-contract.ts'
import type { Questions } from '../../questions/questions.ts'
import { problem } from '../problem.ts'
import { json, type RouteKit } from '../route-kit.ts'

/** Asking the office something; the answer comes with the snapshot. */
export function registerQuestionRoutes(
  { serve, withSession, withBody, sessions, now }: RouteKit,
  { questions }: { readonly questions: Questions },
): void {
  serve(endpoints.sendQuestion, (c) =>
    withBody(c, SendQuestionRequest, (question) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        const sent = await questions.send(personId, question, now())
        if (sent.ok) return json(sent.value)
        const { code, ...details } = sent.error
        return problem(code, details)
      }),
    ),
  )
}
