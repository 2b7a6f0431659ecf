/** Cards held before the camera of a phone that has no network. */
import type { BrowserContext, Page } from '@playwright/test'
import type { FaultyNetwork } from '../support/wallet/failing-network.ts'
import { waitForScanner } from './camera-fixtures.ts'
import { expect } from './fixtures.ts'

export const identityCard =
  '001185990001|012345678|Nguyễn Thị Diễm Quỳnh|08031985|Nữ|Số 12, ngõ 34, Phường Phúc Xá, Quận Ba Đình, Hà Nội|01052021'
const hex = (text: string) => Buffer.from(text).toString('hex').toUpperCase()
export const insuranceCard = `0199990001|${hex('Nguyễn Thị Diễm Quỳnh')}|08/03/1985|2|-|01 - 028|01/01/2026|-|01/01/2026|01010199990001|-|4|01/01/2027|abc0123456789de-6202|4|${hex('Quận Ba Đình')}|$`

type Phone = { page: Page; context: BrowserContext; network: FaultyNetwork; expectedErrors: string[] }

/** An identity card before the camera fills in the personal details. */
export async function scanIdentityCard({ page, context, network, expectedErrors }: Phone) {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.goto('/tien-ich')
  await waitForScanner(page)
  await context.setOffline(true)
  network.setError('down')
  await page.goto('/quet')

  await expect(page.getByRole('heading', { name: 'Thông tin cá nhân' })).toBeVisible()
  await expect(page.getByLabel('Số định danh')).toHaveValue('001185990001')
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Thị Diễm Quỳnh')
  await expect(page.getByLabel('Ngày sinh')).toHaveValue('08/03/1985')
  await expect(page.getByRole('radio', { name: 'Nữ' })).toBeChecked()
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue(/Phúc Xá/)
  await expect(page.locator('.filled-mark')).toHaveCount(5)
  await expect(page.getByText(/Phường Hồng Hà|Xã, phường hiện nay/).first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
}

/** An insurance card before the camera becomes a self-declared card in the wallet, without a sign-in. */
export async function scanInsuranceCard({ page, context, network, expectedErrors }: Phone) {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.goto('/dang-nhap')
  await waitForScanner(page)
  await context.setOffline(true)
  network.setError('down')
  await page.getByRole('link', { name: /quét hoặc nhập thẻ/i }).click()
  await page.getByRole('link', { name: 'Quét thẻ hoặc ảnh thẻ' }).click()
  await expect(page.getByRole('heading', { name: 'Xem lại rồi thêm vào ví' })).toBeVisible()
  await page.getByRole('radio', { name: 'Cha, mẹ' }).check({ force: true })
  await page.getByRole('button', { name: 'Thêm vào ví' }).click()
  await page.getByRole('link', { name: 'Xem thẻ' }).click()

  await expect(page.getByText('TỰ KHAI – CHƯA XÁC THỰC')).toBeVisible()
  await expect(page.getByText('NGUYỄN THỊ DIỄM QUỲNH', { exact: true })).toBeVisible()
  await expect(page.locator('.qr')).toBeVisible()
  await page.close()
  const cold = await context.newPage()
  await cold.goto('/')
  await expect(cold.getByText('TỰ KHAI – CHƯA XÁC THỰC')).toBeVisible()
  expect(await cold.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
}
