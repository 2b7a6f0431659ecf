import { endpoints } from '../../../core/api/contract.ts'
import { CredentialRequest } from '../../../core/api/credential-contract.ts'
import { PaperCodeRequest } from '../../../core/api/paper-code-contract.ts'
import { type ProofServices, provePerson } from '../../accounts/prove-person.ts'
import type { Credentials, IssuedCredential } from '../../credentials/credentials.ts'
import type { PaperCodes } from '../../credentials/paper-codes.ts'
import type { Nonces } from '../../sessions/nonces.ts'
import { readBase64Url, writeBase64Url } from '../base64-url.ts'
import { answerError, problem } from '../problem.ts'
import { json, type RequestContext, type RouteKit } from '../route-kit.ts'

export type CredentialServices = ProofServices & {
  readonly nonces: Nonces
  readonly credentials: Credentials
  readonly paperCodes: PaperCodes
}

/** Credentials for the holder keys of a device, and those for print. */
export function registerCredentialRoutes(kit: RouteKit, services: CredentialServices): void {
  const { serve, withSession, withBody, originOf, sessions, now } = kit
  const { nonces, credentials, paperCodes } = services

  serve(endpoints.issueNonce, (c) =>
    withSession(c, sessions.find, (_row, token) => {
      const { nonce, expiresAt } = nonces.issue(token.id, now())
      return json({ nonce: writeBase64Url(nonce), expiresAt })
    }),
  )

  /** Both ways to a credential: the same request, the same answer. */
  const answerCredential = (issue: Credentials['enrol' | 'renew']) => (c: RequestContext) =>
    withBody(c, CredentialRequest, ({ cardId, proof: encoded }) => {
      const proof = readBase64Url(encoded)
      if (proof === undefined) return problem('invalid_fields', { fields: ['proof'] })
      return withSession(
        c,
        (id) => credentials.find(id, cardId),
        async (row) => {
          const issued = await issue(row, { cardId, proof }, now())
          return issued.ok ? answerIssued(issued.value) : problem(issued.error)
        },
      )
    })
  serve(endpoints.enrolHolderKey, answerCredential(credentials.enrol))
  serve(endpoints.renewCredential, answerCredential(credentials.renew))

  serve(endpoints.issuePaperCode, (c) =>
    withBody(c, PaperCodeRequest, ({ cardId, ...proof }) =>
      withSession(
        c,
        (id) => credentials.find(id, cardId),
        async (row, { id: sessionId }) => {
          const prove = (personId: number) =>
            provePerson(services, { origin: originOf(c), sessionId, personId }, proof, now())
          const issued = await paperCodes.issue(row, prove, now())
          return issued.ok ? answerIssued(issued.value) : answerError(issued.error)
        },
      ),
    ),
  )
}

function answerIssued({ credential, expiresAt }: IssuedCredential): Response {
  return json({ credential: writeBase64Url(credential), expiresAt })
}
