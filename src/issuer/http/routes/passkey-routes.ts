import { RemovalRequest } from '../../../core/api/account-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import {
  PasskeyOptionsRequest,
  PasskeyRegistration,
  PasskeyRename,
  PasskeySignInRequest,
  type PasskeysView,
  type PasskeyView,
} from '../../../core/api/passkey-contract.ts'
import type { Reauthenticate } from '../../accounts/reauthenticate.ts'
import type { PasskeyRow } from '../../db/schema.ts'
import { TOKEN_LIFE } from '../../one-time-tokens/one-time-tokens.ts'
import type { Passkeys } from '../../passkeys/passkeys.ts'
import type { Admission } from '../../rate-limits/admission.ts'
import type { RateLimit } from '../../rate-limits/rate-limits.ts'
import { nameDevice } from '../../sessions/device-name.ts'
import { defineHostCookie } from '../../sessions/host-cookie.ts'
import type { SignIn } from '../../sign-in/sign-in.ts'
import { answerError, problem } from '../problem.ts'
import { json, noContent, type RouteKit } from '../route-kit.ts'
import { answerStep, readBrowser } from './session-routes.ts'

/** Each attempt leaves a row for ten minutes; a network may be a whole hospital's. */
const STARTS: RateLimit = { name: 'passkey-start', uses: 120, window: TOKEN_LIFE }

/** Ties the answer to the browser that has asked. */
const attemptCookie = defineHostCookie('passkey', /[A-Za-z0-9_-]{43}/)

export type PasskeyServices = {
  readonly signIn: SignIn
  readonly admission: Admission
  readonly passkeys: Passkeys
  readonly reauthenticate: Reauthenticate
}

/** Fingerprint or face: adding and removing passkeys, and signing in with one. */
export function registerPasskeyRoutes(kit: RouteKit, services: PasskeyServices): void {
  const { signIn, admission, passkeys, reauthenticate } = services
  const { serve, withSession, withBody, readClient, originOf, cookieFormOf, sessions, now } = kit

  serve(endpoints.createPasskeyOptions, (c) =>
    withBody(c, PasskeyOptionsRequest, ({ password }) =>
      withSession(c, sessions.find, async ({ person_id: personId }, { id: sessionId }) => {
        const confirmed = await reauthenticate(personId, password, now())
        if (!confirmed.ok) return answerError(confirmed.error)
        const options = await passkeys.createOptions({ origin: originOf(c), sessionId, personId }, now())
        return options.ok ? json(options.value) : problem(options.error)
      }),
    ),
  )

  serve(endpoints.addPasskey, (c) =>
    withBody(c, PasskeyRegistration, ({ credential, name }) =>
      withSession(c, sessions.find, async ({ person_id: personId }, { id: sessionId }) => {
        const request = {
          origin: originOf(c),
          sessionId,
          personId,
          credential,
          name: name ?? (nameDevice(c.req.header('user-agent')) || 'Máy này'),
        }
        const added = await passkeys.add(request, now())
        return added.ok ? json(toView(added.value)) : problem(added.error)
      }),
    ),
  )

  serve(endpoints.createPasskeyProofOptions, (c) =>
    withSession(c, sessions.find, async ({ person_id: personId }, { id: sessionId }) => {
      const options = await passkeys.createProofOptions({ origin: originOf(c), sessionId, personId }, now())
      return options.ok ? json(options.value) : problem(options.error)
    }),
  )

  serve(endpoints.readPasskeys, (c) =>
    withSession(c, sessions.find, async (row) =>
      json({ passkeys: (await passkeys.list(row.person_id)).map(toView) } satisfies PasskeysView),
    ),
  )

  serve(endpoints.renamePasskey, (c) =>
    withBody(c, PasskeyRename, ({ name }) =>
      withSession(c, sessions.find, async (row) =>
        (await passkeys.rename(row.person_id, c.req.param('id') ?? '', name))
          ? noContent()
          : problem('not_found'),
      ),
    ),
  )

  serve(endpoints.removePasskey, (c) =>
    withBody(c, RemovalRequest, ({ password }) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        const confirmed = await reauthenticate(personId, password, now())
        if (!confirmed.ok) return answerError(confirmed.error)
        const removed = await passkeys.remove(personId, c.req.param('id') ?? '', now())
        return removed ? noContent() : problem('not_found')
      }),
    ),
  )

  serve(endpoints.createPasskeySignInOptions, async (c) => {
    const admitted = await admission.admit({ client: STARTS }, readClient(c), now())
    if (!admitted.ok) return answerError(admitted.error)
    const { options, key } = await passkeys.createSignInOptions({ origin: originOf(c) }, now())
    return json(options, { 'Set-Cookie': attemptCookie.write(key, TOKEN_LIFE, cookieFormOf(c)) })
  })

  serve(endpoints.signInWithPasskey, (c) =>
    withBody(c, PasskeySignInRequest, async ({ credential }) => {
      const form = cookieFormOf(c)
      const key = attemptCookie.read(c.req.header('cookie'), form)
      const found = await passkeys.signIn({ origin: originOf(c), key, credential }, now())
      if (!found.ok) return problem(found.error)
      const answer = answerStep(
        await signIn.enter({ ...found.value, method: 'passkey', browser: readBrowser(c, form) }, now()),
        now(),
        form,
      )
      answer.headers.append('Set-Cookie', attemptCookie.write(undefined, 0, form))
      return answer
    }),
  )
}

function toView({ id, name, created_at: createdAt, used_at: usedAt }: PasskeyRow): PasskeyView {
  return { id, name, createdAt, ...(usedAt !== null && { usedAt }) }
}
