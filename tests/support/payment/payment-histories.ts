import {
  type OpenPayment,
  type Posting,
  postRefund,
  postReturn,
  postUnknown,
  type Settlement,
  settleCancelled,
  settleLate,
  settleTransfer,
} from '../../../src/issuer/payments/settle.ts'
import { SeededRandom } from '../qr-frames/seeded-random.ts'

/** What must not happen, and how often it did. */
export type HistoryFaults = {
  histories: number
  unbalanced: number
  lost: number
  renewedUnpaid: number
  renewedTwice: number
  unrenewedPaid: number
}

const DUE = 1000

/**
 * Random histories of a payment: whole, part, over, double, late, unknown, out of order and told of again,
 * withdrawn, officers' decisions and refunds between them.
 */
export function runHistories(seed: string, histories: number): HistoryFaults {
  const random = new SeededRandom(seed)
  const faults: HistoryFaults = {
    histories,
    unbalanced: 0,
    lost: 0,
    renewedUnpaid: 0,
    renewedTwice: 0,
    unrenewedPaid: 0,
  }
  for (let at = 0; at < histories; at++) runHistory(random, faults)
  return faults
}

function runHistory(random: SeededRandom, faults: HistoryFaults): void {
  const below = (end: number) => Math.floor(random.next() * end)
  let payment: OpenPayment = {
    reference: 'BHYT',
    amount: 1 + below(5_000_000),
    received: 0,
    state: 'awaiting',
    dueAt: DUE,
  }
  const ledger: Posting[] = []
  const told = new Set<number>()
  const refunds: number[] = []
  const suspense: number[] = []
  let [came, returned, renewals, credited] = [0, 0, 0, 0]

  const write = (postings: readonly Posting[]) => {
    if (postings.reduce((sum, { amount }) => sum + amount, 0) !== 0) faults.unbalanced++
    ledger.push(...postings)
  }
  const follow = (settlement: Settlement) => {
    write(settlement.postings)
    if (settlement.refund) refunds.push(settlement.refund.amount)
    if (settlement.returned) refunds.push(settlement.returned)
    if (settlement.becomesPaid) {
      renewals++
      credited = payment.amount
      const contributed = settlement.postings.find(({ account }) => account === 'contributions')
      if (contributed?.amount !== -payment.amount) faults.renewedUnpaid++
    }
    payment = { ...payment, state: settlement.state, received: settlement.received }
  }

  const events = 1 + below(8)
  for (let event = 0; event < events; event++) {
    const kind = below(10)
    if (kind <= 4) {
      const id = below(6)
      // Told of again: the issuer keeps each number once.
      if (told.has(id)) continue
      told.add(id)
      const missing = Math.max(1, payment.amount - payment.received)
      const amount =
        [missing, 1 + below(missing), missing + 1 + below(100_000), payment.amount][below(4)] ?? 1
      came += amount
      follow(settleTransfer(payment, { amount, bookedAt: below(2 * DUE) }))
    } else if (kind === 5) {
      const amount = 1 + below(1_000_000)
      came += amount
      write(postUnknown(amount))
      suspense.push(amount)
    } else if (kind === 6) {
      const amount = suspense.pop()
      if (amount !== undefined) follow(settleTransfer(payment, { amount, bookedAt: below(DUE) }, 'suspense'))
    } else if (kind === 7) {
      const amount = suspense.pop()
      const settlement = settleLate(payment, below(2) === 0 ? 'accept' : 'return')
      if (settlement) follow(settlement)
      if (amount !== undefined) {
        write(postReturn(amount))
        refunds.push(amount)
      }
    } else if (kind === 8) {
      const isOpen = payment.state !== 'paid' && payment.state !== 'cancelled'
      if (isOpen && below(3) === 0) follow(settleCancelled(payment))
    } else {
      const amount = refunds.pop()
      if (amount !== undefined) {
        returned += amount
        write(postRefund(amount))
      }
    }
  }

  const held = (account: string) =>
    ledger.reduce((sum, posting) => sum + (posting.account === account ? posting.amount : 0), 0)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const isWhole =
    held('bank') === came - returned &&
    held('suspense') === -sum(suspense) &&
    held('refunds') === -sum(refunds) &&
    held(`payment ${payment.reference}`) === -payment.received &&
    held('contributions') === -credited &&
    came === returned + sum(suspense) + sum(refunds) + payment.received + credited
  if (!isWhole) faults.lost++
  if (renewals > 1) faults.renewedTwice++
  if (payment.state === 'paid' && renewals !== 1) faults.unrenewedPaid++
}
