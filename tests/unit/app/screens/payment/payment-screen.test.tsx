// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { PaymentScreen } from '../../../../../src/app/screens/payment/payment-screen.tsx'
import { tPayment } from '../../../../../src/app/texts/payment-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { toBase64Url } from '../../../../../src/core/bytes.ts'
import { issuePaymentReceipt } from '../../../../../src/core/payment/payment-receipt.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import { makeView, now, paymentSigner, reference } from '../../../../support/app/payment-view.ts'
import { renderScreen, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { createTestWallet } from '../../../../support/wallet/test-wallet.ts'

async function open(answers: Parameters<typeof stubIssuer>[0]) {
  const { db, refresh } = await createTestWallet()
  await refresh()
  const issuer = stubIssuer({ 'GET /api/content': 'no network', ...answers })
  const screen = await renderScreen(<PaymentScreen />, { db, summary: await loadSummary(db) })
  return { ...screen, issuer }
}

describe('paying', () => {
  it('asks nothing and offers to sign in where nobody is', async () => {
    const { hasButton, text } = await renderScreen(<PaymentScreen />)
    expect(text()).toContain(tPayment('payment.signedOut'))
    expect(hasButton(tUi('services.signIn'))).toBe(true)
  })

  it('says that there is nothing yet, and that it could not be asked', async () => {
    const empty = await open({ 'GET /api/payments': { body: { ...(await makeView()), payments: [] } } })
    expect(empty.text()).toContain(tPayment('payment.empty'))
    const failed = await open({ 'GET /api/payments': 'no network' })
    expect(failed.alert()).not.toBe('')
    expect(failed.hasButton(tPayment('payment.retry'))).toBe(true)
  })

  it('draws no code to an account that is not published here, and says not to pay', async () => {
    const { alert, root } = await open({ 'GET /api/payments': { body: await makeView() } })
    expect(alert()).toContain(tPayment('payment.notDrawn'))
    expect(root.querySelector('svg.qr')).toBeNull()
    expect(root.textContent).not.toContain('0199990001')
  })

  it('shows no receipt that does not verify', async () => {
    const { root } = await open({
      'GET /api/payments': { body: await makeView({ state: 'paid', receipt: 'AAAA' }) },
    })
    expect(root.textContent).toContain(tPayment('payment.noReceipt'))
    expect(root.querySelector('.receipt')).toBeNull()
  })

  it.each([
    ['its own', 'p1', true],
    ['that of another payment', 'p0', false],
  ])('shows %s receipt: %s, %s', async (_whose, id, isShown) => {
    const receipt = {
      id,
      issuedAt: now,
      personId: 'person-1',
      requestId: 'r1',
      purpose: 'voluntary',
      amount: 1_366_200,
      reference,
      paidAt: now,
      insured: [],
      months: 6,
      support: 1000,
      specimen: true,
    } as const
    const signed = toBase64Url(await issuePaymentReceipt(receipt, paymentSigner()))
    const paid = await makeView({ state: 'paid', receipt: signed })
    const { root } = await open({ 'GET /api/payments': { body: paid } })
    expect(root.querySelector('.receipt') !== null).toBe(isShown)
  })

  it('has a request asked for again whose time is over, and no other', async () => {
    const over = { state: 'awaiting', dueAt: now - 60, intent: undefined } as const
    const own = await open({ 'GET /api/payments': { body: await makeView(over) } })
    expect(own.hasButton(tPayment('payment.askAgain'))).toBe(false)
    const { press, issuer } = await open({
      'GET /api/payments': { body: await makeView({ ...over, requestId: 'DV-26-7K2M-Q9XD' }) },
      'POST /api/payments/requests/DV-26-7K2M-Q9XD': { status: 204 },
    })
    await press(tPayment('payment.askAgain'))
    expect(issuer.asked.map(({ path }) => path)).toContain('POST /api/payments/requests/DV-26-7K2M-Q9XD')
  })

  it('keeps what it has without a network', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    const summary = await loadSummary(db)
    stubIssuer({ 'GET /api/content': 'no network', 'GET /api/payments': { body: await makeView() } })
    await renderScreen(<PaymentScreen />, { db, summary })
    stubIssuer({})
    const { text } = await renderScreen(<PaymentScreen />, { db, summary, online: false })
    expect(text()).toContain(tPayment('payment.offline'))
    expect(text()).toContain('Nguyễn Thị Mẫu')
  })
})
