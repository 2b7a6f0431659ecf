/**
 * What a transfer does to a payment and to the ledger: pure, so that it can be tried on a hundred thousand
 * histories. Amounts in whole đồng; in the ledger money that came in is positive in `bank` and negative where
 * it is owed to, so that every entry sums to zero.
 */

export type PaymentState = 'awaiting' | 'part' | 'paid' | 'late' | 'cancelled'

/** Of a payment what decides. */
export type OpenPayment = {
  readonly reference: string
  readonly amount: number
  /** Received for it and not yet turned into a contribution, or given back. */
  readonly received: number
  readonly state: PaymentState
  /** Unix seconds: what is booked after it is late. */
  readonly dueAt: number
}

export type Posting = { readonly account: string; readonly amount: number }
export type RefundReason = 'over' | 'double' | 'late' | 'unknown' | 'withdrawn'

export type Settlement = {
  readonly state: PaymentState
  readonly received: number
  readonly postings: readonly Posting[]
  readonly refund?: { readonly amount: number; readonly reason: RefundReason }
  /** Was held for it and goes back the way it came: one refund for each transfer. */
  readonly returned?: number
  /** It has just become whole: what it pays for takes effect, once. */
  readonly becomesPaid: boolean
}

const accountOf = ({ reference }: OpenPayment) => `payment ${reference}`

/** Without those of nothing, one an account. */
function post(...postings: readonly Posting[]): readonly Posting[] {
  const sums = new Map<string, number>()
  for (const { account, amount } of postings) sums.set(account, (sums.get(account) ?? 0) + amount)
  return [...sums].flatMap(([account, amount]) => (amount === 0 ? [] : [{ account, amount }]))
}

/**
 * A transfer for a payment.
 *
 * @param from Where the money is posted from: the bank, or suspense for one that was matched by hand.
 */
export function settleTransfer(
  payment: OpenPayment,
  { amount, bookedAt }: { readonly amount: number; readonly bookedAt: number },
  from: 'bank' | 'suspense' = 'bank',
): Settlement {
  const { state, received } = payment
  const came = { account: from, amount }
  if (state === 'paid' || state === 'cancelled')
    return {
      state,
      received,
      postings: post(came, { account: 'refunds', amount: -amount }),
      refund: { amount, reason: state === 'paid' ? 'double' : 'late' },
      becomesPaid: false,
    }
  const total = received + amount
  if (state === 'late' || bookedAt > payment.dueAt)
    return keep(payment, came, { state: 'late', received: total })
  if (total < payment.amount) return keep(payment, came, { state: 'part', received: total })
  return complete(payment, came, total)
}

function keep(
  payment: OpenPayment,
  came: Posting,
  next: { readonly state: PaymentState; readonly received: number },
): Settlement {
  const postings = post(came, { account: accountOf(payment), amount: -came.amount })
  return { ...next, postings, becomesPaid: false }
}

function complete(payment: OpenPayment, came: Posting | undefined, total: number): Settlement {
  const over = total - payment.amount
  return {
    state: 'paid',
    received: 0,
    postings: post(
      ...(came ? [came] : []),
      { account: accountOf(payment), amount: payment.received },
      { account: 'contributions', amount: -payment.amount },
      { account: 'refunds', amount: -over },
    ),
    ...(over > 0 && { refund: { amount: over, reason: 'over' as const } }),
    becomesPaid: true,
  }
}

/**
 * What an officer decides about money that came too late, or never became the whole: take it all the same
 * (only where it is the whole), or give it back. Undefined where that cannot be decided.
 */
export function settleLate(payment: OpenPayment, decision: 'accept' | 'return'): Settlement | undefined {
  const { received, state } = payment
  if ((state !== 'late' && state !== 'part') || received === 0) return undefined
  if (decision === 'accept')
    return received < payment.amount ? undefined : complete(payment, undefined, received)
  return settleCancelled(payment)
}

/** A payment that nothing is asked for any more: what is held for it goes back. */
export function settleCancelled(payment: OpenPayment): Settlement {
  const { received } = payment
  return {
    state: 'cancelled',
    received: 0,
    postings: post(
      { account: accountOf(payment), amount: received },
      { account: 'refunds', amount: -received },
    ),
    returned: received,
    becomesPaid: false,
  }
}

/** A transfer that belongs to no payment that is known. */
export const postUnknown = (amount: number): readonly Posting[] =>
  post({ account: 'bank', amount }, { account: 'suspense', amount: -amount })

/** What is held of a transfer that only a statement told of becomes what the bank has told: in suspense. */
export const postCorrection = ({
  held,
  from,
  told,
}: {
  readonly held: number
  readonly from: 'suspense' | 'refunds'
  readonly told: number
}): readonly Posting[] =>
  post(
    { account: 'bank', amount: told - held },
    { account: from, amount: held },
    { account: 'suspense', amount: -told },
  )

/** An unknown transfer that is to be given back. */
export const postReturn = (amount: number): readonly Posting[] =>
  post({ account: 'suspense', amount }, { account: 'refunds', amount: -amount })

/** A refund that left the bank. */
export const postRefund = (amount: number): readonly Posting[] =>
  post({ account: 'refunds', amount }, { account: 'bank', amount: -amount })
