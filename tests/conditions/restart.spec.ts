/** A phone that is restarted without a network. */
import { expect, signIn, testInterrupted as test, waitForWorker } from '../e2e/fixtures.ts'
import { runCommand } from '../e2e/run-command.ts'

test('after a restart of the browser the whole code is on a small screen before anything moves', async ({
  playwright,
  network,
  mother,
  locale,
}, info) => {
  const open = () =>
    playwright.chromium.launchPersistentContext(info.outputPath('profile'), {
      ...info.project.use.launchOptions,
      ...(locale && { locale }),
      baseURL: network.url,
      viewport: { width: 360, height: 640 },
      deviceScaleFactor: 2,
    })
  const before = await open()
  const page = await before.newPage()
  await signIn(page, mother)
  await waitForWorker(page)
  await page.getByRole('radio', { name: 'QR tự đổi' }).check({ force: true })
  await expect
    .poll(() =>
      page.evaluate(async () => (await (await caches.open('vi-bhyt-ready')).match('/'))?.text() ?? ''),
    )
    .toContain('data-kind="live"')
  await before.close()
  network.setError('down')

  const after = await open()
  try {
    const cold = await after.newPage()
    await after.setOffline(true)
    await cold.goto('/')
    await expect(cold.locator('[data-kind=live] .qr path:not([d=""])')).toBeVisible()
    const code = await cold.locator('.code .qr').boundingBox()
    const bar = await cold.getByRole('navigation', { name: 'Các mục chính' }).boundingBox()
    if (!code || !bar) throw new Error('neither code nor bar')
    expect(code.x).toBeGreaterThanOrEqual(0)
    expect(code.x + code.width).toBeLessThanOrEqual(360)
    expect(code.y).toBeGreaterThanOrEqual(0)
    expect(code.y + code.height).toBeLessThanOrEqual(bar.y)
    const picture = info.outputPath('first-screen.png')
    await cold.screenshot({ path: picture })
    expect(runCommand('verify', picture)).toMatchObject({ verdict: 'valid', specimen: true })
    expect(await cold.evaluate(() => scrollY)).toBe(0)
  } finally {
    await after.close()
  }
})
