import {
  ApprovalRequest,
  fileStates,
  OfficeRequestApproval,
  OfficeRequestRefusal,
  RefusalRequest,
  ResetCodeRequest,
  ResetRequest,
} from '../../../core/api/back-office-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import {
  OfficerPasswordRequest,
  OfficerProof,
  OfficerSignInRequest,
} from '../../../core/api/officer-contract.ts'
import { pictureKinds } from '../../../core/api/registration-contract.ts'
import type { Result } from '../../../core/result.ts'
import type { BackOffice } from '../../back-office/back-office.ts'
import { type ListQuestion, readPlace } from '../../back-office/file-page.ts'
import { readOfficerToken, writeOfficerCookie } from '../../back-office/officer-sessions.ts'
import { answerError, dataHeaders, type ProblemCode, problem } from '../problem.ts'
import { json, noContent, type RequestContext, type RouteKit } from '../route-kit.ts'
import { createOfficerGuards, type OfficerGuards, type OfficerHandle } from './officer-guards.ts'
import { readBrowser } from './session-routes.ts'

/**
 * What officers do. Every route but the sign-in asks who the officer is; what belongs to another office is
 * not there.
 */
export function registerBackOfficeRoutes(kit: RouteKit, { office }: { readonly office: BackOffice }): void {
  const guards = createOfficerGuards(kit, office)
  registerOfficerSessionRoutes(kit, office, guards)
  registerOwnSessionRoutes(kit, office, guards)
  registerDeclarationRoutes(kit, office, guards)
  registerRequestRoutes(kit, office, guards)
  registerSupervisorRoutes(kit, office, guards)
}

function registerOfficerSessionRoutes(
  { serve, withBody, readClient, cookieFormOf, now }: RouteKit,
  { sessions }: BackOffice,
  { find }: OfficerGuards,
): void {
  serve(endpoints.officerSignIn, (c) =>
    withBody(c, OfficerSignInRequest, async (request) => {
      const presented = readOfficerToken(c.req.header('cookie'), cookieFormOf(c))
      const { name: browser } = readBrowser(c, cookieFormOf(c))
      const signedIn = await sessions.signIn(
        { ...request, code: request.code, ...readClient(c), presented, browser },
        now(),
      )
      if (!signedIn.ok) return answerError(signedIn.error)
      return json(signedIn.value.view, {
        'Set-Cookie': writeOfficerCookie(signedIn.value.token, cookieFormOf(c)),
      })
    }),
  )

  serve(endpoints.readOfficerSession, async (c) => {
    const officer = await find(c)
    return officer === undefined ? problem('officer_session_expired') : json(officer.view)
  })

  serve(endpoints.officerSignOut, async (c) => {
    const officer = await find(c)
    if (officer) await sessions.signOut(officer, now())
    return noContent({ 'Set-Cookie': writeOfficerCookie(undefined, cookieFormOf(c)) })
  })

  serve(endpoints.changeOfficerPassword, (c) =>
    withBody(c, OfficerPasswordRequest, async (request) => {
      const officer = await find(c)
      if (officer === undefined) return problem('officer_session_expired')
      if (officer.view.authenticatorMissing) return problem('officer_authenticator_needed')
      if (!officer.isProven) return problem('officer_proof_needed')
      const changed = await sessions.changePassword(
        officer,
        { ...request, ...readClient(c), browser: readBrowser(c, cookieFormOf(c)).name },
        now(),
      )
      if (!changed.ok) return answerError(changed.error)
      return noContent({ 'Set-Cookie': writeOfficerCookie(changed.value, cookieFormOf(c)) })
    }),
  )
}

function registerOwnSessionRoutes(
  { serve, withBody, cookieFormOf, now }: RouteKit,
  { sessions }: BackOffice,
  { find, withOfficer, proven }: OfficerGuards,
): void {
  const prove = (c: RequestContext, { confirms }: { confirms: boolean }) =>
    withBody(c, OfficerProof, async ({ code }) => {
      const officer = await find(c)
      if (officer === undefined) return problem('officer_session_expired')
      if (!confirms && officer.view.authenticatorMissing) return problem('officer_authenticator_needed')
      const proved = await sessions.prove(officer, { code, confirms }, now())
      if (!proved.ok) return answerError(proved.error)
      return noContent({ 'Set-Cookie': writeOfficerCookie(proved.value, cookieFormOf(c)) })
    })
  serve(endpoints.proveOfficer, (c) => prove(c, { confirms: false }))
  serve(endpoints.confirmAuthenticator, (c) => prove(c, { confirms: true }))

  serve(endpoints.beginAuthenticator, async (c) => {
    const officer = await find(c)
    if (officer === undefined) return problem('officer_session_expired')
    const setup = await sessions.beginAuthenticator(officer)
    return setup === undefined ? problem('not_found') : json(setup)
  })

  serve(endpoints.listOfficerSessions, (c) =>
    withOfficer(c, async (officer) => json(await sessions.list(officer, now()))),
  )

  serve(endpoints.endOfficerSession, (c) =>
    withOfficer(
      c,
      proven(async (officer) =>
        (await sessions.end(officer, c.req.param('id') ?? '', now())) ? noContent() : problem('not_found'),
      ),
    ),
  )
}

function registerDeclarationRoutes(
  { serve, withBody, now }: RouteKit,
  { declarations }: BackOffice,
  { withDuty, proven }: OfficerGuards,
): void {
  const idOf = (c: RequestContext) => c.req.param('id') ?? ''

  serve(endpoints.listDeclarations, (c) =>
    withDuty(c, 'files', async (officer) => {
      const question = readListQuestion(c)
      if (question === undefined) return problem('invalid_fields', { fields: ['state', 'after'] })
      return json(await declarations.list(officer, question, now()))
    }),
  )

  serve(endpoints.readDeclaration, (c) =>
    withDuty(c, 'files', async (officer) => {
      const declaration = await declarations.read(officer, idOf(c), now())
      return declaration === undefined ? problem('not_found') : json(declaration)
    }),
  )

  serve(endpoints.readDeclarationPicture, (c) =>
    withDuty(c, 'files', async (officer) => {
      const kind = pictureKinds.find((each) => each === c.req.param('kind'))
      const picture = kind && (await declarations.readPicture(officer, { id: idOf(c), kind }, now()))
      if (picture === undefined) return problem('not_found')
      return new Response(picture, { headers: { ...dataHeaders, 'Content-Type': 'image/jpeg' } })
    }),
  )

  serve(endpoints.approveDeclaration, (c) =>
    withBody(c, ApprovalRequest, ({ seen }) =>
      withDuty(
        c,
        'files',
        proven(async (officer) =>
          answerDecision(await declarations.approve(officer, { id: idOf(c), seen }, now())),
        ),
      ),
    ),
  )

  serve(endpoints.refuseDeclaration, (c) =>
    withBody(c, RefusalRequest, ({ reason, note }) =>
      withDuty(c, 'files', async (officer) => {
        if (reason === 'other' && note === undefined) return problem('invalid_fields', { fields: ['note'] })
        return answerDecision(await declarations.refuse(officer, { id: idOf(c), reason, note }, now()))
      }),
    ),
  )
}

function registerRequestRoutes(
  { serve, withBody, now }: RouteKit,
  { requests }: BackOffice,
  { withDuty, proven }: OfficerGuards,
): void {
  serve(endpoints.listOfficeRequests, (c) =>
    withDuty(c, 'files', async (officer) => {
      const question = readListQuestion(c)
      if (question === undefined) return problem('invalid_fields', { fields: ['state', 'after'] })
      return json(await requests.list(officer, question, now()))
    }),
  )

  serve(endpoints.readOfficeRequest, (c) =>
    withDuty(c, 'files', async (officer) => {
      const request = await requests.read(officer, c.req.param('id') ?? '', now())
      return request === undefined ? problem('not_found') : json(request)
    }),
  )

  serve(endpoints.claimOfficeRequest, (c) =>
    withDuty(c, 'files', async (officer) => {
      const claimed = await requests.claim(officer, c.req.param('id') ?? '', now())
      return claimed.ok ? noContent() : answerError(claimed.error)
    }),
  )

  const decide = (c: RequestContext, state: 'approved' | 'refused', answer: string | undefined) => {
    const run: OfficerHandle = async (officer) => {
      const decided = await requests.decide(officer, { id: c.req.param('id') ?? '', state, answer }, now())
      return decided.ok ? noContent() : answerError(decided.error)
    }
    return withDuty(c, 'files', state === 'approved' ? proven(run) : run)
  }
  serve(endpoints.approveOfficeRequest, (c) =>
    withBody(c, OfficeRequestApproval, ({ answer }) => decide(c, 'approved', answer)),
  )
  serve(endpoints.refuseOfficeRequest, (c) =>
    withBody(c, OfficeRequestRefusal, ({ answer }) => decide(c, 'refused', answer)),
  )
}

function registerSupervisorRoutes(
  { serve, withBody, now }: RouteKit,
  office: BackOffice,
  { withDuty, withSupervisor, proven }: OfficerGuards,
): void {
  serve(endpoints.sendResetCode, (c) =>
    withBody(c, ResetCodeRequest, (request) =>
      withSupervisor(
        c,
        proven(async (officer) => {
          const sent = await office.resets.sendCode(officer, request, now())
          return sent.ok ? json(sent.value) : answerError(sent.error)
        }),
        'files',
      ),
    ),
  )

  serve(endpoints.resetAccount, (c) =>
    withBody(c, ResetRequest, (request) => {
      const reset = proven(async (officer) => {
        const done = await office.resets.reset(officer, request, now())
        return done.ok ? noContent() : answerError(done.error)
      })
      return request.code === undefined ? withDuty(c, 'files', reset) : withSupervisor(c, reset, 'files')
    }),
  )

  serve(endpoints.readAudit, (c) =>
    withSupervisor(c, async (officer) => {
      const after = c.req.query('after') ?? '999999999'
      if (!/^\d{1,9}$/.test(after)) return problem('invalid_fields', { fields: ['after'] })
      return json(await office.readAudit(officer, Number(after), now()))
    }),
  )
}

function readListQuestion(c: RequestContext): ListQuestion | undefined {
  const text = c.req.query('after')
  const after = text === undefined ? undefined : readPlace(text)
  const state = fileStates.find((each) => each === (c.req.query('state') ?? 'waiting'))
  return state === undefined || (text !== undefined && after === undefined) ? undefined : { state, after }
}

function answerDecision(decided: Result<void, ProblemCode>): Response {
  return decided.ok ? noContent() : problem(decided.error)
}
