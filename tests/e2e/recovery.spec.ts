/** A forgotten password: a code by email, or as the answer to a text message. */
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, test, testWithoutWorker, withoutWorker } from './fixtures.ts'
import { listSent, readCode } from './messages.ts'
import { button, card, confirmBrowser, openPhone, typePassword } from './person.ts'

const sentence = 'bốn con mèo ngủ trưa'

testWithoutWorker(
  'by email: number and address, a code, a password of one’s own, and the card',
  async ({ page, browser, baseURL, expectedErrors, mother }) => {
    expectedErrors.push('422', '401')
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto('/dang-nhap')
    await page.getByRole('link', { name: 'Quên mật khẩu?' }).click()
    await page.getByLabel(/mã số bhxh/i).fill(mother.login)
    await page.getByLabel('Email đã đăng ký').fill(mother.email)
    await expect(page.getByText('Máy đã kiểm tra xong.')).toBeVisible()
    await expectAccessible(page, 'asking for a code')
    await expectNothingCut(page, 'asking for a code')
    const before = await listSent(page)
    await button(page, 'Gửi mã về email').click()
    await expect(page.getByText(/^Nếu mã số và email khớp/)).toBeVisible()
    const code = await readCode(page, { before, to: mother.email })
    await page.getByLabel('Mã xác nhận (6 số)').fill(code)
    await page.getByLabel('Mật khẩu mới').fill('Nguyễn Thị Mẫu')
    await button(page, 'Đặt mật khẩu mới').click()
    // What the issuer alone knows: the person's name.
    await expect(page.getByText('Đừng dùng tên của mình.').first()).toBeVisible()
    await expectAccessible(page, 'new password')
    await expectNothingCut(page, 'new password')
    await page.getByLabel('Mật khẩu mới').fill(sentence)
    await button(page, 'Đặt mật khẩu mới').click()
    await confirmBrowser(page)
    await expect(card(page)).toBeAttached()
    await test.step('the old password is good for nothing', async () => {
      const other = await openPhone(browser, baseURL, withoutWorker)
      await typePassword(other.page, mother)
      await expect(other.page.getByText('I 120 010')).toBeVisible()
      await other.context.close()
    })
  },
)

testWithoutWorker(
  'an email of somebody else gets the same answer, and no message goes out',
  async ({ page, mother }) => {
    await page.goto('/quen-mat-khau')
    await page.getByLabel(/mã số bhxh/i).fill(mother.login)
    await page.getByLabel('Email đã đăng ký').fill('ai-do@demo.invalid')
    const before = await listSent(page)
    await button(page, 'Gửi mã về email').click()
    await expect(page.getByText(/^Nếu mã số và email khớp/)).toBeVisible()
    await page.getByLabel('Mã xác nhận (6 số)').fill('123456')
    await page.getByLabel('Mật khẩu mới').fill(sentence)
    expect(await listSent(page)).toEqual(before)
  },
)

testWithoutWorker(
  'by text message: the cost is said first, the answer brings the code',
  async ({ page, browser, baseURL, mother }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto('/quen-mat-khau')
    await page.getByLabel(/mã số bhxh/i).fill(mother.login.replace(/(?<=^....)|(?<=^.......)/g, ' '))
    await page.getByRole('radio', { name: /Nhắn tin/ }).check({ force: true })
    await expect(page.getByText(`BH MK ${mother.login}`)).toBeVisible()
    await button(page, 'Soạn tin nhắn').click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(/1\.000\s*đ/)).toBeVisible()
    await expectAccessible(page, 'the cost of a message')
    const link = dialog.getByRole('link', { name: 'Đồng ý, soạn tin' })
    expect(await link.getAttribute('href')).toBe(`sms:8079?body=BH%20MK%20${mother.login}`)
    // There is no message app here, and the browser would wait for one for ever.
    await link.evaluate((element) => element.addEventListener('click', (event) => event.preventDefault()))
    await link.click()
    await expect(dialog).toBeHidden()

    const before = await listSent(page)
    const desk = await openPhone(browser, baseURL, withoutWorker)
    await desk.page.goto('/dev/inbox/sms')
    await desk.page.getByLabel(/số điện thoại/).fill(mother.phone)
    await desk.page.getByLabel(/nội dung/i).fill(`BH MK ${mother.login}`)
    await desk.page.getByRole('button', { name: /gửi/i }).click()
    await page.getByLabel('Mã xác nhận (6 số)').fill(await readCode(page, { before, to: mother.phone }))
    await desk.context.close()
    await expectAccessible(page, 'the code from the answer')
    await expectNothingCut(page, 'the code from the answer')
    await page.getByLabel('Mật khẩu mới').fill(sentence)
    await button(page, 'Đặt mật khẩu mới').click()
    await confirmBrowser(page)
    await expect(card(page)).toBeAttached()
  },
)

test('the message can be written without a network', async ({ page, context, mother }) => {
  await page.goto('/quen-mat-khau')
  await expect(page.getByText('Máy đã kiểm tra xong.')).toBeVisible()
  await context.setOffline(true)
  await page.getByLabel(/mã số bhxh/i).fill(mother.login)
  await expect(page.getByText(/những gì đã gõ vẫn còn đây/)).toBeVisible()
  await page.getByRole('radio', { name: /Nhắn tin/ }).check({ force: true })
  await button(page, 'Soạn tin nhắn').click()
  await expect(page.getByRole('link', { name: 'Đồng ý, soạn tin' })).toBeVisible()
})
