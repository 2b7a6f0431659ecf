import type { PaymentView } from '../../../src/core/api/payment-contract.ts'
import { toBase64Url } from '../../../src/core/bytes.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import { issuePaymentIntent } from '../../../src/core/payment/payment-intent.ts'
import { PAYMENT_KEYS } from '../../../src/core/payment/payment-key-list.ts'
import { formatPaymentReference } from '../../../src/core/payment/payment-reference.ts'
import {
  DANGEROUS_demoPaymentKey,
  DANGEROUS_demoRootKey,
  DEMO_VALIDITY,
  demoRoot,
} from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { writeVietQr } from '../../../src/issuer/payments/write-vietqr.ts'
import {
  compressPoint,
  createSign,
  toKeyId,
  toP256PublicKey,
} from '../../../src/issuer/signer-keys/es256-key.ts'

export const now = Math.floor(Date.now() / 1000)
export const reference = formatPaymentReference(Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1))
const point = compressPoint(DANGEROUS_demoPaymentKey)

export const paymentSigner = () => ({ keyId: toKeyId(point), sign: createSign(DANGEROUS_demoPaymentKey) })

/** What the demo answers about one payment. */
export async function makeView(changes: Partial<PaymentView> = {}) {
  const key = { keyId: toKeyId(point), role: 'payment' as const, publicKey: toP256PublicKey(point) }
  const list = {
    issuer: 'BHXH-DEMO',
    sequence: 1,
    issuedAt: DEMO_VALIDITY.notBefore,
    expiresAt: DEMO_VALIDITY.notAfter,
    specimen: true,
    keys: [{ ...key, ...DEMO_VALIDITY }],
  }
  const root = { keyId: demoRoot.keyId, sign: createSign(DANGEROUS_demoRootKey) }
  const transfer = { bin: '999999', account: '0199990001', amount: 1_366_200 }
  const intent = {
    ...transfer,
    issuedAt: now,
    expiresAt: now + 3600,
    id: 'p1',
    personId: 'person-1',
    requestId: 'r1',
    purpose: 'household',
    reference,
    payee: 'BHXH MẪU',
    bankName: 'Ngân hàng Mẫu',
    qrText: writeVietQr({ ...transfer, text: reference }),
    specimen: true,
  } as const
  const signer = paymentSigner()
  const payment: PaymentView = {
    id: 'p1',
    requestId: 'r1',
    purpose: 'household',
    months: 12,
    state: 'awaiting',
    reference,
    amount: transfer.amount,
    received: 0,
    createdAt: now,
    dueAt: now + 7200,
    insured: ['Nguyễn Thị Mẫu'],
    ...(changes.state !== 'paid' && { intent: toBase64Url(await issuePaymentIntent(intent, signer)) }),
    ...changes,
  }
  return { keyList: toBase64Url(await issueTrustList(list, root, PAYMENT_KEYS)), payments: [payment] }
}
