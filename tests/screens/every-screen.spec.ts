/** Every screen on a narrow phone, in both themes, through axe, with text as it is and twice as large. */
import { expectAccessible, expectNothingCut, expectSoundMarkup } from '../e2e/accessible.ts'
import { signIn, test } from '../e2e/fixtures.ts'
import { openScreen, screens } from '../e2e/screens.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`accessible and not cut, ${colorScheme}`, async ({ page, expectedErrors, mother }) => {
    test.slow()
    // There is no camera here; the scan screen says so.
    expectedErrors.push('getUserMedia')
    await page.setViewportSize({ width: 320, height: 640 })
    await page.emulateMedia({ colorScheme })
    await signIn(page, mother)
    for (const screen of screens) {
      await openScreen(page, screen)
      await expectAccessible(page, screen.path)
      await expectNothingCut(page, screen.path)
    }
  })
}

test('with text twice as large, and its markup', async ({ page, expectedErrors, mother }) => {
  test.slow()
  expectedErrors.push('getUserMedia')
  await page.setViewportSize({ width: 320, height: 640 })
  const devtools = await page.context().newCDPSession(page)
  await signIn(page, mother)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  for (const screen of screens) {
    await openScreen(page, screen)
    await expectNothingCut(page, `${screen.path} at 200 %`)
    await expectSoundMarkup(page, screen.path)
  }
})
