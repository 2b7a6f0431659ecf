import { endpoints } from '../../../core/api/contract.ts'
import { EmployerRequest } from '../../../core/api/employer-contract.ts'
import type { Employers } from '../../employers/employers.ts'
import { answerError } from '../problem.ts'
import { json, type RouteKit, withClient } from '../route-kit.ts'

/** The register of participating employers. */
export function registerEmployerRoutes(
  { serve, withBody, readClient, now }: RouteKit,
  { employers }: { readonly employers: Employers },
): void {
  serve(endpoints.findEmployers, (c) =>
    withBody(c, EmployerRequest, async (question) => {
      const found = await employers.find(withClient(question, readClient(c)), now())
      return found.ok ? json(found.value) : answerError(found.error)
    }),
  )
}
