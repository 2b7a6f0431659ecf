import { CallerCheckRequest } from '../../../core/api/call-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import type { BackOffice } from '../../back-office/back-office.ts'
import type { Calls } from '../../calls/calls.ts'
import { answerError } from '../problem.ts'
import { json, type RouteKit } from '../route-kit.ts'
import { createOfficerGuards } from './officer-guards.ts'

/** Calls that an officer announces, and the person who is called tries. */
export function registerCallRoutes(
  kit: RouteKit,
  { office, calls }: { readonly office: BackOffice; readonly calls: Calls },
): void {
  const { serve, withSession, withBody, sessions, now } = kit
  const guards = createOfficerGuards(kit, office)

  serve(endpoints.announceCall, (c) =>
    guards.withDuty(c, 'files', async (officer) => {
      const announced = await calls.announce(officer, c.req.param('id') ?? '', now())
      return announced.ok ? json(announced.value) : answerError(announced.error)
    }),
  )

  serve(endpoints.checkCaller, (c) =>
    withBody(c, CallerCheckRequest, ({ digits }) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        const checked = await calls.check(personId, digits, now())
        return checked.ok ? json(checked.value) : answerError(checked.error)
      }),
    ),
  )
}
