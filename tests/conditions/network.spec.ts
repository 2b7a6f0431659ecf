/** Networks and devices that say what is not so. */
import { expect, signIn, test, waitForWorker } from '../e2e/fixtures.ts'

test('a device that says it has no network, and has one: the wallet refreshes, and the account opens', async ({
  page,
  context,
  mother,
}) => {
  await signIn(page, mother)
  await waitForWorker(page)
  await context.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }))
  await page.goto('/')
  await expect(page.getByText(/^Cập nhật/)).toBeVisible()
  await expect(page.getByText('Mất mạng – thẻ vẫn dùng được.').first()).toBeHidden()
  await page.goto('/tien-ich/tai-khoan')
  await expect(page.getByText(mother.login, { exact: true })).toBeVisible()
})
