/** Who has chosen text twice as large in the browser: the code first, whole on the first screen. */

import { expect, signIn, test, waitForLater, waitForWorker } from '../e2e/fixtures.ts'
import { findBrowser, testSwitches } from '../support/browser/find-browser.ts'

const executablePath = findBrowser()

test.use({
  launchOptions: {
    args: [...testSwitches, '--blink-settings=defaultFontSize=32'],
    ...(executablePath ? { executablePath } : {}),
  },
})

test('of a family of three, the code stands above name and number, whole, on a small phone', async ({
  page,
  mother,
}) => {
  test.slow()
  await signIn(page, mother)
  await waitForWorker(page)
  for (const size of [
    { width: 320, height: 568 },
    { width: 360, height: 640 },
  ]) {
    await page.setViewportSize(size)
    await page.goto('/')
    await waitForLater(page)
    const code = await page.getByRole('button', { name: /mã qr/i }).boundingBox()
    const head = await page.locator('.bhyt').first().boundingBox()
    const kinds = await page.getByRole('group', { name: 'Loại QR' }).boundingBox()
    expect((code?.y ?? 0) + (code?.height ?? size.height)).toBeLessThanOrEqual(size.height)
    // As wide as the screen but for its edges.
    expect(code?.width).toBeGreaterThan(size.width * 0.9)
    expect(head?.y).toBeGreaterThan((code?.y ?? size.height) + (code?.height ?? 0))
    expect(kinds?.y).toBeGreaterThan((head?.y ?? size.height) + (head?.height ?? 0))
  }
})
