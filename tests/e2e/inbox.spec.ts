/** The inbox: what a person was told, on the device, with and without a network. */
import { DatabaseSync } from 'node:sqlite'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, type SharedIssuer, signIn, test, waitForAllFiles } from './fixtures.ts'

function withDatabase<T>({ databaseFile }: SharedIssuer, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(databaseFile)
  database.exec('pragma busy_timeout = 5000')
  try {
    return use(database)
  } finally {
    database.close()
  }
}

function tellOfNewEmail(issuer: SharedIssuer, personId: number) {
  const insert = `insert into inbox_items (person_id, id, code, content, created_at)
    values (?, ?, 'email-changed', '{"to":"m***@example.vn"}', unixepoch())`
  withDatabase(issuer, (database) => database.prepare(insert).run(personId, 'A'.repeat(16)))
}

/** The reading of them is told by the outbox, later. */
function countUnread(issuer: SharedIssuer, personId: number): unknown {
  const count = 'select count(*) as unread from inbox_items where person_id = ? and read_at is null'
  return withDatabase(issuer, (database) => database.prepare(count).get(personId)?.['unread'])
}

test('a notice is counted on the bar, read, and there without a network', async ({
  page,
  context,
  issuer,
  mother,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  tellOfNewEmail(issuer, mother.personId)
  await signIn(page, mother)
  await waitForAllFiles(page)
  // Signing in here may be among them.
  const unread = countUnread(issuer, mother.personId)
  await page.getByRole('link', { name: `Tiện ích ${unread} thông báo chưa đọc`, exact: true }).click()
  await page.getByRole('link', { name: /^Thông báo/ }).click()
  const notice = page.getByRole('listitem').filter({ hasText: 'Địa chỉ email đã được đổi' })
  await expect(notice.getByText('Mới', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Tiện ích', exact: true })).toBeVisible()
  await expect.poll(() => countUnread(issuer, mother.personId)).toBe(0)
  await expectAccessible(page, 'the inbox')
  await expectNothingCut(page, 'the inbox')
  await context.setOffline(true)
  await page.reload()
  await expect(notice).toBeVisible()
  await expect(notice.getByText('Mới', { exact: true })).toBeHidden()
})
