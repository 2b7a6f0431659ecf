import { issueCardCredential, MAX_CREDENTIAL_LIFE } from '../../core/credential/card-credential.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { ProofError } from '../accounts/prove-person.ts'
import { type CredentialFaceColumns, readCredentialFace } from '../db/card-columns.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import {
  type CredentialContext,
  type CredentialRow,
  type IssuedCredential,
  isOfPerson,
} from './credentials.ts'

/** A family prints a few now and then; each is good for anybody who holds it. */
const PAPER_CODES: RateLimit = { name: 'paper-code', uses: 20, window: 86_400 }

export type PaperCodeError = ProofError | { readonly code: 'card_unknown' }

export type PaperCodes = ReturnType<typeof createPaperCodes>

/**
 * Credentials without a holder key, for print: made when somebody asks who knows the password or proves a
 * passkey, kept nowhere.
 */
export function createPaperCodes(ports: {
  readonly limits: RateLimits
  readonly findContext: (now: number) => CredentialContext
}) {
  return {
    /**
     * The code of a card of the person's own or of a dependant's, good for 30 days.
     *
     * @param prove Whether the person is there, beside the session: asked of a card that is theirs.
     */
    async issue(
      row: CredentialRow,
      prove: (personId: number) => Promise<Result<void, ProofError>>,
      now: number,
    ): Promise<Result<IssuedCredential, PaperCodeError>> {
      const personId = row.person_id
      if (!isOfPerson(row)) return err({ code: 'card_unknown' })
      const confirmed = await prove(personId)
      if (!confirmed.ok) return confirmed
      const retryAfter = await ports.limits.take([[PAPER_CODES, `person:${personId}`]], now)
      if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
      const { issuer, specimen, signer } = ports.findContext(now)
      const expiresAt = now + MAX_CREDENTIAL_LIFE
      // The card was found, so the columns of its face are there.
      const face = row as CredentialFaceColumns
      const credential = await issueCardCredential(
        {
          issuer,
          issuedAt: now,
          expiresAt,
          face: readCredentialFace(face),
          specimen: specimen || face.specimen === 1,
        },
        signer,
      )
      return ok({ credential, expiresAt })
    },
  }
}
