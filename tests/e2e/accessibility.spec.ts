/**
 * Every screen once, under the hardest of what `npm run test:screens` tries one by one: a narrow phone, the
 * dark, text twice as large; by keyboard; in another language.
 */
import { cardWidths, findCutLines, textSizes } from '../support/browser/card-lines.ts'
import { findCutWords } from '../support/browser/cut-words.ts'
import { findMissingOfCard } from '../support/browser/first-screen.ts'
import { expectAccessible, expectNothingCut, expectSoundMarkup } from './accessible.ts'
import { expect, signIn, test, waitForWorker } from './fixtures.ts'
import { openScreen, screens } from './screens.ts'

test('every screen, narrow, dark and with text twice as large', async ({ page, expectedErrors, mother }) => {
  test.slow()
  // There is no camera here; the scan screen says so.
  expectedErrors.push('getUserMedia')
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const devtools = await page.context().newCDPSession(page)
  await signIn(page, mother)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  for (const screen of screens) {
    await test.step(screen.path, async () => {
      await openScreen(page, screen)
      await expectAccessible(page, screen.path)
      await expectNothingCut(page, screen.path)
      await expectSoundMarkup(page, screen.path)
      expect(await page.evaluate(findCutWords), screen.path).toEqual([])
    })
  }
})

test('the card: nothing of it cut, and what a counter needs on the first screen', async ({
  page,
  mother,
}) => {
  await signIn(page, mother)
  const turn = page.locator('.bhyt').getByRole('button')
  for (const side of ['front', 'back']) {
    for (const width of cardWidths) {
      await page.setViewportSize({ width, height: 640 })
      if (side === 'front') expect(await page.evaluate(findMissingOfCard), `${width} px`).toEqual([])
      for (const size of textSizes)
        expect(await page.evaluate(findCutLines, size), `${side}, ${width} px, ${size} %`).toEqual([])
      await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
    }
    await turn.click()
  }
})

test('by keyboard alone: from the card to its code and back', async ({ page, mother }) => {
  await signIn(page, mother)
  await waitForWorker(page)
  const code = page.getByRole('button', { name: /mã qr/i })
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab')
    if (await code.evaluate((element) => element === document.activeElement)) break
  }
  await expect(code).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(code).toBeFocused()
})

test('in English', async ({ page, mother }) => {
  await signIn(page, mother)
  await page.goto('/tien-ich')
  await page.getByRole('combobox').selectOption('English')
  await page.getByRole('link', { name: 'Card', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Health insurance card of Nguyễn Thị Mẫu' })).toBeAttached()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
