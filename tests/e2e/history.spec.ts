/**
 * What was paid in, what was paid out, the visits, what is new: offline, on a narrow phone. tests/screens has
 * the demo's five people, in two languages.
 */
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { readHistory, writeHistory } from '../../src/issuer/db/history-document.ts'
import { expectNothingCut } from './accessible.ts'
import { expect, refresh, signIn, test, waitForLater, waitForWorker } from './fixtures.ts'
import { goOffline } from './opened-history.ts'

/** Opens one insurance, by the summary that a finger would hit; resolves when its content is there. */
async function open(page: Page, name: string) {
  const details = page.locator('details', { has: page.getByRole('heading', { name, exact: true }) })
  await details.locator('summary').click()
  await expect(details.getByRole('figure')).toBeVisible()
  return details
}

test('offline: the first answer carries the totals, every part has its facts, and a guardian reads the child’s visits until the link ends', async ({
  page,
  context,
  request,
  mother,
}) => {
  await goOffline(page, mother)
  for (const [path, fact] of [
    ['/qua-trinh', 'Bảo hiểm xã hội'],
    ['/qua-trinh/huong', 'Chế độ thai sản'],
    ['/qua-trinh/kham', 'Cùng chi trả năm'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByText(fact).first()).toBeVisible()
    await expectNothingCut(page, path)
  }
  const answer = await page.goto('/qua-trinh')
  const html = (await answer?.text()) ?? ''
  expect(html).toContain('<h2>Bảo hiểm xã hội</h2>')
  expect(html).toContain('class="total"')
  const details = await open(page, 'Bảo hiểm y tế')
  await expect(details.getByText(/5 năm liên tục/)).toBeVisible()
  await expect(page.locator('.history')).toHaveCount(1)
  await test.step('a guardian reads the child’s visits, until the link ends', async () => {
    await page.goto('/qua-trinh/kham')
    const whose = page.getByLabel('Xem của ai')
    await expect(whose.getByRole('option')).toHaveText([
      /Nguyễn Thị Mẫu/,
      /Con: Trần Minh Mẫu/,
      /Con: Trần Bảo Ngọc Mẫu/,
    ])
    await whose.selectOption({ label: 'Con: Trần Minh Mẫu' })
    await expect(page.getByText(/Nhiễm trùng đường hô hấp trên cấp/).first()).toBeVisible()

    await context.setOffline(false)
    const [son] = mother.others
    const ended = await request.post('/dev/guardian-changes', {
      data: { guardian: mother.login, dependant: son, relation: null },
    })
    expect(ended.status()).toBe(204)
    // The page may have asked by itself as soon as there was a network.
    expect(['fresh', 'unchanged']).toContain(await refresh(page))
    await context.setOffline(true)
    await page.goto('/qua-trinh/kham')
    await expect(whose.getByRole('option')).toHaveText([/Nguyễn Thị Mẫu/, /Con: Trần Bảo Ngọc Mẫu/])
    await page.goto('/')
    await waitForLater(page)
    await expect(page.getByText('Minh Mẫu', { exact: true })).toHaveCount(0)
  })
})

test('what is new is marked until it was seen, and the keyboard reaches the rest', async ({
  page,
  issuer,
  openAccount,
}) => {
  const { personId: id, ...account } = await openAccount('manyJobs')
  await signIn(page, account)
  await waitForWorker(page)
  expect(await refresh(page)).toMatch(/fresh|unchanged/)
  await page.goto('/qua-trinh')
  const tab = page.getByRole('link', { name: /^Có gì mới/ })
  await expect(tab).toHaveText('Có gì mới')
  const database = new DatabaseSync(issuer.databaseFile)
  const row = database.prepare('select document from histories where person_id = ?').get(id)
  const history = readHistory(String(row?.['document']))
  const participation = history.participation.map(({ debtMonths, ...run }) => run)
  const changed = writeHistory({ ...history, participation })
  database.prepare('update histories set document = ? where person_id = ?').run(changed, id)
  database.prepare('update snapshots set renew_at = 0 where person_id = ?').run(id)
  database.close()
  expect(await refresh(page)).toBe('fresh')
  await expect(tab).toHaveText(/Có gì mới\s*có mục mới/)
  await page.context().setOffline(true)
  await tab.click()
  await expect(page.getByText('Đóng bù 4 tháng đã chậm')).toBeVisible()
  await page.getByRole('button', { name: 'Đã xem hết' }).click()
  await expect(page.getByText('Đã xem hết.')).toBeVisible()
  await expect(tab).toHaveText('Có gì mới')
  await page.reload()
  await expect(tab).toHaveText('Có gì mới')
  await expect(page.getByText('Đóng bù 4 tháng đã chậm')).toBeHidden()
  await test.step('by keyboard alone: an insurance opened, its table reached', async () => {
    await page.goto('/qua-trinh')
    const press = async (key: string, until: () => Promise<boolean>) => {
      for (let presses = 0; presses < 60 && !(await until()); presses++) await page.keyboard.press(key)
      expect(await until()).toBe(true)
    }
    const isFocused = (selector: string) => () =>
      page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
    await press('Tab', isFocused('summary'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('figure')).toBeVisible()
    await press('Tab', isFocused('input[name^="as-"]'))
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('table')).toBeVisible()
    await press('Tab', isFocused('.table-box'))
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('.table-box').evaluate((box) => box.scrollLeft)).toBeGreaterThan(0)
  })
})

test('what stands in its place without a sign-in, where its rows lead, and what damage says', async ({
  page,
  openAccount,
}) => {
  await page.goto('/qua-trinh')
  await expect(page.getByRole('link', { name: 'Đăng nhập' })).toBeVisible()
  await goOffline(page, await openAccount('youngWorker'))
  await test.step('each row leads to the form for mistakes, which knows which row it is', async () => {
    await page.goto('/qua-trinh/huong')
    await page
      .getByRole('link', { name: /^Có gì sai\? Chế độ ốm đau/ })
      .first()
      .click()
    await expect(page).toHaveURL(/\/tien-ich\/bao-sai$/)
    await expect(page.getByText(/Chế độ ốm đau/)).toBeVisible()
  })
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('vi-bhyt')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('history', 'readwrite')
          const store = transaction.objectStore('history')
          store.openCursor().onsuccess = (event) => {
            const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result
            if (!cursor) return
            cursor.update({ ...cursor.value, sealed: new Uint8Array(40) })
            cursor.continue()
          }
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
  )
  await page.goto('/qua-trinh')
  await expect(page.getByRole('alert')).toContainText('W 100 040')
  await page.goto('/')
  await expect(page.locator('svg.qr')).toBeVisible()
})
