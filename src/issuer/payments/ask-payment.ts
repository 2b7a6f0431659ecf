import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { PaymentPurpose } from '../../core/payment/payment-intent.ts'
import { formatPaymentReference } from '../../core/payment/payment-reference.ts'
import type { Tables } from '../db/schema.ts'

/** How long one has to pay, in seconds. */
const TIME_TO_PAY = 7 * 86_400

/** Whom a payment insures: somebody of the registry by their number, somebody else by their name. */
export type Insured = number | string

/** What a request asks to be paid. */
export type NewPayment = {
  readonly personId: number
  readonly requestId: string
  readonly purpose: PaymentPurpose
  readonly months: number
  readonly insured: readonly Insured[]
  /** In đồng, reckoned by the issuer. */
  readonly amount: number
  /** What the state bears beside it, in đồng. */
  readonly support?: number
}

/**
 * Asks for a payment as part of a transaction, once for each request of a person. The money is asked for in
 * the name of the person who is signed in, whoever pays. Asked again after the due day, when nothing has
 * come, it has another week, and is for what is asked for then, for whom, and by the amounts of that day.
 */
export async function askPayment(
  transaction: Transaction<Tables>,
  { personId, requestId, purpose, months, insured, amount, support = 0 }: NewPayment,
  now: number,
): Promise<void> {
  // All of it together, also where it is asked again: an amount pays for what it was reckoned for.
  const asked = {
    purpose,
    months,
    insured: JSON.stringify(insured),
    amount,
    support,
    due_at: now + TIME_TO_PAY,
  }
  await transaction
    .insertInto('payments')
    .values({
      person_id: personId,
      id: randomBytes(12).toString('base64url'),
      request_id: requestId,
      ...asked,
      reference: await findFreeReference(transaction),
      created_at: now,
      state: 'awaiting',
      received: 0,
      paid_at: null,
      periods: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'request_id'])
        .doUpdateSet(asked)
        .where('payments.state', '=', 'awaiting')
        .where('payments.due_at', '<=', now),
    )
    .execute()
}

async function findFreeReference(transaction: Transaction<Tables>): Promise<string> {
  for (;;) {
    const reference = formatPaymentReference(randomBytes(8))
    const taken = await transaction
      .selectFrom('payments')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirst()
    if (taken === undefined) return reference
  }
}
