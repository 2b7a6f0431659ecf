/** The officers' page: by role, with the real service, its codes and its log. */
import type { Page } from '@playwright/test'
import { DEMO_OFFICER_PASSWORD } from '../../src/issuer/demo/demo-office.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, test } from './fixtures.ts'
import { button } from './person.ts'

async function signInOfficer(page: Page, login: 'canbo' | 'phutrach' = 'canbo') {
  await page.goto('/office')
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.getByLabel('Mật khẩu').fill(DEMO_OFFICER_PASSWORD)
  await button(page, 'Đăng nhập').click()
  await expect(button(page, 'Tờ khai')).toBeVisible()
}

test('an officer approves a declaration, and the person gets a password', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('401', '422')
  await signInOfficer(page)
  await button(page, /Đặng Văn Chờ Mẫu/).click()
  await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeFocused()
  await expect(page.getByRole('row', { name: /Họ và tên .* Khớp/ })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Mặt trước giấy tờ' })).toBeVisible()

  await test.step('the number is the one on the original, not just any', async () => {
    await page.getByLabel('Số trên bản chính').fill('099000000000')
    await button(page, 'Duyệt và cấp tài khoản').click()
    await expect(page.getByRole('alert')).toContainText('I 160')
    await expect(page.getByLabel('Số trên bản chính')).toHaveValue('099000000000')
  })
  const number = page
    .getByRole('row', { name: /^Số giấy tờ/ })
    .getByRole('cell')
    .first()
  await page.getByLabel('Số trên bản chính').fill((await number.textContent()) ?? '')
  await button(page, 'Duyệt và cấp tài khoản').click()
  await expect(page.getByRole('status').filter({ hasText: 'Đã duyệt hồ sơ' })).toBeVisible()
  await expect(button(page, /Đặng Văn Chờ Mẫu/)).toBeHidden()

  const outbox = await (await page.request.get('/dev/outbox')).json()
  expect(outbox[0].body).toMatch(/mật khẩu/i)
  await page.getByRole('radio', { name: 'Đã duyệt' }).check({ force: true })
  await expect(button(page, /Đặng Văn Chờ Mẫu/)).toBeVisible()
})

test('differences are marked, and a refusal says why', async ({ page, expectedErrors }) => {
  expectedErrors.push('401')
  await signInOfficer(page)
  await button(page, /Hồ Thị Đợi Mẫu/).click()
  await expect(page.getByText('3 chỗ khác với dữ liệu')).toBeVisible()
  await expect(page.getByRole('row', { name: /Giới tính .* Khác/ })).toBeVisible()
  await page.getByText('Từ chối', { exact: true }).click()
  await page.getByLabel('Lý do').selectOption('Tờ khai không khớp dữ liệu')
  await page.getByLabel('Ghi thêm cho người dân').fill('Ngày sinh khác căn cước.')
  await button(page, 'Từ chối hồ sơ').click()
  await expect(page.getByRole('status').filter({ hasText: 'Đã từ chối hồ sơ' })).toBeVisible()
})

test('what an officer may not do is not offered, and refused', async ({ page, expectedErrors }) => {
  expectedErrors.push('401', '403')
  await signInOfficer(page)
  await expect(button(page, 'Nhật ký')).toBeHidden()
  expect((await page.request.get('/api/office/audit')).status()).toBe(403)
})

test('a patient is nobody at the office', async ({ page, expectedErrors }) => {
  expectedErrors.push('401')
  await signIn(page)
  await page.goto('/office')
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible()
  expect((await page.request.get('/api/office/declarations')).status()).toBe(401)
})

test('a browser whose worker still has the office in the wallet is led to the page of its own', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('401')
  // What such a worker answers comes down to this.
  const body = '<!doctype html><script type="module" src="/assets/office-screen-Abcd1234.js"></script>'
  await page.route('**/office', (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto('/office')
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/office.html')
})

test('an account that no office knows gets a new phone number from two officers, and the log says so', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('401', '409')
  const fill = async () => {
    await button(page, 'Cấp lại').click()
    await page.getByLabel('Mã số BHXH hoặc số định danh').fill('0099990009')
    await page.getByLabel('Số điện thoại mới', { exact: true }).fill('0000 777 001')
    await page.getByLabel('Số trên bản chính').fill('099204999909')
  }
  await signInOfficer(page, 'phutrach')
  await fill()
  await button(page, 'Gửi mã tới số điện thoại mới').click()
  await expect(page.getByRole('status').filter({ hasText: 'Đã gửi mã' })).toBeVisible()
  const [{ body }] = await (await page.request.get('/dev/outbox')).json()
  await page.getByLabel('Mã người dân đọc').fill(/\d{6}/.exec(body)?.[0] ?? '')
  await button(page, 'Cấp lại').last().click()
  await expect(page.getByRole('alert')).toContainText('I 160 090')
  await button(page, 'Đăng xuất').click()

  await signInOfficer(page)
  await fill()
  await button(page, 'Xác nhận cấp lại').click()
  await expect(page.getByRole('status').filter({ hasText: 'Đã cấp lại' })).toBeVisible()
  await button(page, 'Đăng xuất').click()

  await signInOfficer(page, 'phutrach')
  await button(page, 'Nhật ký').click()
  await expect(page.getByRole('cell', { name: 'Cấp lại tài khoản', exact: true })).toBeVisible()
})

test('when a session ends, what was open leaves the screen, and comes back for the same officer', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('401')
  await page.clock.install()
  await signInOfficer(page)
  await button(page, /Hồ Thị Đợi Mẫu/).click()
  await page.getByLabel('Số trên bản chính').fill('0991')
  await page.clock.fastForward('31:00')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: /Đã hết phiên làm việc/ })).toBeVisible()
  await expect(page.getByText(/Hồ Thị Đợi Mẫu/)).toHaveCount(0)
  await expect(page.getByRole('img', { includeHidden: true, name: /Mặt/ })).toHaveCount(0)
  await dialog.getByLabel('Tên đăng nhập').fill('canbo')
  await dialog.getByLabel('Mật khẩu').fill(DEMO_OFFICER_PASSWORD)
  await dialog.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeVisible()
  await expect(page.getByLabel('Số trên bản chính')).toHaveValue('0991')
})

test('an approval may ask for the password once more, and then goes through', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('401', '403', '422')
  await signInOfficer(page)
  await button(page, /Hồ Thị Đợi Mẫu/).click()
  await page.getByLabel('Số trên bản chính').fill('099000000000')
  // As after a quarter of an hour.
  await page.route(
    '**/approval',
    (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'officer_proof_needed' }),
      }),
    { times: 1 },
  )
  await button(page, 'Duyệt và cấp tài khoản').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'Nhập lại mật khẩu' })).toBeVisible()
  await dialog.getByLabel('Mật khẩu').fill('khong dung')
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(dialog.getByRole('alert')).toContainText('I 160 020')
  await dialog.getByLabel('Mật khẩu').fill(DEMO_OFFICER_PASSWORD)
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(dialog).toBeHidden()
  // The service has looked at it: this is not the number of the document.
  await expect(page.getByRole('alert')).toContainText('I 160 060')
})

test('an officer ends a session of their own elsewhere', async ({
  page,
  browser,
  baseURL,
  expectedErrors,
}) => {
  expectedErrors.push('401')
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {})
  const other = await elsewhere.newPage()
  await signInOfficer(other)
  await signInOfficer(page)
  await button(page, 'Phiên làm việc').click()
  await expect(page.getByText('Phiên này')).toBeVisible()
  await expectAccessible(page, 'own sessions')
  while ((await button(page, 'Kết thúc phiên').count()) > 0) {
    const before = await button(page, 'Kết thúc phiên').count()
    await button(page, 'Kết thúc phiên').first().click()
    await expect(button(page, 'Kết thúc phiên')).toHaveCount(before - 1)
  }
  expect((await other.request.get('/api/office/session')).status()).toBe(401)
  await elsewhere.close()
})

test('a session that ends is taken up again, and nothing typed is lost', async ({
  page,
  context,
  expectedErrors,
}) => {
  expectedErrors.push('401')
  await signInOfficer(page)
  await button(page, /Hồ Thị Đợi Mẫu/).click()
  await page.getByText('Từ chối', { exact: true }).click()
  await page.getByLabel('Lý do').selectOption('Lý do khác')
  await page.getByLabel('Ghi thêm cho người dân').fill('Thiếu giấy tờ.')
  await context.clearCookies()
  await button(page, 'Từ chối hồ sơ').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên đăng nhập').fill('canbo')
  await dialog.getByLabel('Mật khẩu').fill(DEMO_OFFICER_PASSWORD)
  await dialog.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByLabel('Ghi thêm cho người dân')).toHaveValue('Thiếu giấy tờ.')
  await button(page, 'Từ chối hồ sơ').click()
  await expect(page.getByRole('status').filter({ hasText: 'Đã từ chối hồ sơ' })).toBeVisible()
})

test('an officer who signs in after another one sees nothing of what was open', async ({
  page,
  expectedErrors,
  context,
}) => {
  expectedErrors.push('401')
  await signInOfficer(page)
  await button(page, /Hồ Thị Đợi Mẫu/).click()
  await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeVisible()
  await context.clearCookies()
  // By the keyboard: the pictures may still be coming in and move it from under a pointer.
  await page.getByText('Từ chối', { exact: true }).press('Enter')
  await page.getByLabel('Lý do').selectOption('Lý do khác')
  await page.getByLabel('Ghi thêm cho người dân').fill('Thiếu giấy tờ.')
  await button(page, 'Từ chối hồ sơ').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên đăng nhập').fill('phutrach')
  await dialog.getByLabel('Mật khẩu').fill(DEMO_OFFICER_PASSWORD)
  await dialog.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(dialog).toBeHidden()
  await expect(button(page, /Hồ Thị Đợi Mẫu/)).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeHidden()
})

for (const width of [320, 1280]) {
  test(`readable at ${width} px`, async ({ page, expectedErrors }) => {
    expectedErrors.push('401')
    await page.setViewportSize({ width, height: 800 })
    await signInOfficer(page, 'phutrach')
    await button(page, /Hồ Thị Đợi Mẫu/).click()
    await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeVisible()
    await expectAccessible(page, 'a declaration')
    await expectNothingCut(page, 'a declaration')
  })
}
