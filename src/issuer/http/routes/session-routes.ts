import {
  DeviceTransferRequest,
  NewPasswordRequest,
  SignInRequest,
  type SignInStep,
  TicketRequest,
} from '../../../core/api/account-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import type { Result } from '../../../core/result.ts'
import type { CheckPassword } from '../../accounts/check-password.ts'
import { nameDevice } from '../../sessions/device-name.ts'
import type { Devices } from '../../sessions/devices.ts'
import type { CookieForm } from '../../sessions/host-cookie.ts'
import {
  matchesSecret,
  readDeviceToken,
  readSessionToken,
  writeDeviceCookie,
  writeSessionCookie,
} from '../../sessions/session-token.ts'
import { type Browser, sessionEnd } from '../../sessions/sessions.ts'
import type { EndLostDevice } from '../../sign-in/end-lost-device.ts'
import type { SignIn, SignInOutcome } from '../../sign-in/sign-in.ts'
import { answerError, type ProblemCode, type ProblemDetails } from '../problem.ts'
import { json, noContent, type RequestContext, type RouteKit } from '../route-kit.ts'

export type SessionServices = {
  readonly checkPassword: CheckPassword
  readonly signIn: SignIn
  readonly devices: Devices
  readonly endLostDevice: EndLostDevice
}

/** Signing in by password, the steps that may follow, and signing out. */
export function registerSessionRoutes(
  kit: RouteKit,
  { checkPassword, signIn, devices, endLostDevice }: SessionServices,
): void {
  const { serve, withSession, withBody, readClient, cookieFormOf, sessions, now } = kit

  const check = async (c: RequestContext, browser: Browser, body: SignInRequest) => {
    const device = await devices.findEnrolled(browser.device)
    return checkPassword({ ...body, ...readClient(c), device, now: now() })
  }

  serve(endpoints.signIn, (c) =>
    withBody(c, SignInRequest, async (body) => {
      const form = cookieFormOf(c)
      const browser = readBrowser(c, form)
      const known = await check(c, browser, body)
      if (!known.ok) return answerError(known.error)
      const { temporary, ...proven } = known.value
      return answerStep(
        temporary
          ? await signIn.enterTemporary(proven, now())
          : await signIn.enter({ ...proven, method: 'password', browser }, now()),
        now(),
        form,
      )
    }),
  )

  serve(endpoints.endLostDevice, (c) =>
    withBody(c, SignInRequest, async (body) => {
      const known = await check(c, readBrowser(c, cookieFormOf(c)), body)
      if (!known.ok) return answerError(known.error)
      const ended = await endLostDevice(known.value, now())
      return ended.ok ? noContent() : answerError(ended.error)
    }),
  )

  serve(endpoints.setNewPassword, (c) =>
    withBody(c, NewPasswordRequest, async (body) => {
      const form = cookieFormOf(c)
      const browser = readBrowser(c, form)
      return answerResult(await signIn.setNewPassword({ ...body, browser }, now()), now(), form)
    }),
  )

  serve(endpoints.sendDeviceTransferCode, (c) =>
    withBody(c, TicketRequest, async ({ ticket }) => {
      const sent = await signIn.sendCode({ ticket, browserName: readBrowser(c, cookieFormOf(c)).name }, now())
      return sent.ok ? json(sent.value) : answerError(sent.error)
    }),
  )

  serve(endpoints.transferDevice, (c) =>
    withBody(c, DeviceTransferRequest, async ({ ticket, code }) => {
      const form = cookieFormOf(c)
      const browser = readBrowser(c, form)
      return answerResult(await signIn.transferDevice({ ticket, code, browser }, now()), now(), form)
    }),
  )

  serve(endpoints.readSession, (c) =>
    withSession(c, sessions.find, (row) =>
      json({ account: { displayName: row.full_name }, expiresAt: sessionEnd(row) }),
    ),
  )

  serve(endpoints.signOut, async (c) => {
    const form = cookieFormOf(c)
    const token = readSessionToken(c.req.header('cookie'), form)
    const row = token && (await sessions.find(token.id))
    // Also of a session that has run out: the credentials on its device may have a month to go.
    if (token && row?.end_code === null && matchesSecret(token.secret, row.secret_hash))
      await sessions.end(row, now())
    // Never "storage": that would take the worker and the cards that the person typed in.
    const answer = noContent({ 'Clear-Site-Data': '"cache"' })
    answer.headers.append('Set-Cookie', writeSessionCookie(undefined, form))
    answer.headers.append('Set-Cookie', writeDeviceCookie(undefined, form))
    return answer
  })
}

/** The browser that a request comes from. */
export function readBrowser(c: RequestContext, form: CookieForm): Browser {
  const { headers } = c.req.raw
  return {
    device: readDeviceToken(headers.get('cookie'), form),
    name: nameDevice(headers.get('user-agent')),
  }
}

/** Where a sign-in stands, for the app; a session that was opened goes into the cookies. */
export function answerStep(outcome: SignInOutcome, now: number, form: CookieForm): Response {
  if (outcome.next !== 'done') return json(outcome satisfies SignInStep)
  const { displayName, opened } = outcome
  const expiresAt = sessionEnd({ used_at: now, session_created_at: now })
  const answer = json({ next: 'done', account: { displayName }, expiresAt } satisfies SignInStep)
  answer.headers.append('Set-Cookie', writeSessionCookie(opened.session, form))
  answer.headers.append('Set-Cookie', writeDeviceCookie(opened.device, form))
  return answer
}

/** An outcome of a slice that is a step or a problem. */
export function answerResult(
  result: Result<SignInOutcome, { code: ProblemCode } & ProblemDetails>,
  now: number,
  form: CookieForm,
): Response {
  return result.ok ? answerStep(result.value, now, form) : answerError(result.error)
}
