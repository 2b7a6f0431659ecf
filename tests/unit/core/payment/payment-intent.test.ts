import { describe, expect, it } from 'vitest'
import { issueTrustList, verifyTrustList } from '../../../../src/core/credential/trust-list.ts'
import type { KeyRole } from '../../../../src/core/credential/typ.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import type { Payee } from '../../../../src/core/payment/payee.ts'
import {
  issuePaymentIntent,
  type PaymentIntent,
  verifyPaymentIntent,
} from '../../../../src/core/payment/payment-intent.ts'
import { PAYMENT_KEYS } from '../../../../src/core/payment/payment-key-list.ts'
import { issuePaymentReceipt, verifyPaymentReceipt } from '../../../../src/core/payment/payment-receipt.ts'
import { formatPaymentReference } from '../../../../src/core/payment/payment-reference.ts'
import { writeVietQr } from '../../../../src/issuer/payments/write-vietqr.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import { DAY, TRUST_LIST } from '../../../support/vectors/world.ts'

const { status: paymentKey, rogue, demoRoot, productionRoot } = DANGEROUS_KEYS
const now = TRUST_LIST.issuedAt + DAY
const reference = formatPaymentReference(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))

const payee: Payee = {
  code: 'bhxh',
  name: 'BHXH MẪU',
  bankName: 'Ngân hàng Mẫu',
  bin: '999999',
  account: '0199990001',
  specimen: true,
}

const intentWith = (changes: Partial<PaymentIntent> = {}): PaymentIntent => {
  const intent = {
    issuedAt: now - 60,
    expiresAt: now + DAY,
    id: 'p1',
    personId: 'mother',
    requestId: 'r1',
    purpose: 'household',
    amount: 1_366_200,
    reference,
    payee: payee.name,
    bankName: payee.bankName,
    bin: payee.bin,
    account: payee.account,
    specimen: true,
    ...changes,
  } as const
  const { bin, account, amount } = intent
  return { qrText: writeVietQr({ bin, account, amount, text: intent.reference }), ...intent }
}

const listedAs = (role: KeyRole) => ({
  ...TRUST_LIST,
  specimen: true,
  keys: [
    { ...paymentKey, role: 'payment' as const, notBefore: now - DAY, notAfter: now + DAY },
    { ...rogue, role, notBefore: now - DAY, notAfter: now + DAY },
  ],
})

async function verify(
  intent: PaymentIntent,
  {
    signer = paymentKey,
    payees = [payee],
    role = 'content',
    ...expected
  }: {
    signer?: typeof paymentKey
    payees?: readonly Payee[]
    role?: KeyRole
    personId?: string
    requestId?: string
    now?: number
  } = {},
) {
  const context = { personId: 'mother', requestId: 'r1', now, ...expected }
  const message = await issuePaymentIntent(intent, signer)
  const verified = await verifyPaymentIntent(message, { keys: listedAs(role), payees, ...context })
  return verified.ok ? 'drawn' : verified.error
}

describe('a payment intent', () => {
  it('is drawn as the insurer signed it', async () => {
    expect(await verify(intentWith())).toBe('drawn')
  })

  it('is not drawn for an account that is not among the payees, whatever else is right', async () => {
    expect(await verify(intentWith({ account: '0199990002' }))).toBe('payee_unknown')
    expect(await verify(intentWith({ payee: 'BHXH MẨU' }))).toBe('payee_unknown')
    expect(await verify(intentWith(), { payees: [] })).toBe('payee_unknown')
  })

  it('is not drawn where the code says something else than the claims', async () => {
    const { qrText } = intentWith({ account: '0199990002' })
    expect(await verify(intentWith({ qrText }))).toBe('code_differs')
    for (const other of [intentWith({ amount: 1 }), intentWith({ bin: '970416' })])
      expect(await verify(intentWith({ qrText: other.qrText }))).toBe('code_differs')
    expect(await verify(intentWith({ qrText: 'https://example.invalid' }))).toBe('code_differs')
    const noReference = 'BHYT222222222'
    expect(await verify(intentWith({ reference: noReference }))).toBe('code_differs')
  })

  it('is not drawn when signed by a key that is not listed, or listed for something else', async () => {
    expect(await verify(intentWith(), { signer: DANGEROUS_KEYS.holder })).toBe('unknown_key')
    for (const role of ['card', 'snapshot', 'status', 'content'] as const)
      expect(await verify(intentWith(), { signer: rogue, role })).toBe('unknown_key')
  })

  it('is not drawn for somebody else, for another request, or when its time is over', async () => {
    expect(await verify(intentWith(), { personId: 'neighbour' })).toBe('other_person')
    expect(await verify(intentWith(), { requestId: 'r2' })).toBe('other_request')
    expect(await verify(intentWith(), { now: now + DAY })).toBe('expired')
    expect(await verify(intentWith({ issuedAt: now + 700 }))).toBe('from_the_future')
  })

  it('is a specimen if and only if the demo signs it, with a bank that is none', async () => {
    expect(await verify(intentWith({ specimen: false }))).toBe('specimen_differs')
    const real = { bin: '970416', account: '257678859' }
    expect(await verify(intentWith(real), { payees: [{ ...payee, ...real }] })).toBe('specimen_differs')
  })

  it('is no receipt, and a receipt is no intent', async () => {
    const receipt = {
      issuedAt: now - 60,
      id: 'p1',
      personId: 'mother',
      requestId: 'r1',
      purpose: 'household',
      amount: 1_366_200,
      reference,
      paidAt: now - 60,
      insured: [
        {
          fullName: 'Nguyễn Thị Mẫu',
          from: '2027-01-01' as PartialDate,
          to: '2027-12-31' as PartialDate,
          begins: 'next',
        },
      ],
      months: 12,
      support: 0,
      specimen: true,
    } as const
    const keys = listedAs('content')
    const signed = await issuePaymentReceipt(receipt, paymentKey)
    expect(await verifyPaymentReceipt(signed, { keys, personId: 'mother', now })).toEqual({
      ok: true,
      value: receipt,
    })
    expect(await verifyPaymentReceipt(signed, { keys, personId: 'neighbour', now })).toEqual({
      ok: false,
      error: 'other_person',
    })
    const context = { keys, payees: [payee], personId: 'mother', requestId: 'r1', now }
    expect(await verifyPaymentIntent(signed, context)).toEqual({ ok: false, error: 'malformed' })
    const intent = await issuePaymentIntent(intentWith(), paymentKey)
    expect((await verifyPaymentReceipt(intent, { keys, personId: 'mother', now })).ok).toBe(false)
  })

  it('cannot be changed in any of its bytes', async () => {
    const message = await issuePaymentIntent(intentWith(), paymentKey)
    const context = { keys: listedAs('content'), payees: [payee], personId: 'mother', requestId: 'r1', now }
    for (let at = 0; at < message.length; at += 7) {
      const changed = message.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect((await verifyPaymentIntent(changed, context)).ok).toBe(false)
    }
  })
})

describe('the list of payment keys', () => {
  const roots = [
    { ...productionRoot, demo: false },
    { ...demoRoot, demo: true },
  ]
  const list = (role: KeyRole) => ({
    ...TRUST_LIST,
    keys: [{ ...paymentKey, role, notBefore: now - DAY, notAfter: now + DAY }],
  })

  it('holds payment keys alone, and is no trust list', async () => {
    const signed = await issueTrustList(list('payment'), productionRoot, PAYMENT_KEYS)
    expect((await verifyTrustList(signed, { roots, now, kind: PAYMENT_KEYS })).ok).toBe(true)
    expect(await verifyTrustList(signed, { roots, now })).toEqual({ ok: false, error: 'malformed' })
  })
})
