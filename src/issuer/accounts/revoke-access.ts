import type { Transaction } from 'kysely'
import type { Tables } from '../db/schema.ts'
import type { OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import type { OneTimeTokens } from '../one-time-tokens/one-time-tokens.ts'
import type { Sessions } from '../sessions/sessions.ts'

export type AccessParts = {
  readonly sessions: Sessions
  readonly tokens: OneTimeTokens
  readonly codes: OneTimeCodes
}

/**
 * Takes every way into an account away but the password, as part of a transaction: sessions, sign-ins that are under way, codes
 * that were sent to a phone or an address that may no longer be the person's, passkeys, which may be on a phone that is lost, or whoever had got into the account has added. The active device and the credentials on it
 * stay: whether they end, too, is for the caller to say.
 */
export async function revokeAccess(
  transaction: Transaction<Tables>,
  { sessions, tokens, codes }: AccessParts,
  personId: number,
): Promise<void> {
  await tokens.endAll(transaction, personId)
  await codes.forget(transaction, personId)
  await sessions.endAll(transaction, personId)
  await transaction.deleteFrom('passkeys').where('person_id', '=', personId).execute()
}
