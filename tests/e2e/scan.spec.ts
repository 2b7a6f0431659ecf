import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { renderPicture } from '../support/browser/camera-clip.ts'
import { findViolations } from './accessible.ts'
import { test, testInterrupted, testWithoutWorker } from './camera-fixtures.ts'
import { expect, waitForAllFiles, waitForWorker } from './fixtures.ts'
import { identityCard, insuranceCard, scanIdentityCard, scanInsuranceCard } from './scanned-cards.ts'

test.describe('an identity card before the camera', () => {
  testInterrupted.use({ camera: { text: identityCard, style: 'still' } })

  testInterrupted(
    'fills in the personal details, offline; is undone in one tap, and becomes a card',
    async ({ page, context, network, expectedErrors }) => {
      await scanIdentityCard({ page, context, network, expectedErrors })
      await page.getByLabel('Họ và tên').fill('Nguyễn Thị Diễm Quỳnh Anh')
      await page.getByRole('button', { name: 'Bỏ phần máy điền' }).click()
      await expect(page.getByLabel('Số định danh')).toHaveValue('')
      await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Thị Diễm Quỳnh Anh')
      await page.getByRole('button', { name: 'Điền lại từ mã' }).click()
      await expect(page.getByLabel('Số định danh')).toHaveValue('001185990001')
      expect(await findViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'Thêm thẻ BHYT từ số này' }).click()
      await expect(page.getByText('TỰ KHAI – CHƯA XÁC THỰC')).toBeVisible()
      await expect(page.getByText('001 185 990 001')).toBeVisible()
    },
  )
})

test.describe('an insurance card before the camera', () => {
  testInterrupted.use({ camera: { text: insuranceCard, style: 'still' } })

  testInterrupted(
    'becomes a self-declared card in the wallet, offline and without sign-in',
    async ({ page, context, network, expectedErrors }) =>
      scanInsuranceCard({ page, context, network, expectedErrors }),
  )
})

test.describe('a code on a poster before the camera', () => {
  const text = 'https://vssid-capnhat.xyz/a.apk'
  test.use({ camera: { text, style: 'still' } })

  test('is told from a genuine one where calls and messages are checked, offline', async ({
    page,
    context,
    expectedErrors,
  }) => {
    expectedErrors.push('ERR_INTERNET_DISCONNECTED')
    await page.goto('/tien-ich/kiem-tra-tin')
    await waitForWorker(page)
    await waitForAllFiles(page)
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: 'Quét mã QR bằng máy ảnh' }).click()
    await expect(page.getByRole('textbox', { name: 'Tin nhắn, liên kết hoặc số' })).toHaveValue(text)
    await expect(page.getByText('Có dấu hiệu lừa đảo')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Đóng máy ảnh' })).toHaveCount(0)
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Quét mã QR bằng máy ảnh' }).click()
    await page.getByRole('button', { name: 'Đóng máy ảnh' }).click()
    await expect(page.getByRole('button', { name: 'Quét mã QR bằng máy ảnh' })).toBeVisible()
  })
})

testWithoutWorker('without a camera it says so, and takes pictures of any kind instead', async ({ page }) => {
  await page.goto('/quet')
  await test.step('a picture without a code, and a file that is no picture', async () => {
    const choose = page.getByLabel('Chọn ảnh có sẵn')
    await choose.setInputFiles({
      name: 'trang.png',
      mimeType: 'image/png',
      buffer: await sharp({ create: { width: 64, height: 64, channels: 4, background: '#0000' } })
        .png()
        .toBuffer(),
    })
    await expect(page.getByRole('heading', { name: 'Chưa thấy mã trong ảnh này' })).toBeVisible()
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await choose.setInputFiles({ name: 'thu.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await expect(page.getByRole('heading', { name: 'Tệp này không phải ảnh' })).toBeVisible()
  })
  for (const [name, mimeType] of [
    ['qr.svg', 'image/svg+xml'],
    ['qr.gif', 'image/gif'],
    ['transparent-modules-on-white.png', 'image/png'],
  ] as const) {
    await test.step(`reads a picture as the browser shows it: ${name}`, async () => {
      await page.goto('/quet')
      await expect(page.getByLabel('Họ và tên')).toHaveCount(0)
      const buffer = readFileSync(new URL(`../vectors/pictures/${name}`, import.meta.url))
      await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({ name, mimeType, buffer })
      await expect(page.getByLabel('Họ và tên')).toHaveValue('Trần Thị Mẫu')
    })
  }
  await test.step('a photograph whose end is missing', async () => {
    await page.goto('/quet')
    const whole = await sharp(await renderPicture(identityCard))
      .flatten({ background: 'white' })
      .jpeg()
      .toBuffer()
    await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
      name: 'the.jpg',
      mimeType: 'image/jpeg',
      buffer: whole.subarray(0, -20),
    })
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Thị Diễm Quỳnh')
  })
  await test.step('a picture in place of the camera', async () => {
    await page.goto('/quet')
    await openCamera(page)
    await expect(page.getByRole('heading', { name: 'Máy này không có máy ảnh' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Nhập tay thẻ BHYT' })).toBeVisible()
    expect(await findViolations(page)).toEqual([])
    await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
      name: 'the.png',
      mimeType: 'image/png',
      buffer: await renderPicture(insuranceCard),
    })
    await expect(page.getByRole('heading', { name: 'Xem lại rồi thêm vào ví' })).toBeVisible()
  })
})

testWithoutWorker(
  'without a camera it takes what is pasted, one code at a time, and what a desk scanner types',
  async ({ page }) => {
    await page.goto('/quet')
    await openCamera(page)
    await expect(page.getByRole('heading', { name: 'Máy này không có máy ảnh' })).toBeVisible()
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }, `${identityCard}\n${insuranceCard}`)
    await expect(page.getByText('Ở đây có từ hai mã trở lên')).toBeVisible()
    await page.goto('/quet')
    await openCamera(page)
    await typeFast(
      page,
      '00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN6304A1B2',
    )
    await expect(page.getByRole('heading', { name: 'Đây là mã chuyển khoản' })).toBeVisible()
    await typeFast(page, insuranceCard)
    await expect(page.getByText('NGUYỄN THỊ DIỄM QUỲNH', { exact: true })).toBeVisible()
  },
)

/** Keys as a scanner sends them, a few milliseconds apart whatever else the machine does. */
async function typeFast(page: Page, text: string) {
  await page.evaluate((keys) => {
    for (const key of [...keys, 'Enter']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }
  }, text)
}

async function openCamera(page: Page) {
  const open = page.getByRole('button', { name: 'Mở máy ảnh' })
  await expect(open.or(page.getByRole('alert')).or(page.locator('.finder'))).toBeVisible()
  // Where the camera is allowed already it opens by itself, and the button may go between the two.
  if (await open.isVisible()) await open.click({ timeout: 5_000 }).catch(() => {})
}

test.describe('a camera that is not to be had', () => {
  test.use({ camera: 'refused' })

  testWithoutWorker('it says why', async ({ page }) => {
    await test.step('because it is not allowed', async () => {
      await page.goto('/quet')
      await openCamera(page)
      await expect(page.getByRole('heading', { name: 'Chưa được phép dùng máy ảnh' })).toBeVisible()
      await page.getByRole('button', { name: 'Thử lại' }).click()
      await expect(page.getByRole('heading', { name: 'Chưa được phép dùng máy ảnh' })).toBeVisible()
    })
    await test.step('because another program holds it', async () => {
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('in use', 'NotReadableError'))
      })
      await page.goto('/quet')
      await openCamera(page)
      await expect(page.getByRole('heading', { name: 'Máy ảnh đang bận' })).toBeVisible()
    })
    await test.step('because the page is insecure', async () => {
      await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
      await page.goto('/quet')
      await openCamera(page)
      await expect(page.getByRole('heading', { name: 'Trang này chưa được bảo vệ' })).toBeVisible()
    })
  })
})

test.describe('cards typed in', () => {
  async function typeIn(page: Page, number: string, name: string) {
    await page.goto('/them-the/nhap-tay')
    await page.getByLabel('Mã số thẻ').fill(number)
    await page.getByLabel('Họ và tên').fill(name)
    await page.getByLabel('Ngày sinh').fill('1960')
    await page.getByRole('button', { name: 'Thêm vào ví' }).click()
    await expect(page.getByText(`Đã thêm thẻ của ${name}.`)).toBeVisible()
  }

  testWithoutWorker('are checked as typed, and nothing typed is lost', async ({ page }) => {
    await page.goto('/them-the/nhap-tay')
    await page.getByLabel('Mã số thẻ').fill('DN4O10199990001')
    await expect(page.getByText('Có chữ O ở chỗ phải là số 0')).toBeVisible()
    await page.getByLabel('Họ và tên').fill('Trần Văn Mẫu')
    await page.getByRole('button', { name: 'Thêm vào ví' }).click()
    await expect(page.getByLabel('Mã số thẻ')).toBeFocused()
    await expect(page.getByText('Chỗ này còn trống')).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Mã số thẻ')).toHaveValue('DN4O10199990001')
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Trần Văn Mẫu')
    await page.getByLabel('Mã số thẻ').fill('DN4010199990001')
    await expect(page.getByText('DN 4 01 0199 990 001')).toBeVisible()
    expect(await findViolations(page)).toEqual([])
  })

  testWithoutWorker(
    'of several people are named, put in order, taken out and taken back',
    async ({ page }) => {
      await typeIn(page, 'DN4010199990001', 'Trần Văn Mẫu')
      await typeIn(page, '001085990002', 'Lê Thị Mẫu')
      await page.getByRole('link', { name: 'Thẻ trong ví' }).click()
      const names = page.locator('.mine-name')
      await expect(names).toHaveText(['Trần Văn Mẫu', 'Lê Thị Mẫu'])

      await page.getByText('Sửa, sắp xếp').nth(1).click()
      await page.getByLabel('Tên gọi trong ví').nth(1).fill('Thẻ của mẹ')
      await page.getByRole('button', { name: 'Đưa thẻ của Lê Thị Mẫu lên trên' }).click()
      await expect(names).toHaveText(['Thẻ của mẹ', 'Trần Văn Mẫu'])
      await page.getByRole('button', { name: 'Bỏ khỏi ví thẻ của Thẻ của mẹ' }).click()
      await expect(names).toHaveText(['Trần Văn Mẫu'])
      await page.getByRole('button', { name: 'Lấy lại thẻ' }).click()
      await expect(names).toHaveText(['Thẻ của mẹ', 'Trần Văn Mẫu'])
      expect(await findViolations(page)).toEqual([])
      await page.reload()
      await expect(names).toHaveText(['Thẻ của mẹ', 'Trần Văn Mẫu'])
    },
  )
})
