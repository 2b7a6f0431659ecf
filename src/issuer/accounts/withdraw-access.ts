import type { Transaction } from 'kysely'
import type { Tables } from '../db/schema.ts'
import type { PendingSteps } from '../pending-steps/pending-steps.ts'
import type { Sessions } from '../sessions/sessions.ts'

export type AccessParts = { readonly sessions: Sessions; readonly steps: PendingSteps }

/**
 * Takes every way into an account away but the password, as part of a transaction: sessions, sign-ins that are under way, passkeys,
 * which may be on a phone that is lost, or whoever had got into the account has added. The active device and the credentials on it
 * stay: whether they end, too, is for the caller to say.
 */
export async function withdrawAccess(
  transaction: Transaction<Tables>,
  { sessions, steps }: AccessParts,
  personId: number,
): Promise<void> {
  await steps.endAll(transaction, personId)
  await sessions.endAll(transaction, personId)
  await transaction.deleteFrom('passkeys').where('person_id', '=', personId).execute()
}
