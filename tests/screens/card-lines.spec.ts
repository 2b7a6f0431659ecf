/** Nothing on the card is ever cut: the narrow phones, every language, large text, both sides. */
import { languageNames, languages } from '../../src/i18n/languages.ts'
import { expect, signIn, test } from '../e2e/fixtures.ts'
import { cardWidths, findCutLines, textSizes } from '../support/browser/card-lines.ts'

test('every line of the card stands inside the card, on both sides', async ({ page, mother }) => {
  test.slow()
  await signIn(page, mother)
  const cut: string[] = []
  for (const language of languages) {
    await page.goto('/tien-ich')
    await page.getByRole('combobox').selectOption(languageNames[language])
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await page.goto('/')
    const turn = page.locator('.bhyt').getByRole('button')
    // The card's other lines follow its first frame.
    await expect(turn).toBeVisible()
    for (const side of ['front', 'back']) {
      for (const width of cardWidths) {
        await page.setViewportSize({ width, height: 763 })
        for (const size of textSizes) {
          for (const line of await page.evaluate(findCutLines, size)) {
            cut.push(`${language}, ${side}, ${width} px, ${size} %: ${line}`)
          }
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(
            sideways,
            `${language}, ${side}, ${width} px, ${size} % scrolls sideways`,
          ).toBeLessThanOrEqual(0)
        }
      }
      await turn.click()
    }
  }
  expect(cut).toEqual([])
})
