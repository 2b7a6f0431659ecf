import { parseSign1 } from '../core/cose/sign1.ts'
import { readKeyId } from '../core/credential/issuer-signed.ts'
import { readWalletCode } from '../core/credential/qr-text.ts'
import type { TrustList } from '../core/credential/trusted-keys.ts'
import { SIGNED_KINDS } from '../core/credential/typ.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import { verifyTotalsToken } from '../core/snapshot/totals-token.ts'

/**
 * Verdict over the code of a printed extract, which carries totals and is no card (docs/credential-format.md, section 12); undefined
 * for every other text. `now` in Unix seconds.
 */
export async function checkTotals(
  text: string,
  context: { trustList: TrustList; now: number },
): Promise<VerifyOutcome | undefined> {
  const message = readWalletCode(text.trim())
  const token = message.ok ? parseSign1(message.value) : message
  if (!token.ok || !readKeyId(SIGNED_KINDS.totals.typ, token.value).ok) return undefined
  const verified = await verifyTotalsToken(token.value, context)
  if (!verified.ok) {
    if (verified.error !== 'trust_list_expired') return { verdict: verified.error, notes: [] }
    return { verdict: 'unknown_key', notes: ['trust_list_expired'] }
  }
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
