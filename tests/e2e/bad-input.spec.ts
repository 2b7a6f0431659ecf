import { expect, refresh, signIn, test, waitForWorker } from './fixtures.ts'

test('a wrong password gets a coded answer, and nothing typed is lost', async ({ page, expectedErrors }) => {
  expectedErrors.push('401')
  await page.goto('/dang-nhap')
  await page.getByLabel(/mã số bhxh/i).fill('0099000001')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau')
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('I 120 010')
  await expect(page.getByLabel(/mã số bhxh/i)).toHaveValue('0099000001')
})

test('without a network the sign-in says so and keeps what was typed', async ({
  page,
  context,
  expectedErrors,
}) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.goto('/dang-nhap')
  await waitForWorker(page)
  await context.setOffline(true)
  await page.getByLabel(/mã số bhxh/i).fill('0099000001')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('mat-khau')
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('W 110 010')
  await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveValue('mat-khau')
})

test('a session that ended asks to sign in and leaves the card', async ({
  page,
  context,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('401')
  await signIn(page, mother)
  await waitForWorker(page)
  await context.clearCookies()
  expect(await refresh(page)).toBe('not_signed_in')
  await page.reload()
  await expect(page.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeVisible()
  await expect(page.getByText(/cần đăng nhập lại để cập nhật/i)).toBeVisible()
})
