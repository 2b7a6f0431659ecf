import { endpoints } from '../../../core/api/contract.ts'
import { pictureLimits } from '../../../core/api/picture-limits.ts'
import { MendServiceRequest, SendServiceRequest } from '../../../core/api/service-contract.ts'
import { ProveServiceRequest } from '../../../core/api/service-proof-contract.ts'
import { type ProofServices, provePerson } from '../../accounts/prove-person.ts'
import type { PublicServices } from '../../service-desk/public-services.ts'
import { answerError, problem } from '../problem.ts'
import { readBytes } from '../request-body.ts'
import { json, noContent, type RequestContext, type RouteKit } from '../route-kit.ts'
import { createUploads } from '../uploads.ts'

/** Answers of a long form, in bytes. */
const REQUEST_LIMIT = 80_000

/** Sending what a person asks for by a public service, and reading it again. */
export function registerServiceRoutes(
  { serve, withSession, withBody, originOf, sessions, now }: RouteKit,
  services: ProofServices & { readonly publicServices: PublicServices },
): void {
  const { requests, files, proofs } = services.publicServices
  const numberOf = (c: RequestContext) => c.req.param('number') ?? ''
  const upload = createUploads<number>()

  serve(endpoints.uploadServiceFile, (c) =>
    withSession(c, sessions.find, async ({ person_id: personId }) => {
      const sha256 = c.req.param('sha256') ?? ''
      if (!/^[0-9a-f]{64}$/.test(sha256)) return problem('not_found')
      return upload(personId, async () => {
        const bytes = await readBytes(c.req.raw, pictureLimits.bytes)
        if (bytes === undefined) return problem('body_too_large')
        const kept = await files.save(personId, sha256, bytes, now())
        return kept.ok ? noContent() : answerError(kept.error)
      })
    }),
  )

  serve(endpoints.proveServiceRequest, (c) =>
    withBody(c, ProveServiceRequest, ({ key, ...proof }) =>
      withSession(c, sessions.find, async ({ person_id: personId }, { id: sessionId }) => {
        const asked = { origin: originOf(c), sessionId, personId }
        const accessVersion = await requests.readAccess(personId)
        const confirmed = await provePerson(services, asked, proof, now())
        if (!confirmed.ok) return answerError(confirmed.error)
        return json(proofs.issue({ personId, key, accessVersion }, now()))
      }),
    ),
  )

  serve(endpoints.sendServiceRequest, (c) =>
    withBody(
      c,
      SendServiceRequest,
      (request) =>
        withSession(c, sessions.find, async ({ person_id: personId }) => {
          const sent = await requests.send(personId, request, now())
          return sent.ok ? json(sent.value) : answerError(sent.error)
        }),
      REQUEST_LIMIT,
    ),
  )

  serve(endpoints.readServiceRequest, (c) =>
    withSession(c, sessions.find, async ({ person_id: personId }) => {
      const request = await requests.read(personId, numberOf(c))
      return request === undefined ? problem('not_found') : json(request)
    }),
  )

  serve(endpoints.mendServiceRequest, (c) =>
    withBody(
      c,
      MendServiceRequest,
      (mended) =>
        withSession(c, sessions.find, async ({ person_id: personId }) => {
          const sent = await requests.mend(personId, numberOf(c), mended, now())
          return sent.ok ? json(sent.value) : answerError(sent.error)
        }),
      REQUEST_LIMIT,
    ),
  )

  serve(endpoints.withdrawServiceRequest, (c) =>
    withSession(c, sessions.find, async ({ person_id: personId }) => {
      const withdrawn = await requests.withdraw(personId, numberOf(c), now())
      return withdrawn.ok ? noContent() : answerError(withdrawn.error)
    }),
  )
}
