/**
 * A browser that lacks something says so once, in words, before anything is sent; what can be kept is kept,
 * and leaving always works.
 */
import type { Page } from '@playwright/test'
import { expectAccessible, expectNothingCut } from '../e2e/accessible.ts'
import { expect, signIn, test, waitForWorker } from '../e2e/fixtures.ts'
import { button, card } from '../e2e/person.ts'
import type { OwnAccount } from '../support/issuer/add-household.ts'

const takeAway = {
  /** As with all site data blocked. */
  storage: () => {
    const refuse = () => {
      throw new DOMException('blocked', 'SecurityError')
    }
    const reject = () => Promise.reject(new DOMException('blocked', 'SecurityError'))
    Object.defineProperty(window, 'indexedDB', { value: { open: refuse, deleteDatabase: refuse } })
    Object.defineProperty(window, 'caches', { get: refuse })
    Object.assign(StorageManager.prototype, { persisted: reject, persist: reject })
    Object.assign(ServiceWorkerContainer.prototype, { register: reject, getRegistration: reject })
  },
  /** As over http on a name of the network. */
  security: () => {
    Object.defineProperty(window, 'isSecureContext', { value: false })
    Object.defineProperty(crypto, 'subtle', { value: undefined })
    Reflect.deleteProperty(window, 'caches')
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')
  },
  keys: () => {
    Object.defineProperty(crypto, 'subtle', { value: undefined })
  },
  cookies: () => {
    Object.defineProperty(navigator, 'cookieEnabled', { value: false })
  },
  cacheStorage: () => {
    const reject = () => Promise.reject(new DOMException('refused', 'SecurityError'))
    Object.assign(CacheStorage.prototype, { open: reject, has: reject, delete: reject, match: reject })
  },
  worker: () => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'),
}

async function tryToSignIn(page: Page, mother: OwnAccount) {
  await page.getByLabel(/mã số bhxh/i).fill(mother.login)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(mother.password)
  await page.getByLabel('Mật khẩu', { exact: true }).press('Enter')
}

const barred = [
  ['storage', /không cho cất dữ liệu/],
  ['security', /không bắt đầu bằng https/],
  ['keys', /không tạo được khóa/],
  ['cookies', /đang chặn cookie/],
] as const

for (const [capability, words] of barred) {
  test(`without ${capability}: said before a sign-in, a card or a declaration, and nothing is sent`, async ({
    page,
    mother,
  }) => {
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url())
    })
    await page.setViewportSize({ width: 320, height: 640 })
    await page.addInitScript(takeAway[capability])
    await page.goto('/dang-nhap')
    await expect(page.getByText(words)).toBeVisible()
    await expectAccessible(page, `signing in without ${capability}`)
    await tryToSignIn(page, mother)
    await expect(page.getByLabel(/mã số bhxh/i)).toHaveValue(mother.login)
    await expect(button(page, /^Đăng nhập$/)).toHaveAttribute('aria-disabled', 'true')

    await page.goto('/tien-ich/san-sang')
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByText('Máy chưa cất được thẻ.')).toBeVisible()
    await expectNothingCut(page, `readiness without ${capability}`)

    if (capability !== 'cookies') {
      await page.goto('/them-the/nhap-tay')
      await expect(page.getByText(words)).toBeVisible()
      await expect(page.getByText(/được giữ lại trên máy này/)).toBeHidden()
      await page.goto('/dang-ky')
      await expect(page.getByText(words)).toBeVisible()
      await expect(button(page, /^Bắt đầu/)).toHaveAttribute('aria-disabled', 'true')
    }
    expect(sent).toEqual([])
  })
}

for (const capability of ['cacheStorage', 'worker'] as const) {
  test(`without ${capability}: said at the sign-in, which works, and so does signing out`, async ({
    page,
    mother,
  }) => {
    await page.addInitScript(takeAway[capability])
    await page.goto('/dang-nhap')
    await expect(page.getByText(/chỉ mở được khi có mạng/)).toBeVisible()
    await signIn(page, mother)
    await page.getByRole('link', { name: 'Tiện ích' }).click()
    await button(page, 'Đăng xuất khỏi máy này').click()
    await button(page, 'Xóa và đăng xuất').click()
    await expect(button(page, /^Đăng nhập$/)).toBeVisible()
    await expect(card(page)).toBeHidden()
  })
}

test('erasing works where nothing can be kept', async ({ page }) => {
  await page.addInitScript(takeAway.storage)
  await page.goto('/tien-ich')
  await button(page, 'Xóa hết trên máy này').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hết' }).click()
  await expect(button(page, /^Đăng nhập$/)).toBeVisible()
})

test('readiness says how to get to the home screen, where the browser offers nothing', async ({
  browser,
  baseURL,
}) => {
  const iPhone = {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1',
    ...(baseURL && { baseURL }),
    locale: 'vi-VN',
  }
  const context = await browser.newContext(iPhone)
  const page = await context.newPage()
  await page.goto('/tien-ich/san-sang')
  await waitForWorker(page)
  await page.reload()
  await page.getByText('Đưa Ví BHYT ra màn hình chính').click()
  await expect(page.getByText(/Thêm vào MH chính/)).toBeVisible()
  await expect(page.getByText(/Trong cửa sổ ẩn danh hay riêng tư/)).toBeVisible()
  await page.setViewportSize({ width: 320, height: 640 })
  const devtools = await context.newCDPSession(page)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await expectNothingCut(page, 'readiness on an iPhone with text twice as large')
  await context.close()
})
