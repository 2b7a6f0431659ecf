/** The first visit, as the README sends people: to the front door, not to the sign-in form. */
import { expect, refresh, test, waitForWorker } from './fixtures.ts'
import { button, card, confirmBrowser } from './person.ts'

test('a sign-in that began at the front door ends there; a session that ended asks for another and leaves the card', async ({
  page,
  context,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED', '401')
  await page.goto('/')
  await test.step('a wrong password gets a coded answer, and nothing typed is lost', async () => {
    await page.getByLabel(/mã số bhxh/i).fill('0099000001')
    await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau')
    await button(page, /^Đăng nhập$/).click()
    await expect(page.getByRole('alert')).toContainText('I 120 010')
    await expect(page.getByLabel(/mã số bhxh/i)).toHaveValue('0099000001')
  })
  await test.step('without a network it says so and keeps what was typed', async () => {
    await waitForWorker(page)
    await context.setOffline(true)
    await page.getByLabel(/mã số bhxh/i).fill('0099000001')
    await page.getByLabel('Mật khẩu', { exact: true }).fill('mat-khau')
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('W 110 010')
    await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveValue('mat-khau')
    await context.setOffline(false)
  })
  await page.getByLabel(/mã số bhxh/i).fill(mother.login)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(mother.password)
  await button(page, /^Đăng nhập$/).click()
  await confirmBrowser(page)
  await expect(card(page)).toBeAttached()
  await expect(page).toHaveURL('/')
  await page.reload()
  await expect(card(page)).toBeAttached()
  await test.step('a session that ended', async () => {
    await waitForWorker(page)
    await context.clearCookies()
    expect(await refresh(page)).toBe('not_signed_in')
    await page.reload()
    await expect(page.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeVisible()
    await expect(page.getByText(/cần đăng nhập lại để cập nhật/i)).toBeVisible()
  })
})
