/** The declaration, every page of it: by the keyboard alone, and with text twice as large. */
import type { Locator, Page } from '@playwright/test'
import { test, testWithoutWorker } from '../e2e/camera-fixtures.ts'
import { fillEverything, heading, primary, takePhoto } from '../e2e/declaration.ts'
import { expect, waitForWorker } from '../e2e/fixtures.ts'

test('with text twice as large nothing is cut', async ({ page, newPhone }) => {
  const devtools = await page.context().newCDPSession(page)
  await page.goto('/dang-ky')
  await waitForWorker(page)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await fillEverything(page, newPhone)
  for (let pages = 0; pages < 9; pages++) {
    const title = await page.getByRole('heading', { level: 1 }).textContent()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${title} at 200 %`).toBeLessThanOrEqual(0)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title ?? '')
  }
  await expect(primary(page, 'Khai tiếp')).toBeVisible()
})

testWithoutWorker(
  'by keyboard alone, with what is wrong summed up and linked',
  async ({ page, newPhone }) => {
    await page.goto('/dang-ky')
    await pressUntil(page, primary(page, 'Bắt đầu khai'))
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Thông tin cá nhân')).toBeFocused()
    await pressUntil(page, primary(page, 'Tiếp tục'))
    await page.keyboard.press('Enter')
    await expect(page.getByText('Còn 4 chỗ cần xem lại:')).toBeVisible()
    await expect(page.locator('.summary')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Họ và tên')).toBeFocused()
    await page.keyboard.type('Nguyễn Thị Diễm Quỳnh')
    await page.keyboard.press('Tab')
    await page.keyboard.type('08/03/1985')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'Nữ' })).toBeChecked()
    await page.getByLabel('Mã số BHXH hoặc số định danh').focus()
    await page.keyboard.type('001185990001')
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Giấy tờ tùy thân')).toBeFocused()
    await expect(page.getByLabel('Số giấy tờ')).toHaveValue('001185990001')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await pressUntil(page, primary(page, 'Tiếp tục'))
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Nơi ở')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Số 12, Phường Phúc Xá, Quận Ba Đình, Hà Nội')
    await expect(page.getByText(/Nay là Phường Hồng Hà/)).toBeVisible()
    await pressUntil(page, primary(page, 'Tiếp tục'))
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Liên lạc')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.type(newPhone)
    await pressUntil(page, primary(page, 'Xác nhận sau, điền tiếp'))
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Ảnh chân dung')).toBeFocused()
    await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
      name: 'a.jpg',
      mimeType: 'image/jpeg',
      buffer: await takePhoto(),
    })
    const crop = page.getByRole('img', { name: 'Ảnh trong khung' })
    await pressUntil(page, crop)
    const before = await crop.screenshot()
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowLeft')
    expect((await crop.screenshot()).equals(before)).toBe(false)
    await pressUntil(page, primary(page, 'Dùng ảnh này'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('img', { name: 'Ảnh đã chọn' })).toBeVisible()
  },
)

async function pressUntil(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  await expect(target).toBeFocused()
}
