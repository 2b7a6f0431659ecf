/** The ready page of long ago, without its database, and of a build that does not start. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoAccounts } from '../../src/issuer/demo/demo-accounts.ts'
import { expect, signIn, test, waitForWorker } from '../e2e/fixtures.ts'
import { makeCold, openCold, waitForReadyPage, wasRouted } from '../e2e/ready-page.ts'
import { stopWorkers } from '../e2e/stop-workers.ts'
import { startIssuer } from '../support/issuer/issuer-process.ts'

const day = 86_400_000

test('it never lies about time', async ({ page, context, mother }) => {
  await signIn(page, mother)
  await waitForWorker(page)
  await waitForReadyPage(page)
  for (const [what, days, sentence] of [
    ['a page of yesterday', 1, /^Cập nhật/],
    ['a page of a month ago', 30, /^Lâu rồi chưa cập nhật.*QR tự đổi đã hết hạn/],
    ['a page of 400 days ago', 400, /^Lâu rồi chưa cập nhật/],
    ['a clock that is a year behind', -365, /^Ngày giờ của máy sớm hơn lần cập nhật/],
  ] as const) {
    await test.step(what, async () => {
      await makeCold(context, page)
      const cold = await context.newPage()
      // The app itself is kept from starting: what stands over the code is the page's own.
      await cold.addInitScript((shift) => {
        const { now } = Date
        Date.now = () => now() + shift
        window.PerformanceObserver = class {
          observe() {}
        } as unknown as typeof PerformanceObserver
        const { setTimeout: later } = window
        window.setTimeout = ((work: () => void, ms = 0) =>
          later(work, ms === 1_000 ? 60_000 : ms)) as typeof setTimeout
      }, days * day)
      await cold.goto('/')
      await expect(cold.locator('svg.qr')).toBeVisible()
      await expect
        .poll(() => cold.evaluate(() => document.querySelector('.top .notes')?.textContent))
        .toMatch(sentence)
      await cold.close()
    })
  }
})

test('it is hydrated from its own data: lost with nothing but the database', async ({
  page,
  context,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('ERR_', 'Failed to load resource')
  await signIn(page, mother)
  await waitForWorker(page)
  await waitForReadyPage(page)
  await page.goto('/manifest.webmanifest')
  await stopWorkers(page)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const gone = indexedDB.deleteDatabase('vi-bhyt')
        gone.onsuccess = resolve
        gone.onblocked = resolve
      }),
  )
  for (let opening = 0; opening < 2; opening++) {
    const cold = await openCold(context, page)
    await expect(cold.locator('.pair')).toHaveCSS('touch-action', 'pan-y pinch-zoom')
    await expect(cold.getByText('Mất mạng – thẻ vẫn dùng được.').first()).toBeVisible()
    await expect(cold.locator('svg.qr path:not([d=""])')).toBeVisible()
    await cold.getByRole('radio', { name: /Trần Minh Mẫu/ }).check({ force: true })
    await expect(cold.getByRole('heading', { name: 'Thẻ bảo hiểm y tế của Trần Minh Mẫu' })).toBeAttached()
    await expect(cold.locator('svg.qr path:not([d=""])')).toBeVisible()
    await context.setOffline(false)
    await expect(cold.getByText('Cần đăng nhập lại để cập nhật. Thẻ vẫn dùng được.')).toBeVisible()
    await cold.close()
  }
})

test('two starts that failed behind it let a waiting build take over, which brings its own', async ({
  browser,
  locale,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-build-'))
  cpSync(process.env['APP_FOLDER'] ?? 'dist', folder, { recursive: true })
  const issuer = await startIssuer({ APP_FOLDER: folder })
  const context = await browser.newContext({ baseURL: issuer.url, ...(locale && { locale }) })
  try {
    const page = await context.newPage()
    await signIn(page, demoAccounts[0])
    await waitForWorker(page)
    await waitForReadyPage(page)
    const worker = join(folder, 'service-worker.js')
    writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// next`)
    await issuer.restart()
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null))
      .toBe(true)
    await page.goto('/manifest.webmanifest')
    // Whatever is in the way of the app, the page never says that it has started.
    await context.addInitScript(() => {
      const { postMessage } = ServiceWorker.prototype
      ServiceWorker.prototype.postMessage = function (message: { type: string }, ...rest: unknown[]) {
        if (message.type !== 'STARTED') Reflect.apply(postMessage, this, [message, ...rest])
      }
    })
    for (let opening = 0; opening < 3; opening++) {
      await stopWorkers(page)
      const cold = await context.newPage()
      await cold.goto('/')
      expect(await wasRouted(cold)).toBe(true)
      await expect
        .poll(() =>
          cold.evaluate(async () =>
            (await (await caches.open('vi-bhyt-starts')).match('/failed-starts'))?.text(),
          ),
        )
        .toBe(String(opening + 1))
      await cold.close()
    }
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const { waiting, active } = (await navigator.serviceWorker.getRegistration('/')) ?? {}
          return waiting === null && active?.state
        }),
      )
      .toBe('activated')
    await context.setOffline(true)
    await stopWorkers(page)
    const cold = await context.newPage()
    await cold.goto('/')
    await expect(cold.locator('svg.qr')).toBeVisible()
    expect(await wasRouted(cold)).toBe(true)
  } finally {
    await context.close()
    await issuer.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
})
