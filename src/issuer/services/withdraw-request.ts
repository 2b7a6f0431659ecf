import type { Transaction } from 'kysely'
import { lockPerson } from '../db/lock-person.ts'
import type { ServiceRequestRow, Tables } from '../db/schema.ts'
import { cancelPayment } from '../payments/cancel-payment.ts'
import { writeRequestRow } from './request-rows.ts'
import { openStates, tellState } from './request-state.ts'

/** Ends a request that is open, in a transaction that has locked its person. */
export async function withdrawRequest(
  transaction: Transaction<Tables>,
  row: ServiceRequestRow,
  now: number,
): Promise<void> {
  const changed = { ...row, state: 'withdrawn', changed_at: now, decided_at: now, pages: '[]' } as const
  await writeRequestRow(transaction, changed)
  await cancelPayment(transaction, { personId: row.person_id, requestId: row.number }, now)
  await tellState(transaction, changed, now)
}

/**
 * Withdraws whatever a person has open, as part of the transaction that closes their account: nobody could
 * mend or pay it any more, and an approval would write about them again.
 */
export async function withdrawOpenRequests(
  transaction: Transaction<Tables>,
  personId: number,
  now: number,
): Promise<void> {
  await lockPerson(transaction, personId)
  const rows = await transaction
    .selectFrom('service_requests')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', 'in', openStates)
    .execute()
  for (const row of rows) await withdrawRequest(transaction, row, now)
}
