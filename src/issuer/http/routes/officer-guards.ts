import type { OfficerDuty } from '../../../core/api/officer-contract.ts'
import type { BackOffice } from '../../back-office/back-office.ts'
import { readOfficerToken, type SignedInOfficer } from '../../back-office/officer-sessions.ts'
import { problem } from '../problem.ts'
import type { Answer, RequestContext, RouteKit } from '../route-kit.ts'

export type OfficerHandle = (officer: SignedInOfficer) => Answer

export type OfficerGuards = ReturnType<typeof createOfficerGuards>

/** Who the officer of a request is, and whether they may do what they ask for. */
export function createOfficerGuards({ cookieFormOf, now }: RouteKit, office: BackOffice) {
  const find = (c: RequestContext): Promise<SignedInOfficer | undefined> =>
    office.sessions.find(readOfficerToken(c.req.header('cookie'), cookieFormOf(c)), now())

  /** Runs a handler for an officer with an authenticator, whose password is their own. */
  async function withOfficer(c: RequestContext, handle: OfficerHandle): Promise<Response> {
    const officer = await find(c)
    if (officer === undefined) return problem('officer_session_expired')
    if (officer.view.authenticatorMissing) return problem('officer_authenticator_needed')
    return officer.view.passwordTemporary ? problem('officer_password_temporary') : handle(officer)
  }

  function withThose(
    c: RequestContext,
    isAllowed: (officer: SignedInOfficer) => boolean,
    handle: OfficerHandle,
  ): Promise<Response> {
    return withOfficer(c, async (officer) => {
      if (isAllowed(officer)) return handle(officer)
      await office.refuse(officer, now())
      return problem('officer_forbidden')
    })
  }

  return {
    find,
    withOfficer,

    /** Runs a handler for an officer of this duty. */
    withDuty: (c: RequestContext, duty: OfficerDuty, handle: OfficerHandle) =>
      withThose(c, (officer) => officer.duty === duty, handle),

    /** Runs a handler for a supervisor, of any duty unless one is named. */
    withSupervisor: (c: RequestContext, handle: OfficerHandle, duty?: OfficerDuty) =>
      withThose(
        c,
        (officer) => officer.role === 'supervisor' && (duty === undefined || officer.duty === duty),
        handle,
      ),

    /** Runs a handler for an officer who has given a code a short time ago: for what cannot be taken back. */
    proven:
      (handle: OfficerHandle): OfficerHandle =>
      (officer) =>
        officer.isProven ? handle(officer) : problem('officer_proof_needed'),
  }
}
