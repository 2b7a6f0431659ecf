/**
 * A refresh that is killed at any point leaves the last good card showing: really killed, in a real browser.
 */
import { DatabaseSync } from 'node:sqlite'
import type { BrowserContext, Page } from '@playwright/test'
import {
  type Alone,
  alone,
  expect,
  refresh,
  type SharedIssuer,
  signIn,
  testInterrupted as test,
  waitForWorker,
} from '../e2e/fixtures.ts'
import { stopWorkers } from '../e2e/stop-workers.ts'
import type { OwnAccount } from '../support/issuer/add-household.ts'
import type { FaultyNetwork } from '../support/wallet/failing-network.ts'

const testAlone = test.extend<Alone>(alone)

const oldName = 'NGUYỄN THỊ MẪU'
const newName = 'NGUYỄN THỊ MẪU MỚI'

/** The registry changes, so that the next reading signs a newer snapshot. */
function renamePatient({ databaseFile }: SharedIssuer, { personId }: OwnAccount) {
  const database = new DatabaseSync(databaseFile)
  database.exec('pragma busy_timeout = 5000')
  database.prepare("update people set full_name = 'Nguyễn Thị Mẫu Mới' where id = ?").run(personId)
  database.prepare('update snapshots set renew_at = 0 where person_id = ?').run(personId)
  database.close()
}

/** Opens a new page with worker stopped and network down, and says whose card stands there with its code. */
async function readNameOffline(context: BrowserContext, page: Page, network: FaultyNetwork) {
  network.setError('down')
  await stopWorkers(page)
  const cold = await context.newPage()
  await cold.goto('/')
  await expect(cold.locator('svg.qr')).toBeVisible()
  const text = await cold.getByRole('main').textContent()
  await cold.close()
  network.setError('none')
  return [newName, oldName].find((name) => text?.toUpperCase().includes(name)) ?? text
}

test.beforeEach(async ({ page, issuer, expectedErrors, mother }) => {
  expectedErrors.push('ERR_', 'Failed to load resource')
  await signIn(page, mother)
  await waitForWorker(page)
  renamePatient(issuer, mother)
})

test('whatever interrupts a refresh, one after the other: the card stays, and the change arrives in the end', async ({
  page,
  context,
  network,
}) => {
  const expectOld = async (opened = page) =>
    expect(await readNameOffline(context, opened, network)).toBe(oldName)
  const other = await context.newPage()
  await other.goto('/tien-ich')

  await test.step('a snapshot that does not verify is refused, and said so', async () => {
    network.setError('flip-a-byte')
    expect(await refresh(page)).toBe('failed answer_unverifiable')
    await expect(page.getByText('W 110 040')).toBeVisible()
    await expectOld()
  })
  await test.step('a captive portal in place of the issuer', async () => {
    network.setError('answer-with-a-login-page')
    expect(await refresh(page)).toBe('failed captive_portal')
    await expect(page.getByText('Wi-Fi này cần đăng nhập – thẻ vẫn dùng được.')).toBeVisible()
    await expectOld()
  })
  await test.step('network cut in the middle of the snapshot', async () => {
    network.setError('cut-mid-body')
    expect(await refresh(page)).toBe('failed offline')
    await expectOld()
  })
  await test.step('the tab is closed while the snapshot is on its way', async () => {
    network.setError('stall')
    const onItsWay = network.nextSnapshot()
    void refresh(page).catch(() => {})
    await onItsWay
    await page.close()
    await expectOld(other)
  })
  await test.step('the worker is stopped while the snapshot is on its way', async () => {
    network.setError('stall')
    const onItsWay = network.nextSnapshot()
    void refresh(other).catch(() => {})
    await onItsWay
    await stopWorkers(other)
    network.setError('none')
    await expectOld(other)
  })
  await test.step('the change arrives when nothing is in its way', async () => {
    expect(await refresh(other)).toBe('fresh')
    expect(await readNameOffline(context, other, network)).toBe(newName)
  })
})

testAlone('the issuer is killed while it answers', async ({ page, context, ownIssuer, network }) => {
  network.setError('stall')
  const onItsWay = network.nextSnapshot()
  void refresh(page).catch(() => {})
  await onItsWay
  await ownIssuer.kill()
  await stopWorkers(page)
  expect(await readNameOffline(context, page, network)).toBe(oldName)
  await ownIssuer.restart()
  expect(await refresh(page)).toBe('fresh')
  expect(await readNameOffline(context, page, network)).toBe(newName)
})

test('the disk is full', async ({ page, context, network }) => {
  const devtools = await context.newCDPSession(page)
  const origin = new URL(network.url).origin
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  expect(await refresh(page)).toBe('failed storage_full')
  // The database may have taken what the ready page could not; either is a good card.
  expect([oldName, newName]).toContain(await readNameOffline(context, page, network))
  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  expect(await refresh(page)).toMatch(/fresh|unchanged/)
  expect(await readNameOffline(context, page, network)).toBe(newName)
})

test('the worker is stopped at any moment of a refresh', async ({
  page,
  context,
  issuer,
  network,
  mother,
}) => {
  for (const delay of [0, 5, 10, 20, 30, 45, 60, 80, 110, 150]) {
    renamePatient(issuer, mother)
    void refresh(page).catch(() => {})
    await page.waitForTimeout(delay)
    expect([oldName, newName], `after ${delay} ms`).toContain(await readNameOffline(context, page, network))
  }
})
