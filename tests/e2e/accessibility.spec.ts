/** The card by keyboard, at every size, in another language; all screens are `npm run test:screens`. */
import { cardWidths, findCutLines, textSizes } from '../support/browser/card-lines.ts'
import { findMissingOfCard } from '../support/browser/first-screen.ts'
import { expect, signIn, testWithoutLateFiles as test, waitForWorker } from './fixtures.ts'

test('the card: by keyboard alone, nothing of it cut, what a counter needs on the first screen, in English', async ({
  page,
  mother,
}) => {
  await signIn(page, mother)
  await waitForWorker(page)
  await test.step('by keyboard alone: to its code and back', async () => {
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
  await test.step('in English', async () => {
    await page.goto('/tien-ich')
    await page.getByRole('combobox').selectOption('English')
    await page.getByRole('link', { name: 'Card', exact: true }).click()
    await expect(
      page.getByRole('heading', { name: 'Health insurance card of Nguyễn Thị Mẫu' }),
    ).toBeAttached()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })
})
