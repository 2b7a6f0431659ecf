/**
 * The device database hangs, a new version arrives, hostile names are shown: the card is still there, and
 * only as text.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  expect,
  refresh,
  signIn,
  test,
  waitForAllFiles,
  waitForLater,
  waitForWorker,
} from '../e2e/fixtures.ts'
import { addHousehold } from '../support/issuer/add-household.ts'
import { startIssuer } from '../support/issuer/issuer-process.ts'

test('a database that does not open leaves the ready page', async ({ page, context, mother }) => {
  await signIn(page, mother)
  await waitForAllFiles(page)
  // An upgrade that never ends holds back every other open of the database, as iOS does at times.
  const holder = await context.newPage()
  await holder.goto('/manifest.webmanifest')
  await page.close()
  await holder.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('vi-bhyt', 1_000)
        opening.onupgradeneeded = () => {
          const { transaction } = opening
          const keepBusy = () => {
            const store = transaction?.objectStoreNames[0]
            if (store) transaction.objectStore(store).count().onsuccess = keepBusy
          }
          keepBusy()
          resolve()
        }
      }),
  )
  await context.setOffline(true)
  const cold = await context.newPage()
  await cold.goto('/')
  await expect(cold.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeAttached()
  await expect(cold.locator('svg.qr')).toBeVisible()
  await expect(cold.getByText(/QR tự đổi tạm thời chưa dùng được/i).first()).toBeVisible()
})

test('a hostile name is text, online and in the pre-rendered page', async ({
  page,
  context,
  issuer,
  mother,
}) => {
  await signIn(page, mother)
  await waitForWorker(page)
  const name = '"><img src=x onerror=alert(1)>&lt;b&gt;'
  const database = new DatabaseSync(issuer.databaseFile)
  database.exec('pragma busy_timeout = 5000')
  database.prepare('update people set full_name = ? where id = ?').run(name, mother.personId)
  database.prepare('update snapshots set renew_at = 0 where person_id = ?').run(mother.personId)
  database.close()
  expect(await refresh(page)).toBe('fresh')
  await expect(page.getByText(name.toUpperCase()).first()).toBeVisible()
  await context.setOffline(true)
  const cold = await context.newPage()
  const answer = await cold.goto('/')
  expect(answer?.fromServiceWorker()).toBe(true)
  await expect(cold.getByText(name.toUpperCase()).first()).toBeVisible()
  await waitForLater(cold)
  expect(await cold.locator('img').count()).toBe(0)
})

test('an update waits for the person, never interrupts the card, and keeps the old build', async ({
  browser,
  locale,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-build-'))
  cpSync(process.env['APP_FOLDER'] ?? 'dist', folder, { recursive: true })
  const issuer = await startIssuer({ APP_FOLDER: folder })
  const context = await browser.newContext({ baseURL: issuer.url, ...(locale && { locale }) })
  try {
    const page = await context.newPage()
    await signIn(page, await addHousehold(issuer.databaseFile, 'family'))
    await waitForWorker(page)
    const script = await page.locator('script[src]').first().getAttribute('src')
    // The next build: another worker.
    const worker = join(folder, 'service-worker.js')
    writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// next`)
    await issuer.restart()
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const look = async () =>
            (await navigator.serviceWorker.ready).waiting ? resolve() : setTimeout(look, 50)
          void look()
        }),
    )
    await page.goto('/')
    await expect(page.locator('svg.qr')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Dùng bản mới' })).toBeHidden()
    await page.getByRole('link', { name: 'Tiện ích' }).click()
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Dùng bản mới' }).click()
    await reloaded
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull()
    expect(await page.evaluate(async (path) => (await fetch(path ?? '')).ok, script)).toBe(true)
  } finally {
    await context.close()
    await issuer.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
})
