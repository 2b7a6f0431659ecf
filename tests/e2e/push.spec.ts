/** Push: asked, told, a kind switched off, signed out without a network, and silence after that. */
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { connectPush } from '../support/push/connect-push.ts'
import { startPushDouble } from '../support/push/push-double.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, type SharedIssuer, signIn, test, waitForAllFiles } from './fixtures.ts'

let items = 0

/** Puts an item into an inbox, as the issuer does: it goes out within seconds. */
function tell({ databaseFile }: SharedIssuer, personId: number, code: string): string {
  const id = `push-e2e-${String(items++).padStart(7, '0')}`
  const database = new DatabaseSync(databaseFile)
  database.exec('pragma busy_timeout = 5000')
  database
    .prepare(
      `insert into inbox_items (person_id, id, code, content, created_at, push_at)
       values (?, ?, ?, '{"to":"m***@example.vn","file":"YC-1"}', unixepoch(), unixepoch())`,
    )
    .run(personId, id, code)
  database
    .prepare('update snapshots set renew_at = 0, outdated = outdated + 1 where person_id = ?')
    .run(personId)
  database.close()
  return id
}

/** Whether the issuer has decided what becomes of an item, and handed over whatever came of it. */
function isDone({ databaseFile }: SharedIssuer, id: string): boolean {
  const database = new DatabaseSync(databaseFile)
  database.exec('pragma busy_timeout = 5000')
  const { waiting } = database
    .prepare(
      `select (select count(*) from inbox_items where id = ? and push_at is not null) +
        (select count(*) from push_messages) as waiting`,
    )
    .get(id) as { waiting: number }
  database.close()
  return waiting === 0
}

const readShown = (page: Page) =>
  page.evaluate(async () => {
    const shown = await (await navigator.serviceWorker.ready).getNotifications()
    return shown.map(({ title, tag }) => `${tag}: ${title}`)
  })

test('a person is asked, told, switches a kind off, and hears nothing more once signed out', async ({
  page,
  context,
  issuer,
  mother,
}) => {
  const double = await startPushDouble()
  const phone = await connectPush(context, double)
  await context.grantPermissions(['notifications', 'background-sync'])
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, mother)
  await waitForAllFiles(page)
  await phone.deliverTo(page)
  await page.goto('/tien-ich/thong-bao')
  await expect(page.getByRole('heading', { name: 'Báo trên máy này khi có thông báo mới?' })).toBeVisible()
  await expect(page.getByText(/Google, Apple, Mozilla hoặc Microsoft/).first()).toBeVisible()
  await expectAccessible(page, 'the question')
  await expectNothingCut(page, 'the question')
  expect(double.countOpen()).toBe(0)

  await page.getByRole('button', { name: 'Bật thông báo' }).first().click()
  await expect(page.getByRole('status').getByText('Đang bật.')).toBeVisible()
  await expect.poll(() => readShown(page)).toEqual(['inbox: Ví BHYT: đã bật thông báo'])

  tell(issuer, mother.personId, 'email-changed')
  await expect.poll(() => readShown(page)).toEqual(['inbox: Ví BHYT: có việc cần xem ngay'])
  // The worker has fetched what it is about, while the page did nothing.
  await expect(page.getByRole('heading', { name: 'Địa chỉ email đã được đổi' })).toBeVisible()

  const answered = page.waitForResponse('**/api/push/kinds')
  await page.getByLabel('Trả lời của cơ quan BHXH').uncheck()
  await answered
  const before = double.received.length
  const silent = tell(issuer, mother.personId, 'report-answered')
  await expect.poll(() => isDone(issuer, silent)).toBe(true)
  expect(double.received).toHaveLength(before)

  await page.getByRole('link', { name: /^Tiện ích/ }).click()
  await page.getByLabel(/ngôn ngữ|language/i).selectOption('en')
  await page.getByRole('link', { name: /^Notices/ }).click()
  await expect(page.getByRole('status').getByText('On.', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Answers of the social security office')).not.toBeChecked()
  await expectNothingCut(page, 'the settings in English')

  await page.getByRole('link', { name: /^Services/ }).click()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  expect(double.countOpen()).toBe(0)
  const unheard = tell(issuer, mother.personId, 'email-changed')
  await expect.poll(() => isDone(issuer, unheard)).toBe(true)
  expect(double.received).toHaveLength(before)
  expect(await readShown(page)).toEqual([])
  expect(double.faults).toEqual([])
  await double.stop()
})
