/** The content desk: two officers, a phone number, and the phone of somebody who looks it up. */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, testAlone, waitForWorker } from './fixtures.ts'
import { signInOfficer } from './officer.ts'
import { button, openPhone } from './person.ts'

const lookup = '/tien-ich/tra-cuu'

/** Goes on with the Tab key until something has the focus, as people without a pointer do. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  for (let steps = 0; steps < 60; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

async function pressByKey(page: Page, name: string | RegExp) {
  await tabTo(page, button(page, name))
  await page.keyboard.press('Enter')
}

async function typeInto(page: Page, label: string, text: string) {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}

async function findHospital(page: Page) {
  await typeInto(page, 'Tìm dòng cần sửa', 'dong da')
  await pressByKey(page, /^Bệnh viện đa khoa Đống Đa/)
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
    await pressByKey(page, /Danh bạ nơi khám bệnh.*chờ phát hành/)
    await expect(page.getByText('Thêm 0, xóa 0, sửa 1 dòng')).toBeVisible()
    await tabTo(page, page.getByLabel('Tiếng Việt'))
    for (let languages = 0; languages < 3; languages++) await page.keyboard.press('ArrowRight')
    await expect(page.getByLabel('简体中文')).toBeChecked()
    await expect(page.getByRole('region', { name: 'Trên điện thoại' })).toContainText('0000 999 888')
    await pressByKey(page, 'Phát hành')
    await expect(page.getByRole('status').filter({ hasText: 'Đã phát hành' })).toBeVisible()
    await expect(page.getByText(/Soạn: Phạm Thị Biên Tập Mẫu. Phát hành: Vũ Văn Phát Hành Mẫu/)).toBeVisible()

    const call = phone.page.getByRole('link', { name: 'Gọi 0000 999 888' })
    // Several packs come at an opening, and the directory is one of them.
    let patience = 0
    await expect(async () => {
      patience += 2_000
      await phone.page.reload()
      await phone.page.getByLabel('Tên nơi khám, cơ quan, điểm thu, địa danh').fill('dong da')
      await button(phone.page, /^Bệnh viện đa khoa Đống Đa/).click()
      await expect(call).toBeVisible({ timeout: patience })
    }).toPass()
    await phone.context.setOffline(true)
    await phone.page.reload()
    await phone.page.getByLabel('Tên nơi khám, cơ quan, điểm thu, địa danh').fill('dong da')
    await button(phone.page, /^Bệnh viện đa khoa Đống Đa/).click()
    await expect(call).toBeVisible()
    await phone.context.close()
  },
)

testAlone(
  'a policy that one officer wrote and another released is read on the phone, also without a network',
  async ({ page, browser, baseURL, expectedErrors }) => {
    expectedErrors.push('401', '403', 'ERR_INTERNET_DISCONNECTED')
    const title = 'Khám sức khỏe định kỳ miễn phí từ 2027'
    const text = 'Mỗi năm một lần, ở trạm y tế hoặc bệnh viện nơi đăng ký.'
    const phone = await openPhone(browser, baseURL)
    await phone.page.setViewportSize({ width: 320, height: 640 })
    await phone.page.goto('/tien-ich/tin-tuc')
    await waitForWorker(phone.page)
    await expect(phone.page.getByRole('listitem').first()).toBeVisible()

    await signInOfficer(page, 'bientap')
    await button(page, 'Sửa Tin tức – Tiếng Việt').click()
    await page.getByText('Thêm dòng mới').click()
    await page.getByLabel(/^Mã \(chữ thường/).fill('kham-dinh-ky')
    await button(page, 'Thêm dòng').click()
    const write = (label: string | RegExp, value: string) => page.getByLabel(label).first().fill(value)
    await write('Tiêu đề', title)
    await write('Nội dung', `${text}\n\n- Mang theo **căn cước**.`)
    await write(/^Nguồn/, 'Nghị quyết 72-NQ/TW')
    await write(/^Ngày đăng/, '2026-11-29')
    await expect(page.getByText('Những gì đã gõ được lưu tạm trên hệ thống.')).toBeVisible()
    await write('Ghi chú cho người phát hành', 'Chính sách mới.')
    await button(page, 'Gửi để cán bộ khác phát hành').click()
    await expect(page.getByRole('status').filter({ hasText: 'Đã gửi bản nháp' })).toBeVisible()
    await phone.page.reload()
    await expect(phone.page.getByRole('listitem').first()).toBeVisible()
    await expect(phone.page.getByText(title)).toHaveCount(0)
    await button(page, 'Đăng xuất').click()

    await signInOfficer(page, 'phathanh')
    await button(page, /Tin tức – Tiếng Việt.*Chính sách mới/).click()
    await expect(page.getByText('Thêm 1, xóa 0, sửa 0 dòng')).toBeVisible()
    await button(page, 'Phát hành').click()
    await expect(page.getByRole('status').filter({ hasText: 'Đã phát hành' })).toBeVisible()

    const news = phone.page.getByRole('button', { name: title })
    // Several packs come at an opening, and the news are one of them.
    let patience = 0
    await expect(async () => {
      patience += 2_000
      await phone.page.reload()
      await expect(news).toBeVisible({ timeout: patience })
    }).toPass()
    await phone.context.setOffline(true)
    await phone.page.reload()
    await news.click()
    await expect(phone.page.getByText(text)).toBeVisible()
    await expect(phone.page.getByText('Nghị quyết 72-NQ/TW')).toBeVisible()
    await expectAccessible(phone.page, 'a policy')
    await expectNothingCut(phone.page, 'a policy')
    await phone.context.close()
  },
)

/**
 * Corrects the number, by the keyboard alone; the page is reloaded in between, and the author cannot release.
 */
async function correctNumber(page: Page) {
  await page.setViewportSize({ width: 320, height: 800 })
  await signInOfficer(page, 'bientap')
  await expectAccessible(page, 'what is live')
  await expectNothingCut(page, 'what is live')
  await pressByKey(page, 'Sửa Danh bạ nơi khám bệnh')
  await findHospital(page)
  await typeInto(page, 'Điện thoại', 'gọi tôi')
  await expect(page.getByText('giá trị không đúng')).toBeVisible()
  await typeInto(page, 'Điện thoại', '0000 999 888')
  await expect(page.getByText('Những gì đã gõ được lưu tạm trên hệ thống.')).toBeVisible()
  await page.reload()
  await pressByKey(page, 'Soạn tiếp Danh bạ nơi khám bệnh')
  await expect(page.getByText('Thêm 0, xóa 0, sửa 1 dòng')).toBeVisible()
  await findHospital(page)
  await expect(page.getByLabel('Điện thoại', { exact: true })).toHaveValue('0000 999 888')
  await expectAccessible(page, 'writing')
  await expectNothingCut(page, 'writing')
  await typeInto(page, 'Ghi chú cho người phát hành', 'Đổi số tổng đài.')
  await pressByKey(page, 'Gửi để cán bộ khác phát hành')
  await expect(page.getByRole('status').filter({ hasText: 'Đã gửi bản nháp' })).toBeVisible()
  await pressByKey(page, /Danh bạ nơi khám bệnh.*chờ phát hành/)
  await expect(page.getByText(/cần một cán bộ khác phát hành/)).toBeVisible()
  await expect(button(page, 'Phát hành')).toHaveCount(0)
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'a draft')
  await page.emulateMedia({ colorScheme: 'light' })
}
