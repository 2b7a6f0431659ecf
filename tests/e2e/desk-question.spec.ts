/** A desk asks for a card by its own code, and the wallet answers it; the clock of the device is wrong. */
import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { expectAccessible, expectNothingCut, findUnsoundMarkup } from './accessible.ts'
import { expect, refresh, signIn, testInterrupted as test, waitForWorker } from './fixtures.ts'

const deskCode = `BHYT-DESK:1/01001/${'0123456789ABCDEF'.repeat(2)}`

async function paste(page: Page, code: string) {
  await expect(page.getByRole('button', { name: 'Mở máy ảnh' })).toBeVisible()
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, code)
}

test('with a clock that is behind there is no live code; a desk’s code is answered with one tap, offline, for that desk alone', async ({
  page,
  context,
  network,
  mother,
  expectedErrors,
}, info) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, mother)
  await waitForWorker(page)
  expect(await refresh(page)).toMatch(/fresh|unchanged/)
  await test.step('a clock that is behind: a sentence, and the code of the card', async () => {
    await page.getByRole('radio', { name: 'QR tự đổi' }).check({ force: true })
    await expect(page.getByText(/^QR lúc/)).toBeVisible()
    await page.evaluate(() => {
      const now = Date.now
      Date.now = () => now() - 10 * 60_000
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect(page.getByText(/chưa tạo được QR tự đổi/)).toBeVisible()
    await expect(
      page.getByText('Đồng hồ máy không đúng. Bật đặt giờ tự động trong cài đặt máy.'),
    ).toBeVisible()
    await expect(page.getByRole('radio', { name: 'QR tự đổi' })).toBeHidden()
    await expect(page.getByText(/như mã trên thẻ giấy/)).toBeVisible()
    await page.screenshot({ path: info.outputPath('behind.png'), fullPage: true })
  })
  await page.goto('/quet')
  await expect(page.getByRole('button', { name: 'Mở máy ảnh' })).toBeVisible()
  await expect
    .poll(() => page.evaluate(async () => Boolean(await caches.match('/facilities.txt'))))
    .toBe(true)
  await context.setOffline(true)
  network.setError('down')
  await paste(page, deskCode)
  await expect(page.getByRole('heading', { name: 'Quầy này hỏi thẻ' })).toBeVisible()
  await expect(page.getByRole('status').getByText('Bệnh viện Hữu Nghị')).toBeVisible()
  await expect(page.getByText('01-001')).toBeVisible()
  await expectAccessible(page, 'the desk’s question')
  await expectNothingCut(page, 'the desk’s question')
  expect(await findUnsoundMarkup(page, /Nguyễn Thị Mẫu|01-001/i)).toEqual([])
  await page.screenshot({ path: info.outputPath('question.png') })
  await page.getByRole('button', { name: 'Đưa mã trả lời' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('img', { name: /Mã QR của/ })).toBeVisible()
  const picture = info.outputPath('answer.png')
  await page.screenshot({ path: picture })
  // A desk that did not ask takes it for what it is: an answer to another.
  const words = ['--disable-warning=ExperimentalWarning', 'src/cli/decode.ts', picture]
  const decoded = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
  expect(decoded).toMatchObject({ kind: 'wallet', verdict: 'wrong_audience' })
})
