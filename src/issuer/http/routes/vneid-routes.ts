import {
  type SignInMethodsView,
  VneidReturnRequest,
  VneidStartRequest,
  type VneidStartView,
} from '../../../core/api/account-contract.ts'
import type { AppRoute } from '../../../core/api/app-routes.ts'
import { endpoints } from '../../../core/api/contract.ts'
import { TOKEN_LIFE } from '../../one-time-tokens/one-time-tokens.ts'
import type { Admission } from '../../rate-limits/admission.ts'
import type { RateLimit } from '../../rate-limits/rate-limits.ts'
import { defineHostCookie } from '../../sessions/host-cookie.ts'
import type { SignIn } from '../../sign-in/sign-in.ts'
import type { Vneid } from '../../vneid/vneid.ts'
import { answerError, problem } from '../problem.ts'
import { json, type RouteKit } from '../route-kit.ts'
import { answerStep, readBrowser } from './session-routes.ts'

/** Each attempt leaves a row for ten minutes; a network may be a whole hospital's. */
const STARTS: RateLimit = { name: 'vneid-start', uses: 60, window: TOKEN_LIFE }

const RETURN_PATH: AppRoute = '/dang-nhap/vneid'

/** Ties the return to the browser that began. */
const attemptCookie = defineHostCookie('vneid', /[A-Za-z0-9_-]{43}/)

export type VneidServices = {
  readonly signIn: SignIn
  readonly admission: Admission
  /** Absent where the configuration has no provider. */
  readonly vneid: Vneid | undefined
}

/** Signing in by VNeID: to the provider and back to a page of the app, which posts what it was given. */
export function registerVneidRoutes(kit: RouteKit, { signIn, admission, vneid }: VneidServices): void {
  const { serve, withBody, readClient, originOf, cookieFormOf, now } = kit

  serve(endpoints.readSignInMethods, () =>
    json({ password: true, vneid: vneid !== undefined, passkey: true } satisfies SignInMethodsView),
  )

  serve(endpoints.startVneid, (c) =>
    withBody(c, VneidStartRequest, async ({ ticket }) => {
      if (vneid === undefined) return problem('vneid_not_offered')
      const admitted = await admission.admit({ client: STARTS }, readClient(c), now())
      if (!admitted.ok) return answerError(admitted.error)
      const personId = ticket === undefined ? undefined : await signIn.findPerson(ticket, now())
      if (ticket !== undefined && personId === undefined) return problem('ticket_expired')
      const started = await vneid.start({ redirectUri: `${originOf(c)}${RETURN_PATH}`, personId }, now())
      if (!started.ok) return problem(started.error)
      const { url, key } = started.value
      return json({ url } satisfies VneidStartView, {
        'Set-Cookie': attemptCookie.write(key, TOKEN_LIFE, cookieFormOf(c)),
      })
    }),
  )

  serve(endpoints.finishVneid, (c) =>
    withBody(c, VneidReturnRequest, async (returned) => {
      if (vneid === undefined) return problem('vneid_not_offered')
      const form = cookieFormOf(c)
      const key = attemptCookie.read(c.req.header('cookie'), form)
      const finished = await vneid.finish({ key, returned }, now())
      if (!finished.ok) return problem(finished.error)
      const answer = answerStep(
        await signIn.enter({ ...finished.value, method: 'vneid', browser: readBrowser(c, form) }, now()),
        now(),
        form,
      )
      answer.headers.append('Set-Cookie', attemptCookie.write(undefined, 0, form))
      return answer
    }),
  )
}
