/** The content desk: two officers, a phone number, and the phone of somebody who looks it up. */
import type { Page } from '@playwright/test'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, testAlone, waitForWorker } from './fixtures.ts'
import { signInOfficer } from './officer.ts'
import { button, openPhone } from './person.ts'

const lookup = '/tien-ich/tra-cuu'

async function findHospital(page: Page) {
  await page.getByLabel('Tìm dòng cần sửa').fill('dong da')
  await button(page, /^Bệnh viện đa khoa Đống Đa/).click()
}

testAlone(
  'an officer corrects a phone number, another releases it, and the phone has it at its next opening',
  async ({ page, browser, baseURL, expectedErrors }) => {
    expectedErrors.push('401', '403', 'ERR_INTERNET_DISCONNECTED')
    const phone = await openPhone(browser, baseURL)
    await phone.page.goto(lookup)
    await waitForWorker(phone.page)
    await expect(phone.page.getByText(/Danh bạ trong máy có/)).toBeVisible()

    await correctNumber(page)
    await button(page, 'Đăng xuất').click()

    await signInOfficer(page, 'phathanh')
    await button(page, /Danh bạ nơi khám bệnh.*chờ phát hành/).click()
    await expect(page.getByText('Thêm 0, xóa 0, sửa 1 dòng')).toBeVisible()
    await page.getByLabel('简体中文').check({ force: true })
    await expect(page.getByRole('region', { name: 'Trên điện thoại' })).toContainText('0000 999 888')
    await button(page, 'Phát hành').click()
    await expect(page.getByRole('status').filter({ hasText: 'Đã phát hành' })).toBeVisible()
    await expect(page.getByText(/Soạn: Phạm Thị Biên Tập Mẫu. Phát hành: Vũ Văn Phát Hành Mẫu/)).toBeVisible()

    const answered = phone.page.waitForResponse((answer) => answer.url().includes('/api/content/packs/'))
    await phone.page.reload()
    await answered
    await phone.page.getByLabel('Tên nơi khám, cơ quan, điểm thu, địa danh').fill('dong da')
    await button(phone.page, /^Bệnh viện đa khoa Đống Đa/).click()
    const call = phone.page.getByRole('link', { name: 'Gọi 0000 999 888' })
    await expect(call).toBeVisible()
    await phone.context.setOffline(true)
    await phone.page.reload()
    await phone.page.getByLabel('Tên nơi khám, cơ quan, điểm thu, địa danh').fill('dong da')
    await button(phone.page, /^Bệnh viện đa khoa Đống Đa/).click()
    await expect(call).toBeVisible()
    await phone.context.close()
  },
)

/** Corrects the number; the page is reloaded in between, and the author cannot release. */
async function correctNumber(page: Page) {
  await page.setViewportSize({ width: 320, height: 800 })
  await signInOfficer(page, 'bientap')
  await expectAccessible(page, 'what is live')
  await expectNothingCut(page, 'what is live')
  await button(page, 'Sửa Danh bạ nơi khám bệnh').click()
  await findHospital(page)
  await page.getByLabel('Điện thoại', { exact: true }).fill('gọi tôi')
  await expect(page.getByText('giá trị không đúng')).toBeVisible()
  await page.getByLabel('Điện thoại', { exact: true }).fill('0000 999 888')
  await expect(page.getByText('Những gì đã gõ được lưu tạm trên hệ thống.')).toBeVisible()
  await page.reload()
  await button(page, 'Soạn tiếp Danh bạ nơi khám bệnh').click()
  await expect(page.getByText('Thêm 0, xóa 0, sửa 1 dòng')).toBeVisible()
  await findHospital(page)
  await expect(page.getByLabel('Điện thoại', { exact: true })).toHaveValue('0000 999 888')
  await expectAccessible(page, 'writing')
  await expectNothingCut(page, 'writing')
  await page.getByLabel('Ghi chú cho người phát hành').fill('Đổi số tổng đài.')
  // By the keyboard alone.
  await button(page, 'Gửi để cán bộ khác phát hành').press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Đã gửi bản nháp' })).toBeVisible()
  await button(page, /Danh bạ nơi khám bệnh.*chờ phát hành/).click()
  await expect(page.getByText(/cần một cán bộ khác phát hành/)).toBeVisible()
  await expect(button(page, 'Phát hành')).toHaveCount(0)
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'a draft')
  await page.emulateMedia({ colorScheme: 'light' })
}
