/** The officers' page: by role, with the real service, its codes and its log. */
import { Secret } from 'otpauth'
import { scanPicture } from '../../src/cli/scan-picture.ts'
import { argon2Hasher } from '../../src/issuer/accounts/password.ts'
import { createAuditLog } from '../../src/issuer/audit/audit-log.ts'
import { generateAuthenticatorCode } from '../../src/issuer/back-office/authenticators.ts'
import { createOfficers } from '../../src/issuer/back-office/officers.ts'
import { openDatabase } from '../../src/issuer/db/open-database.ts'
import { demoSecrets } from '../../src/issuer/demo/demo.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, test, testAlone, testWithoutWorker } from './fixtures.ts'
import { listSent, readCode } from './messages.ts'
import { fillSignIn, signInOfficer } from './officer.ts'
import { readUnusedCode } from './officer-code.ts'
import { button } from './person.ts'

testAlone(
  'an officer approves a declaration, and the person gets a password; another is refused',
  async ({ page, context, expectedErrors }) => {
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
    expect(outbox[0].body).toMatch(/m[aậ]t kh[aẩ]u/i)
    await page.getByRole('radio', { name: 'Đã duyệt' }).check({ force: true })
    await expect(button(page, /Đặng Văn Chờ Mẫu/)).toBeVisible()

    await test.step('differences are marked; a session that ends is taken up again, and nothing typed is lost', async () => {
      await page.getByRole('radio', { name: 'Đang chờ' }).check({ force: true })
      await button(page, /Hồ Thị Đợi Mẫu/).click()
      await expect(page.getByText('3 chỗ khác với dữ liệu')).toBeVisible()
      await expect(page.getByRole('row', { name: /Giới tính .* Khác/ })).toBeVisible()
      await page.getByText('Từ chối', { exact: true }).click()
      await page.getByLabel('Lý do').selectOption('Tờ khai không khớp dữ liệu')
      await page.getByLabel('Ghi thêm cho người dân').fill('Ngày sinh khác căn cước.')
      await context.clearCookies()
      await button(page, 'Từ chối hồ sơ').click()
      const dialog = page.getByRole('dialog')
      await fillSignIn(dialog, 'canbo')
      await expect(dialog).toBeHidden()
      await expect(page.getByLabel('Ghi thêm cho người dân')).toHaveValue('Ngày sinh khác căn cước.')
    })
    await test.step('a refusal says why', async () => {
      await button(page, 'Từ chối hồ sơ').click()
      await expect(page.getByRole('status').filter({ hasText: 'Đã từ chối hồ sơ' })).toBeVisible()
    })
  },
)

test('what an officer may not do is not offered, and refused', async ({ page, expectedErrors }) => {
  expectedErrors.push('401', '403')
  await signInOfficer(page)
  await expect(button(page, 'Nhật ký')).toBeHidden()
  expect((await page.request.get('/api/office/audit')).status()).toBe(403)
})

testWithoutWorker('a patient is nobody at the office', async ({ page, mother, expectedErrors }) => {
  expectedErrors.push('401')
  await signIn(page, mother)
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
  openAccount,
  newPhone,
  expectedErrors,
}) => {
  expectedErrors.push('401', '409')
  const { login, personalId } = await openAccount('youngWorker')
  const fill = async () => {
    await button(page, 'Cấp lại').click()
    await page.getByLabel('Mã số BHXH hoặc số định danh').fill(login)
    await page.getByLabel('Số điện thoại mới', { exact: true }).fill(newPhone)
    await page.getByLabel('Số trên bản chính').fill(personalId)
  }
  await signInOfficer(page, 'phutrach')
  await fill()
  const before = await listSent(page)
  await button(page, 'Gửi mã tới số điện thoại mới').click()
  await expect(page.getByRole('status').filter({ hasText: 'Đã gửi mã' })).toBeVisible()
  await page.getByLabel('Mã người dân đọc').fill(await readCode(page, { before, to: newPhone }))
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
  await expect(page.getByRole('cell', { name: 'Cấp lại tài khoản', exact: true }).first()).toBeVisible()
})

test('an officer’s first sign-in sets up the authenticator, then the password', async ({
  page,
  issuer,
  newPhone,
  expectedErrors,
}, testInfo) => {
  expectedErrors.push('401')
  const database = openDatabase({ file: issuer.databaseFile })
  const audit = createAuditLog(database, demoSecrets.keyEncryptionKey)
  const officers = createOfficers(database, { hasher: argon2Hasher, audit })
  const officer = {
    login: `moi${newPhone}`,
    fullName: 'Cán Bộ Mới',
    officeCode: '00191',
    role: 'officer',
  } as const
  const added = await officers.add(officer, Math.floor(Date.now() / 1000))
  await database.close()
  const first = added.ok ? added.value : ''

  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto('/office')
  await page.getByLabel('Tên đăng nhập').fill(officer.login)
  await page.getByLabel('Mật khẩu').fill(first)
  await button(page, 'Đăng nhập').click()
  await expect(page.getByRole('heading', { name: 'Cài ứng dụng xác thực' })).toBeVisible()
  await expectAccessible(page, 'setting up the authenticator')
  await expectNothingCut(page, 'setting up the authenticator')
  const key = (await page.locator('.authenticator-key').textContent())?.replaceAll(' ', '') ?? ''
  const secret = new Uint8Array(Secret.fromBase32(key).buffer)
  await test.step('the QR code holds the same key, for the app', async () => {
    const path = testInfo.outputPath('authenticator.png')
    await page.getByRole('img', { name: /Mã QR/ }).screenshot({ path })
    const found = await scanPicture(path)
    const uri = found.ok ? found.value.text : ''
    expect(uri).toMatch(/^otpauth:\/\/totp\//)
    expect(new URL(uri).searchParams.get('secret')).toBe(key)
  })
  await page.getByLabel('Mã ứng dụng vừa hiện').fill(generateAuthenticatorCode(secret, Date.now() / 1000))
  await button(page, 'Xác nhận').click()
  await expect(page.getByRole('heading', { name: 'Đổi mật khẩu lần đầu' })).toBeVisible()
  await page.getByLabel('Mật khẩu được cấp').fill(first)
  await page.getByLabel('Mật khẩu mới').fill('mot cau dai va rieng')
  await button(page, 'Đổi mật khẩu').click()
  await expect(button(page, 'Tờ khai')).toBeVisible()
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
  await fillSignIn(dialog, 'canbo')
  await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeVisible()
  await expect(page.getByLabel('Số trên bản chính')).toHaveValue('0991')
})

test('an approval may ask for a code once more, and then goes through', async ({ page, expectedErrors }) => {
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
  await expect(dialog.getByRole('heading', { name: 'Nhập lại mã xác thực' })).toBeVisible()
  await dialog.getByLabel('Mã xác thực').fill('12')
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(dialog.getByLabel('Mã xác thực')).toHaveValue('')
  // As apps show it.
  const code = await readUnusedCode(page.url(), 'canbo')
  await dialog.getByLabel('Mã xác thực').fill(code.replace(/^.../, '$& '))
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
  await fillSignIn(dialog, 'phutrach')
  await expect(dialog).toBeHidden()
  await expect(button(page, /Hồ Thị Đợi Mẫu/)).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeHidden()
})

test('readable at 320 and 1280 px', async ({ page, expectedErrors }) => {
  expectedErrors.push('401')
  await page.setViewportSize({ width: 320, height: 800 })
  await signInOfficer(page, 'phutrach')
  await button(page, /Hồ Thị Đợi Mẫu/).click()
  await expect(page.getByRole('heading', { name: /^Hồ sơ DK-/ })).toBeVisible()
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectAccessible(page, `a declaration at ${width} px`)
    await expectNothingCut(page, `a declaration at ${width} px`)
  }
})
