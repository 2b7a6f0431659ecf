/**
 * What is said about the card, in another language, in both themes, at text sizes up to two and a half times.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { expectAccessible, expectNothingCut } from '../e2e/accessible.ts'
import { expect, refresh, signIn, test, waitForWorker } from '../e2e/fixtures.ts'
import { button } from '../e2e/person.ts'

async function speakKorean(page: Page) {
  await page.goto('/tien-ich')
  await page.getByRole('combobox').selectOption('한국어')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
}

async function goOffline(page: Page, context: BrowserContext) {
  await waitForWorker(page)
  expect(await refresh(page)).toMatch(/fresh|unchanged/)
  await context.setOffline(true)
}

test('what is said about the card, in Korean, offline, narrow: accessible, light and dark, at any text size', async ({
  page,
  context,
  expectedErrors,
  mother,
}) => {
  test.slow()
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, mother)
  await goOffline(page, context)
  await speakKorean(page)
  const screens = [
    ['/tien-ich/quyen-loi', page.getByRole('table').getByRole('columnheader', { name: '외래' })],
    ['/tien-ich/nhac', page.getByRole('heading', { name: '이 기기에서 알림' })],
    ['/tien-ich/trich-luc', page.getByRole('img', { name: '합계의 QR 코드' })],
    ['/tien-ich/bao-sai', button(page, '사회보험 기관에 보내기')],
  ] as const
  const devtools = await context.newCDPSession(page)
  for (const [path, content] of screens) {
    await test.step(path, async () => {
      await page.goto(path)
      await expect(content).toBeVisible()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await expectAccessible(page, `${path}, ${colorScheme}`)
      }
      for (const standard of [16, 32, 40]) {
        await devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
        await expectNothingCut(page, `${path}, ${standard} px`)
      }
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } })
    })
  }
  await page.goto('/tien-ich/quyen-loi')
  await expect(page.getByText(/4: 기금이 보장 범위 비용의 80%/)).toBeVisible()
})
