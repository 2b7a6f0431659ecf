import { issueCardCredential, MAX_CREDENTIAL_LIFE } from '../../core/credential/card-credential.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Reauthenticate, ReauthenticationError } from '../accounts/reauthenticate.ts'
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

export type PaperCodeError = ReauthenticationError | { readonly code: 'card_unknown' }

export type PaperCodes = ReturnType<typeof createPaperCodes>

/**
 * Credentials without a holder key, for print: made when somebody asks who knows the password, kept nowhere.
 */
export function createPaperCodes(ports: {
  readonly limits: RateLimits
  readonly reauthenticate: Reauthenticate
  readonly findContext: (now: number) => CredentialContext
}) {
  return {
    /** The code of a card of the person's own or of a dependant's, good for 30 days. */
    async issue(
      row: CredentialRow,
      password: string,
      now: number,
    ): Promise<Result<IssuedCredential, PaperCodeError>> {
      const personId = row.person_id
      if (!isOfPerson(row)) return err({ code: 'card_unknown' })
      const confirmed = await ports.reauthenticate(personId, password, now)
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
