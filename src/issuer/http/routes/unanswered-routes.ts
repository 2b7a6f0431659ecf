import { endpoints } from '../../../core/api/contract.ts'
import { GivenQuestionRequest } from '../../../core/api/unanswered-contract.ts'
import type { BackOffice } from '../../back-office/back-office.ts'
import type { UnansweredQuestions } from '../../questions/unanswered-questions.ts'
import { answerError } from '../problem.ts'
import { json, noContent, type RouteKit } from '../route-kit.ts'
import { createOfficerGuards } from './officer-guards.ts'

/** Questions that the assistant could not answer: given by anybody, read by officers who write content. */
export function registerUnansweredRoutes(
  kit: RouteKit,
  { office, unanswered }: { readonly office: BackOffice; readonly unanswered: UnansweredQuestions },
): void {
  const { serve, withBody, readClient, now } = kit
  const guards = createOfficerGuards(kit, office)

  serve(endpoints.giveQuestion, (c) =>
    withBody(c, GivenQuestionRequest, async (given) => {
      const taken = await unanswered.give({ ...given, ...readClient(c) }, now())
      return taken.ok ? noContent() : answerError(taken.error)
    }),
  )

  serve(endpoints.listUnanswered, (c) =>
    guards.withDuty(c, 'content', async () => json(await unanswered.list())),
  )
}
