/** The first visit, as the README sends people: to the front door, not to the sign-in form. */
import { expect, test } from './fixtures.ts'
import { button, card, confirmBrowser } from './person.ts'

// Whole flows, each through several screens.
test.describe.configure({ timeout: 180_000 })

test('a sign-in that began at the front door ends there, and a reload shows the card', async ({
  page,
  mother,
}) => {
  await page.goto('/')
  await page.getByLabel(/mã số bhxh/i).fill(mother.login)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(mother.password)
  await button(page, /^Đăng nhập$/).click()
  await confirmBrowser(page)
  await expect(card(page)).toBeAttached()
  await expect(page).toHaveURL('/')
  await page.reload()
  await expect(card(page)).toBeAttached()
})
