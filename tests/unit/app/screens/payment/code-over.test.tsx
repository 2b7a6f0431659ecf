// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { PaymentScreen } from '../../../../../src/app/screens/payment/payment-screen.tsx'
import { tPayment } from '../../../../../src/app/texts/payment-texts.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import { makeView, now } from '../../../../support/app/payment-view.ts'
import { renderScreen, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { createTestWallet } from '../../../../support/wallet/test-wallet.ts'

vi.mock('../../../../../src/wallet/payments/verify-payment.ts', async (load) => ({
  ...(await load<object>()),
  readPublishedPayees: async () => [
    {
      code: 'mau',
      name: 'BHXH MẪU',
      bankName: 'Ngân hàng Mẫu',
      bin: '999999',
      account: '0199990001',
      specimen: true,
    },
  ],
}))

it('draws a code until it is over, also without a network that would say so', async () => {
  const { db, refresh } = await createTestWallet()
  await refresh()
  stubIssuer({ 'GET /api/content': 'no network', 'GET /api/payments': { body: await makeView() } })
  const summary = await loadSummary(db)
  const before = await renderScreen(<PaymentScreen />, { db, summary, now })
  expect(before.root.querySelector('svg.qr')).not.toBeNull()
  // An hour later on the screen, and nothing was asked since.
  const after = await renderScreen(<PaymentScreen />, { db, summary, online: false, now: now + 3600 })
  expect(after.alert()).toContain(tPayment('payment.codeOver'))
  expect(after.root.querySelector('svg.qr')).toBeNull()
  expect(after.root.textContent).not.toContain('0199990001')
})
