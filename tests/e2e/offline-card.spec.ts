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

test('opens cold without network or server, confined like the page from the server, and shows a code that verifies; no foreign path gets the app', async ({
  page,
  context,
  network,
  expectedErrors,
  mother,
}, info) => {
  expectedErrors.push('404', 'ERR_INTERNET_DISCONNECTED', 'Failed to load resource')
  const online = await page.goto('/')
  const policy = online?.headers()['content-security-policy']
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  await signIn(page, mother)
  await waitForWorker(page)
  await page.getByRole('radio', { name: 'QR tự đổi' }).check({ force: true })
  await expect(page.getByText(/^QR lúc/)).toBeVisible()
  const read = (path: string, opened = page) =>
    opened.evaluate(async (address) => {
      const answer = await fetch(address).catch(() => undefined)
      return { status: answer?.status ?? 0, type: answer?.headers.get('content-type') ?? '' }
    }, path)
  expect(await read('/assets/main-gone1234.js')).toMatchObject({ status: 404 })
  expect((await read('/assets/main-gone1234.js')).type).not.toContain('html')
  expect(await read('/khong-co')).toMatchObject({ status: 404 })
  await page.close()
  await context.setOffline(true)
  network.setError('down')

  const cold = await context.newPage()
  const answer = await cold.goto('/')
  expect(answer?.fromServiceWorker()).toBe(true)
  const html = (await answer?.text()) ?? ''
  expect(answer?.headers()['content-security-policy']).toBe(policy)
  expect(html).toContain('<svg class="qr"')
  expect(html).not.toMatch(/ style=|<script(?![^>]* (?:src|data-app)=)/)
  expect(await answer?.allHeaders()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  })
  expect((await read('/assets/main-gone1234.js', cold)).type).not.toContain('html')
  expect(await read('/api/session', cold)).toMatchObject({ status: 0 })
  await expect(cold.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeVisible()
  await expect(cold.getByText(/mất mạng – thẻ vẫn dùng được/i)).toBeVisible()

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
