import type { Transaction } from 'kysely'
import type { Tables } from '../db/schema.ts'
import { applySettlement, toOpenPayment } from './apply-settlement.ts'
import { settleCancelled } from './settle.ts'

/**
 * Asks for a payment no more, as part of the transaction that ends its request: what has come for it goes
 * into the queue of refunds, and so does what still comes. Of one that is paid or ended already nothing
 * changes. Who calls it has locked the person.
 */
export async function cancelPayment(
  transaction: Transaction<Tables>,
  { personId, requestId, officerId }: { personId: number; requestId: string; officerId?: string | undefined },
  now: number,
): Promise<void> {
  const payment = await transaction
    .selectFrom('payments')
    .selectAll()
    .where('person_id', '=', personId)
    .where('request_id', '=', requestId)
    .where('state', 'in', ['awaiting', 'part', 'late'])
    .executeTakeFirst()
  if (payment === undefined) return
  await applySettlement(
    transaction,
    payment,
    settleCancelled(toOpenPayment(payment)),
    { kind: 'withdrawn', officerId, paidAt: now, onPaid: async () => {} },
    now,
  )
}
