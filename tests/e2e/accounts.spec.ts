/**
 * Signing in every way, one active device, and what a person does with their account. Codes are read from the
 * messages.
 */
import { DatabaseSync } from 'node:sqlite'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import {
  expect,
  refresh,
  signIn,
  testWithoutLateFiles as test,
  testWithoutWorker,
  waitForWorker,
  withoutWorker,
} from './fixtures.ts'
import { listSent, readCode } from './messages.ts'
import { button, card, confirmBrowser, openPhone, typePassword } from './person.ts'

test('a second phone takes the account over with a code; the first one says why, and is taken off the list', async ({
  page,
  browser,
  baseURL,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('401', '422')
  await signIn(page, mother)
  await waitForWorker(page)
  const second = await openPhone(browser, baseURL, withoutWorker)
  await second.page.setViewportSize({ width: 320, height: 640 })
  await typePassword(second.page, mother)
  await test.step('whoever does not take over leaves the first one as it is', async () => {
    await button(second.page, 'Thôi, để máy kia dùng tiếp').click()
    await expect(second.page.getByLabel(/mã số bhxh/i)).toHaveValue(mother.login)
    await page.goto('/tien-ich/may')
    await expect(page.getByText('Máy này')).toBeVisible()
    await page.goto('/')
  })
  await typePassword(second.page, mother)
  await expect(second.page.getByRole('heading', { name: /máy khác/ })).toBeVisible()
  await expect(second.page.getByText(/sẽ bị đăng xuất/)).toBeVisible()
  await expectAccessible(second.page, 'take over')
  await expectNothingCut(second.page, 'take over')

  const before = await listSent(page)
  await button(second.page, 'Gửi mã cho tôi').click()
  const code = await readCode(page, { before })
  const field = second.page.getByLabel('Mã xác nhận (6 số)')
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(button(second.page, /^Gửi lại mã sau 0:5\d$|^Gửi lại mã sau 1:00$/)).toBeVisible()
  await expectAccessible(second.page, 'code of a take over')
  await expectNothingCut(second.page, 'code of a take over')

  const wrong = code === '123456' ? '654321' : '123456'
  await field.fill(wrong)
  await button(second.page, 'Dùng tài khoản ở máy này').click()
  await expect(second.page.getByText('I 140 010')).toBeVisible()
  await expect(field).toHaveValue(wrong)
  await field.fill(code)
  await button(second.page, 'Dùng tài khoản ở máy này').click()
  await expect(card(second.page)).toBeAttached()

  expect(await refresh(page)).toBe('failed device_replaced')
  // What was issued is gone, and what stands in its place says why.
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
  await expect(page.getByText(/đã đăng nhập trên máy khác, nên thẻ/)).toBeVisible()
  await expect(card(page)).toBeHidden()
  await test.step('the devices of the account are listed, and the old one is removed', async () => {
    await second.page.goto('/tien-ich/may')
    await expect(second.page.getByText('Máy này')).toBeVisible()
    await expect(second.page.getByText(/Đã chuyển sang máy khác/)).toBeVisible()
    await button(second.page, /^Xóa máy/).click()
    const dialog = second.page.getByRole('dialog')
    await expectAccessible(second.page, 'removing a device')
    await dialog.getByLabel('Nhập mật khẩu để xác nhận').fill(mother.password)
    await dialog.getByRole('button', { name: 'Xóa' }).click()
    await expect(second.page.getByText(/^Đã xóa máy/)).toBeVisible()
    await expect(second.page.getByText(/Đã chuyển sang máy khác/)).toBeHidden()
  })
  await second.context.close()
})

testWithoutWorker(
  'a browser that keeps no cookies is told apart from a sign-in that has run out',
  async ({ page, context, expectedErrors, mother }) => {
    expectedErrors.push('401')
    await context.route('**/api/session/take-over', async (route) => {
      const response = await route.fetch()
      await context.clearCookies()
      const { 'set-cookie': _, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
    await typePassword(page, mother)
    await confirmBrowser(page)
    await expect(page.getByText(/không giữ cookie/)).toBeVisible()
    await expect(page.getByText('W 100 060')).toBeVisible()
    await button(page, 'Đăng nhập').click()
    await expect(page.getByLabel(/mã số bhxh/i)).toHaveValue(mother.login)
  },
)

test('a lost phone is ended by number and password, and comes back with the code', async ({
  page,
  browser,
  baseURL,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('401')
  await signIn(page, mother)
  await waitForWorker(page)
  const other = await openPhone(browser, baseURL, withoutWorker)
  await other.page.setViewportSize({ width: 320, height: 640 })
  await other.page.goto('/dang-nhap')
  await other.page.getByRole('link', { name: 'Mất máy? Kết thúc máy đã mất' }).click()
  await expectAccessible(other.page, 'a lost device')
  await expectNothingCut(other.page, 'a lost device')
  await other.page.getByLabel(/mã số bhxh/i).fill(mother.login)
  await other.page.getByLabel('Mật khẩu', { exact: true }).fill(mother.password)
  await button(other.page, 'Kết thúc máy đã mất').click()
  await expect(other.page.getByRole('heading', { name: 'Đã kết thúc máy đã mất' })).toBeVisible()
  await expectAccessible(other.page, 'a lost device that was ended')
  await other.context.close()

  expect(await refresh(page)).toBe('failed device_removed')
  await expect(page.getByText(/báo mất máy/)).toBeVisible()
  await expect(card(page)).toBeHidden()
  await typePassword(page, mother)
  await confirmBrowser(page)
  await expect(card(page)).toBeAttached()
})

testWithoutWorker(
  'a lock says how long it lasts, and counts down',
  async ({ page, expectedErrors, mother }) => {
    expectedErrors.push('401', '429')
    await typePassword(page, { ...mother, password: 'sai-mat-khau' })
    const timer = page.getByRole('timer')
    for (let tries = 0; tries < 8 && !(await timer.isVisible()); tries++) {
      await expect(page.getByRole('alert')).toBeVisible()
      await button(page, /^Đăng nhập$/).click()
      await expect(button(page, /^Đăng nhập$/)).toBeVisible()
    }
    await expect(timer).toHaveText(/^Thử lại được sau 1[45]:\d\d\.$/)
    const shown = await timer.textContent()
    await expect(timer).not.toHaveText(shown ?? '')
    await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveValue('sai-mat-khau')
    await expect(button(page, /^Đăng nhập$/)).toHaveAttribute('aria-disabled', 'true')
  },
)

testWithoutWorker(
  'a password from a message is good for once: the person sets their own',
  async ({ page, issuer, mother }) => {
    const database = new DatabaseSync(issuer.databaseFile)
    database.exec('pragma busy_timeout = 5000')
    database
      .prepare('update accounts set temporary_until = ? where person_id = ?')
      .run(Math.floor(Date.now() / 1000) + 3600, mother.personId)
    database.close()
    await page.setViewportSize({ width: 320, height: 640 })
    await typePassword(page, mother)
    await expect(page.getByRole('heading', { name: 'Đặt mật khẩu mới' })).toBeVisible()
    const field = page.getByLabel('Mật khẩu mới')
    await field.fill(mother.login)
    await expect(page.getByText('Chưa dùng được')).toBeVisible()
    await button(page, 'Lưu và tiếp tục').click()
    await expect(field).toBeFocused()
    await expectAccessible(page, 'new password')
    await expectNothingCut(page, 'new password')
    await field.fill('bốn con mèo ngủ trưa')
    await expect(page.getByText('Rất tốt')).toBeVisible()
    await page.getByLabel('Hiện mật khẩu').check()
    await expect(field).toHaveAttribute('type', 'text')
    await button(page, 'Lưu và tiếp tục').click()
    await expectAccessible(page, 'new browser')
    await expectNothingCut(page, 'new browser')
    await confirmBrowser(page)
    await expect(card(page)).toBeAttached()
  },
)

testWithoutWorker('by keyboard alone: signed in, and out again', async ({ page, mother }) => {
  await page.goto('/dang-nhap')
  const press = async (target: ReturnType<typeof button>, presses = 40) => {
    for (let pressed = 0; pressed < presses; pressed++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  await expect(page.getByLabel(/mã số bhxh/i)).toBeVisible()
  await press(page.getByLabel(/mã số bhxh/i))
  await page.keyboard.type(mother.login)
  await press(page.getByLabel('Mật khẩu', { exact: true }))
  await page.keyboard.type(mother.password)
  await page.keyboard.press('Enter')
  const before = await listSent(page)
  await press(button(page, 'Gửi mã cho tôi'))
  await page.keyboard.press('Enter')
  const code = await readCode(page, { before })
  await press(page.getByLabel('Mã xác nhận (6 số)'))
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeAttached()
  await page.goto('/tien-ich')
  await press(button(page, 'Đăng xuất khỏi máy này'), 60)
  await page.keyboard.press('Enter')
  await press(button(page, 'Xóa và đăng xuất'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
})
