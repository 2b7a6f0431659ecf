/**
 * Personal information: what can be changed here, by codes; the password; the request to close the account.
 */
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, test, testWithoutWorker, waitForAllFiles, withoutWorker } from './fixtures.ts'
import { listSent, readCode } from './messages.ts'
import { button, card, confirmBrowser, openPhone, typePassword } from './person.ts'

const sentence = 'bốn con mèo ngủ trưa'

testWithoutWorker(
  'the address is changed by a code to the phone, the email by a code to the new one; the account is asked to be closed',
  async ({ page, expectedErrors, mother }) => {
    expectedErrors.push('422', '401', '403')
    await page.setViewportSize({ width: 320, height: 640 })
    await signIn(page, mother)
    await page.goto('/tien-ich/tai-khoan')
    await expect(page.getByText('Nguyễn Thị Mẫu')).toBeVisible()
    await expect(page.getByText('05/03/1988')).toBeVisible()
    await expect(page.getByText(mother.email)).toBeVisible()
    await expectAccessible(page, 'personal information')
    await expectNothingCut(page, 'personal information')
    await test.step('house and street typed, the ward chosen', async () => {
      await button(page, 'Thêm địa chỉ').click()
      await page.getByLabel('Số nhà, đường, thôn xóm').fill('12 Lý Thường Kiệt')
      await page.getByRole('combobox').selectOption('Thành phố Hà Nội')
      await button(page, 'Gửi mã').click()
      await expect(page.getByText('Hãy chọn tỉnh, rồi chọn xã hoặc phường.')).toBeVisible()
      await page.getByLabel('Tìm xã, phường, đặc khu').fill('hoan kiem')
      await page.getByRole('radio', { name: 'Phường Hoàn Kiếm' }).check({ force: true })
      await expectAccessible(page, 'changing the address')
      await expectNothingCut(page, 'changing the address')
      const before = await listSent(page)
      await button(page, 'Gửi mã').click()
      await page.getByLabel('Mã xác nhận (6 số)').fill(await readCode(page, { before, to: mother.phone }))
      await button(page, 'Xác nhận và lưu').click()
      await expect(page.getByText('Đã đổi xong.')).toBeVisible()
      await expect(page.getByText('12 Lý Thường Kiệt, Phường Hoàn Kiếm, Thành phố Hà Nội')).toBeVisible()
    })
    await button(page, 'Đổi email').click()
    await page.getByLabel('Địa chỉ email').fill(`moi.${mother.email}`)
    await page.locator('.contacts').getByLabel('Nhập mật khẩu để xác nhận').fill(mother.password)
    const before = await listSent(page)
    await button(page, 'Gửi mã').click()
    const code = await readCode(page, { before, to: `moi.${mother.email}` })
    const field = page.getByLabel('Mã xác nhận (6 số)')
    await field.fill(code === '111111' ? '222222' : '111111')
    await expectAccessible(page, 'changing the email')
    await expectNothingCut(page, 'changing the email')
    await button(page, 'Xác nhận và lưu').click()
    await expect(page.getByText('I 140 010')).toBeVisible()
    await field.fill(code)
    await button(page, 'Xác nhận và lưu').click()
    await expect(page.getByText('Đã đổi xong.')).toBeVisible()
    await expect(page.getByText(`moi.${mother.email}`)).toBeVisible()
    await test.step('the account is asked to be closed, and it shows', async () => {
      await page.getByText('Hủy tài khoản giao dịch điện tử').click()
      await page.getByLabel('Nhập mật khẩu để xác nhận').fill(mother.password)
      await button(page, 'Gửi yêu cầu hủy').click()
      await expect(page.getByText(/^Đã gửi yêu cầu hủy tài khoản ngày/)).toBeVisible()
      await page.reload()
      await expect(page.getByText(/^Đã gửi yêu cầu hủy tài khoản ngày/)).toBeVisible()
      await expectAccessible(page, 'closing requested')
    })
  },
)

testWithoutWorker(
  'the phone number is changed by codes to the old and the new one; the password, and the next sign-in needs it',
  async ({ page, expectedErrors, mother, newPhone }) => {
    expectedErrors.push('422', '401', '403')
    await page.setViewportSize({ width: 320, height: 640 })
    await signIn(page, mother)
    await test.step('the phone number', async () => {
      await page.goto('/tien-ich/tai-khoan')
      await button(page, 'Đổi số điện thoại').click()
      await page.getByLabel('Số điện thoại mới').fill(newPhone.replace(/(?<=^...)|(?<=^......)/g, ' '))
      await page.locator('.contacts').getByLabel('Nhập mật khẩu để xác nhận').fill(mother.password)
      const before = await listSent(page)
      await button(page, 'Gửi mã đến hai số').click()
      await page.getByLabel('Mã gửi đến số cũ').fill(await readCode(page, { before, to: mother.phone }))
      await page.getByLabel('Mã gửi đến số mới').fill(await readCode(page, { before, to: newPhone }))
      await button(page, 'Xác nhận và lưu').click()
      await expect(page.getByText('Đã đổi xong.')).toBeVisible()
      await expect(page.getByText(`• ${newPhone.slice(-2)}`)).toBeVisible()
    })
    await page.goto('/tien-ich/mat-khau')
    await page.getByLabel('Mật khẩu hiện tại').fill('khong-phai')
    await page.getByLabel('Mật khẩu mới').fill(sentence)
    await button(page, 'Lưu mật khẩu mới').click()
    await expect(page.getByText('I 140 040')).toBeVisible()
    await expect(page.getByLabel('Mật khẩu mới')).toHaveValue(sentence)
    await page.getByLabel('Mật khẩu hiện tại').fill(mother.password)
    await button(page, 'Lưu mật khẩu mới').click()
    await expect(page.getByText(/^Đã đổi mật khẩu/)).toBeVisible()
    await page.goto('/tien-ich')
    await button(page, 'Đăng xuất khỏi máy này').click()
    await button(page, 'Xóa và đăng xuất').click()
    await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
    await typePassword(page, { ...mother, password: sentence })
    await confirmBrowser(page)
    await expect(card(page)).toBeAttached()
  },
)

test('without a network the account’s screens say so, and show what the device knows', async ({
  page,
  context,
  mother,
  expectedErrors,
}) => {
  // A device that says it has no network may be wrong, so the page asks.
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await signIn(page, mother)
  await waitForAllFiles(page)
  await context.setOffline(true)
  await page.goto('/tien-ich/may')
  await expect(page.getByText('Việc này cần có mạng.')).toBeVisible()
  await page.goto('/tien-ich/mat-khau')
  await page.getByLabel('Mật khẩu hiện tại').fill('the-xanh-1')
  await page.getByLabel('Mật khẩu mới').fill('bốn con mèo ngủ trưa')
  await button(page, 'Lưu mật khẩu mới').click()
  await expect(page.getByRole('alert')).toContainText('W 110 010')
  await expect(page.getByLabel('Mật khẩu hiện tại')).toHaveValue('the-xanh-1')
  await page.goto('/tien-ich/tai-khoan')
  await expect(page.getByText(/đây là thông tin có sẵn trên máy/)).toBeVisible()
  await expect(page.getByText('Nguyễn Thị Mẫu')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText(mother.email)).toBeVisible()
})

test('whoever is signed out is led to the sign-in', async ({ browser, baseURL }) => {
  const { context, page } = await openPhone(browser, baseURL, withoutWorker)
  for (const path of ['/tien-ich/tai-khoan', '/tien-ich/may', '/tien-ich/mat-khau', '/tien-ich/van-tay']) {
    await page.goto(path)
    await expect(page.getByRole('link', { name: 'Đăng nhập', exact: true })).toBeVisible()
  }
  await context.close()
})
