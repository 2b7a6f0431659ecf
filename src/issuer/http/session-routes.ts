import { SignInRequest, type SignInStep } from '../../core/api/account-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import type { SignIn, SignInDefect } from '../accounts/sign-in.ts'
import { matchesSecret, readSessionToken, writeSessionCookie } from '../sessions/session-token.ts'
import { SESSION_LIFE, sessionEnd } from '../sessions/sessions.ts'
import { problem } from './problem.ts'
import { json, noContent, type RouteKit } from './route-kit.ts'

/** Signing in and out. */
export function registerSessionRoutes(kit: RouteKit, { signIn }: { readonly signIn: SignIn }): void {
  const { serve, withSession, withBody, readAddress, sessions, now } = kit

  serve(endpoints.signIn, (c) =>
    withBody(c, SignInRequest, async (body) => {
      const signedIn = await signIn({ ...body, address: readAddress(c), now: now() })
      if (!signedIn.ok) return answerSignInDefect(signedIn.error)
      const { personId, displayName } = signedIn.value
      const at = now()
      const token = await sessions.open(personId, at)
      const expiresAt = sessionEnd({ used_at: at, session_created_at: at })
      return json({ next: 'done', account: { displayName }, expiresAt } satisfies SignInStep, {
        'Set-Cookie': writeSessionCookie(token, SESSION_LIFE),
      })
    }),
  )

  serve(endpoints.readSession, (c) =>
    withSession(c, sessions.find, (row) =>
      json({ account: { displayName: row.full_name }, expiresAt: sessionEnd(row) }),
    ),
  )

  serve(endpoints.signOut, async (c) => {
    const token = readSessionToken(c.req.header('cookie'))
    const row = token && (await sessions.find(token.id))
    // Also of a session that has run out: the credentials on its device may have a month to go.
    if (token && row?.end_code === null && matchesSecret(token.secret, row.secret_hash))
      await sessions.end(row, now())
    return noContent({ 'Set-Cookie': writeSessionCookie(undefined, 0) })
  })
}

function answerSignInDefect(defect: SignInDefect): Response {
  return problem(defect.code, 'retryAfter' in defect ? { retryAfter: defect.retryAfter } : {})
}
