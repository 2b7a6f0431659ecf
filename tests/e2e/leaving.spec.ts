/**
 * Signing out and erasing: what is left on the device, looked up in the database, the caches and the cookies.
 */
import type { Page } from '@playwright/test'
import type { OwnAccount } from '../support/issuer/add-household.ts'
import { expect, signIn, test, waitForAllFiles, waitForWorker } from './fixtures.ts'

/** Every row, cache and cookie of the wallet, as text. */
async function readDevice(page: Page) {
  const stored = await page.evaluate(async () => {
    const toText = (value: unknown) =>
      JSON.stringify(value, (_key, part) =>
        part instanceof Uint8Array ? new TextDecoder().decode(part) : part,
      )
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const rows: Record<string, string[]> = {}
    for (const { name } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([ask(all.getAllKeys()), ask(all.getAll())])
        rows[store] = keys.map((key, at) => `${String(key)} ${toText(values[at])}`)
      }
      database.close()
    }
    const cached: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const path = new URL(request.url).pathname
        const isText = !/\.(wasm|png|svg|cose|woff2?)$/.test(path)
        cached.push(`${name} ${path} ${isText ? await (await cache.match(request))?.text() : ''}`)
      }
    }
    return { rows, cached, other: [localStorage.length, sessionStorage.length] }
  })
  const cookies = (await page.context().cookies()).map(({ name }) => name)
  return { ...stored, cookies }
}

/** Names, numbers and texts of the family, as they would stand in a row or a cache. */
const describeFamily = ({ login, others }: OwnAccount) =>
  new RegExp(['Nguyễn Thị Mẫu|NGUYỄN THỊ MẪU|Trần (Minh|Bảo)', login, ...others].join('|'))

async function addOwnCard(page: Page) {
  await page.goto('/them-the/nhap-tay')
  await page
    .getByLabel(/số thẻ|mã số/i)
    .first()
    .fill('0188880001')
  await page.getByLabel('Họ và tên').fill('Trần Thị Ngoại')
  await page.getByLabel('Ngày sinh').fill('1950')
  await page.getByRole('button', { name: /cất|lưu|thêm/i }).click()
  await expect(page.getByText('Trần Thị Ngoại').first()).toBeVisible()
}

async function leave(page: Page, opener: string, confirm: string) {
  await page.goto('/tien-ich')
  await page.getByRole('button', { name: opener }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: confirm }).click()
}

const signOut = (page: Page) => leave(page, 'Đăng xuất khỏi máy này', 'Xóa và đăng xuất')

test('signing out leaves nothing of the person on the device; without a network it wipes at once and ends the session later', async ({
  page,
  context,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  const ofTheFamily = describeFamily(mother)
  await signIn(page, mother)
  // Without a network it asks for some that a busy browser has not kept by then.
  await waitForAllFiles(page)
  const before = await readDevice(page)
  expect(before.cookies).not.toEqual([])
  expect(before.cached.some((entry) => ofTheFamily.test(entry))).toBe(true)
  await signOut(page)
  await expect(page.getByRole('button', { name: 'Đăng nhập', exact: true })).toBeVisible()
  await expect.poll(async () => (await readDevice(page)).cookies).toEqual([])
  const { rows, cached, other } = await readDevice(page)
  for (const store of ['keys', 'cards', 'state', 'history', 'drafts', 'choices', 'preferences']) {
    expect(rows[store], store).toEqual([])
  }
  expect(cached.filter((entry) => ofTheFamily.test(entry))).toEqual([])
  const ready = cached.filter((entry) => entry.startsWith('vi-bhyt-ready'))
  expect(ready).toHaveLength(2)
  expect(ready.filter((entry) => ofTheFamily.test(entry))).toEqual([])
  expect(other).toEqual([0, 0])
  await context.setOffline(true)
  const cold = await context.newPage()
  await cold.goto('/')
  await expect(cold.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeHidden()
  await cold.close()
  await test.step('without a network', async () => {
    await context.setOffline(false)
    await signIn(page, mother)
    await context.setOffline(true)
    await signOut(page)
    await expect(page.getByRole('button', { name: 'Đăng nhập', exact: true })).toBeVisible()
    const offline = await readDevice(page)
    expect(offline.cookies).not.toEqual([])
    expect(offline.rows['cards']).toEqual([])
    expect(offline.rows['preferences']).toHaveLength(1)
    await context.setOffline(false)
    await page.reload()
    await expect.poll(async () => (await readDevice(page)).cookies).toEqual([])
    await expect.poll(async () => (await readDevice(page)).rows['preferences']).toEqual([])
  })
})

test('a self-declared card outlives the sign-out, an erasure takes it', async ({ page, context, mother }) => {
  const ofTheFamily = describeFamily(mother)
  await signIn(page, mother)
  await waitForWorker(page)
  await addOwnCard(page)
  const other = await context.newPage()
  await other.goto('/')
  await expect(other.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeVisible()
  await signOut(page)
  await expect(page.getByRole('heading', { name: /của trần thị ngoại/i })).toBeAttached()
  // The page that was open beside it shows the person's cards no longer.
  await expect(other.getByRole('heading', { name: /của trần thị ngoại/i })).toBeAttached()
  const left = await readDevice(page)
  expect(left.rows['cards']).toHaveLength(1)
  expect(left.rows['keys']).toHaveLength(1)
  expect(left.rows['state']).toEqual([])
  expect(left.rows['history']).toEqual([])
  expect(
    [...left.cached, ...Object.values(left.rows).flat()].filter((text) => ofTheFamily.test(text)),
  ).toEqual([])

  await leave(page, 'Xóa hết trên máy này', 'Xóa hết')
  await expect(page.getByRole('button', { name: 'Đăng nhập', exact: true })).toBeVisible()
  const erased = await readDevice(page)
  for (const store of ['keys', 'cards', 'drafts', 'choices', 'preferences']) {
    expect(erased.rows[store], store).toEqual([])
  }
  expect(erased.cached.filter((entry) => entry.includes('Trần Thị Ngoại'))).toEqual([])
})
