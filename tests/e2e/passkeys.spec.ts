/** Fingerprint or face, by a virtual authenticator. It belongs to its page, so each test stays in one. */
import type { Page } from '@playwright/test'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, testWithoutWorker as test } from './fixtures.ts'
import { button, card } from './person.ts'

async function addAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { devtools, authenticatorId }
}

async function signOut(page: Page) {
  await page.goto('/tien-ich')
  await button(page, 'Đăng xuất khỏi máy này').click()
  await button(page, 'Xóa và đăng xuất').click()
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
}

test('a device that knows no passkey says so; one is added, signs in after a sign-out, is renamed and removed', async ({
  page,
  expectedErrors,
  mother,
}) => {
  await addAuthenticator(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/dang-nhap')
  await button(page, 'Vân tay hoặc khuôn mặt').click()
  await expect(page.getByText(/^Máy chưa xác nhận được/)).toBeVisible()
  const sent: string[] = []
  page.on('request', (request) => {
    if (/passkey/.test(request.url())) sent.push(request.postData() ?? '')
  })
  await signIn(page, mother)
  await page.goto('/tien-ich/van-tay')
  await expect(page.getByText('Chưa thêm máy nào.')).toBeVisible()
  await expectAccessible(page, 'no passkey')
  await expectNothingCut(page, 'no passkey')
  await page.getByLabel('Nhập mật khẩu để xác nhận').fill(mother.password)
  await button(page, 'Thêm máy này').click()
  await expect(page.getByText(/^Đã thêm\./)).toBeVisible()
  await expectAccessible(page, 'one passkey')
  await expectNothingCut(page, 'one passkey')
  await page.getByLabel('Nhập mật khẩu để xác nhận').fill(mother.password)
  await button(page, 'Thêm máy này').click()
  await expect(page.getByText('Máy này đã được thêm rồi.')).toBeVisible()

  await signOut(page)
  await button(page, 'Vân tay hoặc khuôn mặt').click()
  await expect(card(page)).toBeAttached()
  expect(sent.join()).toContain('clientDataJSON')
  expect(sent.join()).not.toMatch(/"(clientExtensionResults|prf)"/)

  await page.goto('/tien-ich/van-tay')
  await page.getByText('Đổi tên, xóa').click()
  await page.getByLabel('Tên', { exact: true }).fill('Điện thoại của mẹ')
  await button(page, 'Lưu tên').click()
  await expect(page.getByText('Điện thoại của mẹ').first()).toBeVisible()
  await page.getByRole('button', { name: 'Xóa', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expectNothingCut(page, 'removing a passkey')
  await dialog.getByRole('button', { name: 'Xóa' }).click()
  await expect(dialog).toBeVisible()
  await dialog.getByLabel('Nhập mật khẩu để xác nhận').fill(mother.password)
  await dialog.getByRole('button', { name: 'Xóa' }).click()
  await expect(page.getByText('Đã xóa Điện thoại của mẹ.')).toBeVisible()
  await expect(page.getByText('Chưa thêm máy nào.')).toBeVisible()

  expectedErrors.push('Failed to load resource')
  await signOut(page)
  await button(page, 'Vân tay hoặc khuôn mặt').click()
  await expect(page.getByText('I 120 220')).toBeVisible()
})

test('without an authenticator nothing of it is offered', async ({ page, mother }) => {
  await page.goto('/dang-nhap')
  await expect(button(page, 'Đăng nhập bằng VNeID')).toBeVisible()
  await expect(button(page, 'Vân tay hoặc khuôn mặt')).toBeHidden()
  await signIn(page, mother)
  await page.goto('/tien-ich/van-tay')
  await expect(page.getByText(/chưa dùng được vân tay/)).toBeVisible()
  await expect(button(page, 'Thêm máy này')).toBeHidden()
})
