/** Every screen on a narrow phone, in both themes, with text twice as large, by keyboard, and through axe. */
import { expectAccessible, expectNothingCut, findUnsoundMarkup } from './accessible.ts'
import { expect, signIn, test, waitForWorker } from './fixtures.ts'

const screens = [
  { path: '/', name: 'card' },
  { path: '/qua-trinh', name: 'participation' },
  { path: '/qua-trinh/huong', name: 'benefits' },
  { path: '/qua-trinh/kham', name: 'visits' },
  { path: '/qua-trinh/moi', name: 'what is new' },
  { path: '/quet', name: 'scan' },
  { path: '/them-the', name: 'add a card' },
  { path: '/tien-ich', name: 'services' },
  { path: '/tien-ich/quyen-loi', name: 'what the card covers' },
  { path: '/tien-ich/nhac', name: 'reminders' },
  { path: '/tien-ich/tra-cuu', name: 'look-ups' },
  { path: '/tien-ich/da-dua-the', name: 'where the card was shown' },
  { path: '/tien-ich/trich-luc', name: 'extract' },
  { path: '/tien-ich/bao-sai', name: 'report a mistake' },
  { path: '/tien-ich/san-sang', name: 'readiness' },
  { path: '/tien-ich/khong-mang', name: 'offline guide' },
  { path: '/tien-ich/tai-khoan', name: 'personal information' },
  { path: '/tien-ich/van-tay', name: 'passkeys' },
  { path: '/tien-ich/may', name: 'devices' },
  { path: '/tien-ich/mat-khau', name: 'change password' },
  { path: '/quen-mat-khau', name: 'recovery' },
] as const

/**
 * The person who signs in and her child, numbers of cards and accounts, file numbers, codes of errors and of
 * facilities.
 */
const VERBATIM =
  /Nguyễn Thị Mẫu|Bảo Ngọc|[A-Z]{2} ?\d ?\d\d ?\d{4}|\b\d{4} ?\d{3} ?\d{3}\b|DK-\d\d-|[A-Z] \d{3} \d{3}/iu

test('markup of every screen: sound, and closed to a browser’s translation where it would do harm', async ({
  page,
  expectedErrors,
  mother,
}) => {
  test.slow()
  expectedErrors.push('getUserMedia')
  const found: string[] = []
  await signIn(page, mother)
  for (const { path, name } of screens) {
    await page.goto(path)
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.getByRole('heading').first()).toBeAttached()
    await page.waitForTimeout(400)
    found.push(...(await findUnsoundMarkup(page, VERBATIM)).map((fault) => `${name}: ${fault}`))
  }
  expect(found).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen at 320 px, ${colorScheme}`, async ({ page, expectedErrors, mother }) => {
    test.slow()
    // There is no camera here; the scan screen says so.
    expectedErrors.push('getUserMedia')
    await page.setViewportSize({ width: 320, height: 640 })
    await page.emulateMedia({ colorScheme })
    await page.goto('/dang-nhap')
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectAccessible(page, 'sign in')
    await expectNothingCut(page, 'sign in')
    await signIn(page, mother)
    for (const { path, name } of screens) {
      await page.goto(path)
      await expect(page.getByRole('main')).toBeVisible()
      await expect(page.getByRole('heading').first()).toBeAttached()
      await page.waitForTimeout(400)
      await expectAccessible(page, name)
      await expectNothingCut(page, name)
    }
  })
}

test('every screen at 320 px with text twice as large', async ({ page, mother }) => {
  test.slow()
  await page.setViewportSize({ width: 320, height: 640 })
  const devtools = await page.context().newCDPSession(page)
  await signIn(page, mother)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  for (const { path, name } of screens) {
    await page.goto(path)
    await expect(page.getByRole('main')).toBeVisible()
    await page.waitForTimeout(400)
    await expectNothingCut(page, `${name} at 200 %`)
  }
})

test('by keyboard alone: from the card to its code and back', async ({ page, mother }) => {
  await signIn(page, mother)
  await waitForWorker(page)
  const code = page.getByRole('button', { name: /mã qr/i })
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab')
    if (await code.evaluate((element) => element === document.activeElement)) break
  }
  await expect(code).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(code).toBeFocused()
})

test('in English', async ({ page, mother }) => {
  await signIn(page, mother)
  await page.goto('/tien-ich')
  await page.getByRole('combobox').selectOption('English')
  await page.getByRole('link', { name: 'Card', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Health insurance card of Nguyễn Thị Mẫu' })).toBeAttached()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
