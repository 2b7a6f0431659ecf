import { HEADER, type Sign1 } from '../core/cose/sign1.ts'
import * as signedKinds from '../core/credential/signed-kinds.ts'
import type { TrustList } from '../core/credential/trusted-keys.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import { refuse } from '../core/credential/verify-card.ts'
import { verifyTotalsToken } from '../core/snapshot/totals-token.ts'

/** Whether a message is of the kind that a printed extract carries. */
export const isTotals = (token: Sign1): boolean =>
  token.protectedHeader.get(HEADER.typ) === signedKinds.totals.typ

/**
 * Verdict over the code of a printed extract, which carries totals and is no card
 * (docs/credential-format.md, section 12). `now` in Unix seconds.
 */
export async function judgeTotals(
  token: Sign1,
  context: { trustList: TrustList; now: number },
): Promise<VerifyOutcome> {
  const verified = await verifyTotalsToken(token, context)
  if (!verified.ok) return refuse(verified.error)
  const { issuer: _, issuedAt, expiresAt, specimen, ...totals } = verified.value
  return {
    verdict: 'valid_totals',
    totals,
    specimen,
    notes: specimen ? ['specimen'] : [],
    issuedAt,
    expiresAt,
  }
}
