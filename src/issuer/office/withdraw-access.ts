import type { Transaction } from 'kysely'
import type { Tables } from '../db/schema.ts'
import type { PendingSteps } from '../pending-steps/pending-steps.ts'
import type { Sessions } from '../sessions/sessions.ts'

export type AccessParts = { readonly sessions: Sessions; readonly steps: PendingSteps }

/**
 * Takes every way into an account away but the password: the device with its session and credentials, steps of a sign-in that has
 * begun, passkeys, which may be on a phone that is lost.
 */
export async function withdrawAccess(
  transaction: Transaction<Tables>,
  { sessions, steps }: AccessParts,
  personId: number,
  now: number,
): Promise<void> {
  await sessions.endActive(transaction, personId, now)
  await steps.forget(transaction, personId)
  await transaction.deleteFrom('passkeys').where('person_id', '=', personId).execute()
}
