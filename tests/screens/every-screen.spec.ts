/** Every screen on a narrow phone, in both themes, through axe, with text as it is and twice as large. */
import { expectAccessible, expectNothingCut, expectSoundMarkup } from '../e2e/accessible.ts'
import { expect, signIn, test } from '../e2e/fixtures.ts'
import { openScreen, screens } from '../e2e/screens.ts'
import { findCutWords } from '../support/browser/cut-words.ts'

// Two halves, for two workers.
for (const half of [0, 1]) {
  test(`accessible and not cut, light and dark, with text twice as large, and its markup: half ${half + 1} of 2`, async ({
    page,
    expectedErrors,
    mother,
  }) => {
    test.slow()
    // There is no camera here; the scan screen says so.
    expectedErrors.push('getUserMedia')
    await page.setViewportSize({ width: 320, height: 640 })
    const devtools = await page.context().newCDPSession(page)
    await signIn(page, mother)
    for (const screen of screens.filter((_, place) => place % 2 === half)) {
      await page.emulateMedia({ colorScheme: 'light' })
      await openScreen(page, screen)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await expectAccessible(page, `${screen.path}, ${colorScheme}`)
        await expectNothingCut(page, `${screen.path}, ${colorScheme}`)
      }
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
      await expectAccessible(page, `${screen.path}, dark, at 200 %`)
      await expectNothingCut(page, `${screen.path} at 200 %`)
      expect(await page.evaluate(findCutWords), screen.path).toEqual([])
      await expectSoundMarkup(page, screen.path)
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } })
    }
  })
}
