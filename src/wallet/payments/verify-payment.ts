import type { PaymentView } from '../../core/api/payment-contract.ts'
import { decodeUtf8, fromBase64Url } from '../../core/bytes.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import { type Payee, readPayees } from '../../core/payment/payee.ts'
import {
  type PaymentIntent,
  type PaymentIntentError,
  verifyPaymentIntent,
} from '../../core/payment/payment-intent.ts'
import { type PaymentReceipt, verifyPaymentReceipt } from '../../core/payment/payment-receipt.ts'
import { err, type Result } from '../../core/result.ts'
import { readPack } from '../content/read-pack.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import type { KeptPayments } from './kept-payments.ts'

/** A payment with what of it verifies here and now. */
export type CheckedPayment = {
  readonly payment: PaymentView
  /** What may be drawn, or why not; absent where nothing is to be paid. */
  readonly intent?: Result<PaymentIntent, PaymentIntentError>
  readonly receipt?: PaymentReceipt
}

/**
 * The accounts that may be paid to: of the released pack, in force. What came with the app is none, and
 * neither is a pack that has ended.
 */
export async function readPublishedPayees(context: {
  db: WalletDatabase
  caches: CacheStorage | undefined
  roots: readonly RootKey[]
  now: number
}): Promise<readonly Payee[]> {
  const pack = await readPack('payees', { ...context, readBuiltIn: async () => undefined })
  if (pack?.from !== 'released' || pack.isOld) return []
  const text = decodeUtf8(pack.bytes)
  const list = text.ok ? readPayees(text.value) : text
  return list.ok ? list.value.payees : []
}

/**
 * Verifies what is kept, each payment by itself: nothing unverified is shown of amounts, accounts or
 * receipts.
 */
export function checkPayments(
  { keys, personId, payments }: KeptPayments,
  payees: readonly Payee[],
  now: number,
): Promise<readonly CheckedPayment[]> {
  return Promise.all(
    payments.map(async (payment): Promise<CheckedPayment> => {
      const [intent, receipt] = [payment.intent, payment.receipt].map((text) => fromBase64Url(text ?? ''))
      const context = { keys, payees, personId, requestId: payment.requestId, now }
      const checked =
        payment.intent === undefined
          ? undefined
          : intent?.ok
            ? await verifyPaymentIntent(intent.value, context)
            : err('malformed' as const)
      const received =
        payment.receipt !== undefined && receipt?.ok
          ? await verifyPaymentReceipt(receipt.value, context)
          : undefined
      return {
        payment,
        ...(checked && { intent: checked }),
        // One of another payment is none of this one.
        ...(received?.ok && received.value.id === payment.id && { receipt: received.value }),
      }
    }),
  )
}

/** What was verified earlier, as it is at `now`: a code that is over since is drawn no more. */
export function endOldCodes(checked: readonly CheckedPayment[], now: number): readonly CheckedPayment[] {
  return checked.map((each) =>
    each.intent?.ok && now >= each.intent.value.expiresAt ? { ...each, intent: err('expired') } : each,
  )
}
