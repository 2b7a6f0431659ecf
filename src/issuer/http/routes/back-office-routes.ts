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
import {
  readOfficerToken,
  type SignedInOfficer,
  writeOfficerCookie,
} from '../../back-office/officer-sessions.ts'
import { answerError, dataHeaders, type ProblemCode, problem } from '../problem.ts'
import { type Answer, json, noContent, type RequestContext, type RouteKit } from '../route-kit.ts'
import { readBrowser } from './session-routes.ts'

/**
 * What officers do. Every route but the sign-in asks who the officer is; what belongs to another office is
 * not there.
 */
export function registerBackOfficeRoutes(kit: RouteKit, { office }: { readonly office: BackOffice }): void {
  registerOfficerSessionRoutes(kit, office)
  registerOwnSessionRoutes(kit, office)
  registerDeclarationRoutes(kit, office)
  registerRequestRoutes(kit, office)
  registerSupervisorRoutes(kit, office)
}

type Handle = (officer: SignedInOfficer) => Answer

const findOfficer = ({ cookieFormOf, now }: RouteKit, sessions: BackOffice['sessions'], c: RequestContext) =>
  sessions.find(readOfficerToken(c.req.header('cookie'), cookieFormOf(c)), now())

/** Runs a handler for an officer with an authenticator, whose password is their own. */
async function withOfficer(
  kit: RouteKit,
  { sessions }: BackOffice,
  c: RequestContext,
  handle: Handle,
): Promise<Response> {
  const officer = await findOfficer(kit, sessions, c)
  if (officer === undefined) return problem('officer_session_expired')
  if (officer.view.authenticatorMissing) return problem('officer_authenticator_needed')
  return officer.view.passwordTemporary ? problem('officer_password_temporary') : handle(officer)
}

/** Runs a handler for an officer who has given a code a short time ago: for what cannot be taken back. */
const proven =
  (handle: Handle): Handle =>
  (officer) =>
    officer.isProven ? handle(officer) : problem('officer_proof_needed')

function withSupervisor(
  kit: RouteKit,
  office: BackOffice,
  c: RequestContext,
  handle: Handle,
): Promise<Response> {
  return withOfficer(kit, office, c, async (officer) => {
    if (officer.role === 'supervisor') return handle(officer)
    await office.refuse(officer, kit.now())
    return problem('officer_forbidden')
  })
}

function registerOfficerSessionRoutes(kit: RouteKit, { sessions }: BackOffice): void {
  const { serve, withBody, readClientIp, cookieFormOf, now } = kit
  const find = (c: RequestContext) => findOfficer(kit, sessions, c)

  serve(endpoints.officerSignIn, (c) =>
    withBody(c, OfficerSignInRequest, async (request) => {
      const presented = readOfficerToken(c.req.header('cookie'), cookieFormOf(c))
      const { name: browser } = readBrowser(c, cookieFormOf(c))
      const signedIn = await sessions.signIn(
        { ...request, code: request.code, clientIp: readClientIp(c), presented, browser },
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
        { ...request, clientIp: readClientIp(c), browser: readBrowser(c, cookieFormOf(c)).name },
        now(),
      )
      if (!changed.ok) return answerError(changed.error)
      return noContent({ 'Set-Cookie': writeOfficerCookie(changed.value, cookieFormOf(c)) })
    }),
  )
}

function registerOwnSessionRoutes(kit: RouteKit, office: BackOffice): void {
  const { serve, withBody, cookieFormOf, now } = kit
  const { sessions } = office

  const prove = (c: RequestContext, { confirms }: { confirms: boolean }) =>
    withBody(c, OfficerProof, async ({ code }) => {
      const officer = await findOfficer(kit, sessions, c)
      if (officer === undefined) return problem('officer_session_expired')
      if (!confirms && officer.view.authenticatorMissing) return problem('officer_authenticator_needed')
      const proven = await sessions.prove(officer, { code, confirms }, now())
      if (!proven.ok) return answerError(proven.error)
      return noContent({ 'Set-Cookie': writeOfficerCookie(proven.value, cookieFormOf(c)) })
    })
  serve(endpoints.proveOfficer, (c) => prove(c, { confirms: false }))
  serve(endpoints.confirmAuthenticator, (c) => prove(c, { confirms: true }))

  serve(endpoints.beginAuthenticator, async (c) => {
    const officer = await findOfficer(kit, sessions, c)
    if (officer === undefined) return problem('officer_session_expired')
    const setup = await sessions.beginAuthenticator(officer)
    return setup === undefined ? problem('not_found') : json(setup)
  })

  serve(endpoints.listOfficerSessions, (c) =>
    withOfficer(kit, office, c, async (officer) => json(await sessions.list(officer, now()))),
  )

  serve(endpoints.endOfficerSession, (c) =>
    withOfficer(
      kit,
      office,
      c,
      proven(async (officer) =>
        (await sessions.end(officer, c.req.param('id') ?? '', now())) ? noContent() : problem('not_found'),
      ),
    ),
  )
}

function registerDeclarationRoutes(kit: RouteKit, office: BackOffice): void {
  const { serve, withBody, now } = kit
  const { declarations } = office
  const idOf = (c: RequestContext) => c.req.param('id') ?? ''

  serve(endpoints.listDeclarations, (c) =>
    withOfficer(kit, office, c, async (officer) => {
      const question = readListQuestion(c)
      if (question === undefined) return problem('invalid_fields', { fields: ['state', 'after'] })
      return json(await declarations.list(officer, question, now()))
    }),
  )

  serve(endpoints.readDeclaration, (c) =>
    withOfficer(kit, office, c, async (officer) => {
      const declaration = await declarations.read(officer, idOf(c), now())
      return declaration === undefined ? problem('not_found') : json(declaration)
    }),
  )

  serve(endpoints.readDeclarationPicture, (c) =>
    withOfficer(kit, office, c, async (officer) => {
      const kind = pictureKinds.find((each) => each === c.req.param('kind'))
      const picture = kind && (await declarations.readPicture(officer, { id: idOf(c), kind }, now()))
      if (picture === undefined) return problem('not_found')
      return new Response(picture, { headers: { ...dataHeaders, 'Content-Type': 'image/jpeg' } })
    }),
  )

  serve(endpoints.approveDeclaration, (c) =>
    withBody(c, ApprovalRequest, ({ seen }) =>
      withOfficer(
        kit,
        office,
        c,
        proven(async (officer) =>
          answerDecision(await declarations.approve(officer, { id: idOf(c), seen }, now())),
        ),
      ),
    ),
  )

  serve(endpoints.refuseDeclaration, (c) =>
    withBody(c, RefusalRequest, ({ reason, note }) =>
      withOfficer(kit, office, c, async (officer) => {
        if (reason === 'other' && note === undefined) return problem('invalid_fields', { fields: ['note'] })
        return answerDecision(await declarations.refuse(officer, { id: idOf(c), reason, note }, now()))
      }),
    ),
  )
}

function registerRequestRoutes(kit: RouteKit, office: BackOffice): void {
  const { serve, withBody, now } = kit
  const { requests } = office

  serve(endpoints.listOfficeRequests, (c) =>
    withOfficer(kit, office, c, async (officer) => {
      const question = readListQuestion(c)
      if (question === undefined) return problem('invalid_fields', { fields: ['state', 'after'] })
      return json(await requests.list(officer, question, now()))
    }),
  )

  serve(endpoints.readOfficeRequest, (c) =>
    withOfficer(kit, office, c, async (officer) => {
      const request = await requests.read(officer, c.req.param('id') ?? '', now())
      return request === undefined ? problem('not_found') : json(request)
    }),
  )

  const decide = (c: RequestContext, state: 'approved' | 'refused', answer: string | undefined) => {
    const run: Handle = async (officer) => {
      const decided = await requests.decide(officer, { id: c.req.param('id') ?? '', state, answer }, now())
      return decided.ok ? noContent() : answerError(decided.error)
    }
    return withOfficer(kit, office, c, state === 'approved' ? proven(run) : run)
  }
  serve(endpoints.approveOfficeRequest, (c) =>
    withBody(c, OfficeRequestApproval, ({ answer }) => decide(c, 'approved', answer)),
  )
  serve(endpoints.refuseOfficeRequest, (c) =>
    withBody(c, OfficeRequestRefusal, ({ answer }) => decide(c, 'refused', answer)),
  )
}

function registerSupervisorRoutes(kit: RouteKit, office: BackOffice): void {
  const { serve, withBody, now } = kit

  serve(endpoints.sendResetCode, (c) =>
    withBody(c, ResetCodeRequest, (request) =>
      withSupervisor(
        kit,
        office,
        c,
        proven(async (officer) => {
          const sent = await office.resets.sendCode(officer, request, now())
          return sent.ok ? json(sent.value) : answerError(sent.error)
        }),
      ),
    ),
  )

  serve(endpoints.resetAccount, (c) =>
    withBody(c, ResetRequest, (request) => {
      const withRole = request.code === undefined ? withOfficer : withSupervisor
      return withRole(
        kit,
        office,
        c,
        proven(async (officer) => {
          const reset = await office.resets.reset(officer, request, now())
          return reset.ok ? noContent() : answerError(reset.error)
        }),
      )
    }),
  )

  serve(endpoints.readAudit, (c) =>
    withSupervisor(kit, office, c, async (officer) => {
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
