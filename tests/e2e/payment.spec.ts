/**
 * Paying for a household's renewal: code, part, rest, the receipt without a network; then the office's day.
 */
import type { Page } from '@playwright/test'
import { paymentEndpoints } from '../../src/core/api/payment-contract.ts'
import { vietnamDay } from '../../src/core/dates/vietnam-day.ts'
import { readVietQr } from '../../src/core/payment/vietqr.ts'
import { writeTransfer } from '../support/payment/pay.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, test, waitForAllFiles } from './fixtures.ts'
import { signInOfficer } from './officer.ts'
import { openPhone } from './person.ts'

test('a household of four is renewed: too little first, then the rest, and the receipt is there offline', async ({
  page,
  context,
  issuer,
  openAccount,
  browser,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, await openAccount('fourPayers'))
  await waitForAllFiles(page)
  await page.goto('/tien-ich')
  await page.getByRole('link', { name: 'Nộp tiền' }).click()
  const form = page.getByRole('region', { name: 'Gia hạn BHYT hộ gia đình' })
  await expect(form.getByRole('checkbox', { checked: true })).toHaveCount(4)
  const ask = form.getByRole('button', { name: /^Lấy mã nộp tiền/ })
  await expect(ask).toHaveText(/3\.825\.360/)
  await expectAccessible(page, 'asking for a payment')
  await ask.click()

  const code = page.locator('[data-code]')
  const read = async () => {
    const transfer = readVietQr((await code.getAttribute('data-code')) ?? '')
    if (!transfer.ok) throw new Error('the code does not read')
    return transfer.value
  }
  await expect(page.getByRole('img', { name: /^Mã VietQR/ })).toBeVisible()
  await expect(page.getByText('MẪU – KHÔNG CHUYỂN TIỀN', { exact: true })).toBeVisible()
  await expectAccessible(page, 'what to pay')
  await expectNothingCut(page, 'what to pay')
  const asked = await read()
  expect(asked).toMatchObject({ bin: '999999', amount: 3_825_360 })

  const reference = asked.text ?? ''
  const tell = async (amount: number, content = reference) => {
    const told = writeTransfer({ amount, content }, Math.floor(Date.now() / 1000))
    const answer = await fetch(new URL(paymentEndpoints.receiveBankTransfer.path, issuer.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...told.headers },
      body: told.body,
    })
    expect(answer.status).toBe(200)
  }
  await tell(1_000_000)
  await expect(page.getByText('Đã nhận một phần')).toBeVisible()
  await expect.poll(async () => (await read()).amount).toBe(2_825_360)

  await tell(2_825_360)
  const receipt = page.getByRole('region', { name: 'Biên lai' })
  await expect(receipt.getByRole('listitem')).toHaveCount(4)
  await expect(receipt).toContainText('nối tiếp thẻ cũ')

  // Nobody is asked to pay again what has just been paid.
  await expect(page.getByText('Các thẻ này còn hạn hơn một năm')).toBeVisible()
  await context.setOffline(true)
  await page.reload()
  await expect(receipt.getByRole('listitem')).toHaveCount(4)
  const year = Number(vietnamDay(Date.now() / 1000).slice(0, 4)) + 1
  await page.goto('/')
  await page.getByRole('button', { name: 'Mặt sau' }).click()
  await expect(page.getByText(`31/12/${year}`).first()).toBeVisible()

  await test.step('two officers reconcile the day: a transfer that nobody knows, and a refund', async () => {
    const text = `nop tien cho me ${reference.slice(4, 9)}`
    await tell(500_000, text)
    const { page: cashier } = await openPhone(browser, issuer.url)
    const { page: controller } = await openPhone(browser, issuer.url)
    await signInOfficer(cashier, 'ketoan')
    await signInOfficer(controller, 'kiemsoat')
    const unknown = (officer: Page) =>
      officer
        .getByRole('region', { name: 'Khoản chưa biết của ai' })
        .getByRole('listitem')
        .filter({ hasText: text })
    await unknown(cashier)
      .getByLabel(/^Mã nộp tiền/)
      .fill(reference)
    await unknown(cashier).getByRole('button', { name: 'Khớp' }).click()
    await expect(unknown(cashier)).toContainText('Cần một cán bộ khác khớp cùng mã.')
    await controller.reload()
    await expect(unknown(controller)).toContainText('Một cán bộ khác đề nghị')
    await expectAccessible(controller, 'a day at the bank')
    await unknown(controller).getByRole('button', { name: 'Khớp' }).click()
    await expect(unknown(controller)).toBeHidden()

    const refund = (officer: Page) =>
      officer.getByRole('region', { name: 'Hoàn trả' }).getByRole('listitem').filter({ hasText: reference })
    await refund(controller).getByRole('button', { name: 'Đề nghị hoàn trả' }).click()
    await expect(refund(controller)).toContainText('Cần một cán bộ khác.')
    await cashier.reload()
    await refund(cashier).getByRole('button', { name: 'Xác nhận ngân hàng đã trả' }).click()
    await expect(refund(cashier)).toContainText('Đã trả')
    await cashier.setViewportSize({ width: 320, height: 640 })
    await expectNothingCut(cashier, 'a day at the bank')
  })
})
