import type { Page } from '@playwright/test'
import { expect, signIn, testInterrupted as test, waitForWorker } from './fixtures.ts'
import { runCommand } from './run-command.ts'

/** A picture of the page as it is on the screen, the code in its middle. */
async function photographCode(page: Page, path: string) {
  await page
    .getByRole('button', { name: /mã qr/i })
    .evaluate((code) => code.scrollIntoView({ block: 'center' }))
  await page.screenshot({ path })
}

test('opens cold without network or server, and shows a code that verifies', async ({
  page,
  context,
  network,
  mother,
}, info) => {
  await signIn(page, mother)
  await waitForWorker(page)
  await page.getByRole('radio', { name: 'QR tự đổi' }).check({ force: true })
  await expect(page.getByText(/^QR lúc/)).toBeVisible()
  await page.close()
  await context.setOffline(true)
  network.setError('down')

  const cold = await context.newPage()
  const answer = await cold.goto('/')
  expect(answer?.fromServiceWorker()).toBe(true)
  await expect(cold.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeVisible()
  await expect(cold.getByText(/không có mạng – thẻ vẫn dùng được/i)).toBeVisible()

  const live = info.outputPath('live.png')
  await photographCode(cold, live)
  const verdict = runCommand('verify', live)
  expect(verdict).toMatchObject({ verdict: 'valid', specimen: true })
  expect(Math.abs(verdict.skewSeconds)).toBeLessThan(120)

  await cold.getByRole('radio', { name: 'QR thẻ' }).check({ force: true })
  const hospital = info.outputPath('hospital.png')
  await expect(cold.getByText(/như mã trên thẻ giấy/)).toBeVisible()
  await photographCode(cold, hospital)
  expect(runCommand('decode', hospital)).toMatchObject({
    kind: 'bhyt',
    fields: { fullName: verdict.card.fullName },
  })
  expect(runCommand('decode', live)).toMatchObject({ kind: 'wallet', verdict: 'valid' })
})

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

test('the first answer already carries the card, confined like the page from the server', async ({
  page,
  context,
  network,
  mother,
}) => {
  const online = await page.goto('/')
  const policy = online?.headers()['content-security-policy']
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  await signIn(page, mother)
  await waitForWorker(page)
  await page.close()
  await context.setOffline(true)
  network.setError('down')

  const cold = await context.newPage()
  const answer = await cold.goto('/')
  const html = (await answer?.text()) ?? ''
  expect(answer?.headers()['content-security-policy']).toBe(policy)
  expect(html).toContain('<svg class="qr"')
  expect(html).not.toMatch(/ style=|<script(?![^>]* src=)/)
  expect(await answer?.allHeaders()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  })
})

test('answers for missing files and foreign paths never with the app', async ({
  page,
  context,
  network,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('404', 'ERR_INTERNET_DISCONNECTED', 'Failed to load resource')
  await signIn(page, mother)
  await waitForWorker(page)
  const read = (path: string) =>
    page.evaluate(async (address) => {
      const answer = await fetch(address).catch(() => undefined)
      return { status: answer?.status ?? 0, type: answer?.headers.get('content-type') ?? '' }
    }, path)
  expect(await read('/assets/main-gone1234.js')).toMatchObject({ status: 404 })
  expect((await read('/assets/main-gone1234.js')).type).not.toContain('html')
  expect(await read('/khong-co')).toMatchObject({ status: 404 })
  await context.setOffline(true)
  network.setError('down')
  expect((await read('/assets/main-gone1234.js')).type).not.toContain('html')
  expect(await read('/api/session')).toMatchObject({ status: 0 })
})
