/**
 * An errand from the sofa, on a narrow phone whose network goes away twice: a lost card, with a picture as
 * proof.
 */
import sharp from 'sharp'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, test, waitForAllFiles } from './fixtures.ts'
import { button } from './person.ts'

test.use({ viewport: { width: 320, height: 640 } })

test('a lost card is reported without a network, sent when there is one, and receipted', async ({
  page,
  context,
  mother,
}) => {
  await signIn(page, mother)
  await waitForAllFiles(page)
  await page.goto('/tien-ich')
  await page.getByRole('link', { name: /^Thủ tục BHXH, BHYT/ }).click()
  await button(page, /^Cấp lại thẻ BHYT/).click()
  await expectNothingCut(page, 'start')

  await context.setOffline(true)
  await button(page, 'Bắt đầu').click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toBeFocused()
  await button(page, 'Tiếp tục').click()
  await page.getByRole('radio', { name: 'Thẻ bị mất' }).check()
  await expectAccessible(page, 'question')
  await button(page, 'Tiếp tục').click()
  const create = { width: 1200, height: 900, channels: 3, background: '#cde' } as const
  await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
    name: 'anh.jpg',
    mimeType: 'image/jpeg',
    buffer: await sharp({ create }).jpeg().toBuffer(),
  })
  await expect(page.getByRole('img', { name: 'Ảnh 1' })).toBeVisible()

  // The phone is switched off, and finds everything again.
  await page.goto('/tien-ich')
  await page.getByRole('link', { name: /^Tiếp tục hồ sơ/ }).click()
  await button(page, 'Tiếp tục hồ sơ: Cấp lại thẻ BHYT').click()
  await expect(page.getByRole('img', { name: 'Ảnh 1' })).toBeVisible()
  await context.setOffline(false)
  await button(page, 'Tiếp tục').click()
  await page.getByRole('radio', { name: 'Bản điện tử trong ví này' }).check()
  await button(page, 'Tiếp tục').click()
  await expect(heading).toHaveText('Xem lại hồ sơ')
  await expectNothingCut(page, 'review')
  await expectAccessible(page, 'review')

  await context.setOffline(true)
  await button(page, 'Gửi khi có mạng').click()
  await expect(heading).toHaveText('Hồ sơ đang chờ gửi')
  await context.setOffline(false)
  await expect(heading).toHaveText('Đã nhận hồ sơ')
  await expect(page.getByText(/^DV-\d\d-/)).toBeVisible()
  await expect(page.getByText(/có chữ ký của cơ quan BHXH/)).toBeVisible()

  await context.setOffline(true)
  await page.goto('/tien-ich/ho-so')
  await page.getByText(/^Biên nhận DV-/).click()
  await expect(page.getByText(/có chữ ký của cơ quan BHXH/)).toBeVisible()
})
