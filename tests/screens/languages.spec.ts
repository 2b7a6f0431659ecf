/**
 * Every screen in every language on a narrow phone, with text as it is and twice as large: no word is cut.
 */
import { languageNames, languages } from '../../src/i18n/languages.ts'
import { expectNothingCut } from '../e2e/accessible.ts'
import { expect, signIn, test } from '../e2e/fixtures.ts'
import { openScreen, screens } from '../e2e/screens.ts'
import { findCutWords } from '../support/browser/cut-words.ts'

/** Where the pictures of a run are wanted. */
const pictures = process.env['PICTURES']

for (const language of languages) {
  test(`no word is cut in ${languageNames[language]}`, async ({ page, mother, expectedErrors }) => {
    test.slow()
    expectedErrors.push('getUserMedia')
    await page.setViewportSize({ width: 320, height: 640 })
    const devtools = await page.context().newCDPSession(page)
    await signIn(page, mother)
    await page.goto('/tien-ich')
    await page.getByRole('combobox').selectOption(languageNames[language])
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const cut: string[] = []
    for (const screen of screens) {
      await openScreen(page, screen)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      for (const size of [32, 16]) {
        await devtools.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size - 3 } })
        const name = `${language}-${size}-${screen.path.replaceAll('/', '_')}`
        if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
        await expectNothingCut(page, name)
        cut.push(...(await page.evaluate(findCutWords)).map((word) => `${name}: ${word}`))
      }
    }
    expect(cut).toEqual([])
  })
}
