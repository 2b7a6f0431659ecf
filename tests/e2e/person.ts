import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test'
import type { DemoAccount } from '../../src/issuer/demo/demo-accounts.ts'
import { listSent, readCode } from './messages.ts'

export const card = (page: Page) => page.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** What a wallet that wakes asks for, whatever is done in it. */
const askedOnWaking = ['/api/content', '/api/snapshot', '/api/trust-list', '/trust-list.cose']

/**
 * What the page asks for from now on; without the parts of the app itself and whether there is anything
 * newer, which come in the background whatever is done.
 */
export function listRequests(page: Page): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    const isBackground =
      request.method() === 'GET' &&
      (pathname.startsWith('/assets/') || askedOnWaking.includes(`${pathname}${search}`))
    if (!isBackground) asked.push(request.url())
  })
  return asked
}

/** Types number and password and sends them; what comes next is the test's to see. */
export async function typePassword(page: Page, { login, password }: DemoAccount) {
  await page.goto('/dang-nhap')
  await page.getByLabel(/mã số bhxh/i).fill(login)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await button(page, /^Đăng nhập$/).click()
}

/** Goes on where the account does not know the browser: has the code sent, reads it and gives it. */
export async function confirmBrowser(page: Page) {
  await expect(page.getByRole('heading', { name: 'Xác nhận đúng là chủ tài khoản' })).toBeVisible()
  const before = await listSent(page)
  await button(page, 'Gửi mã cho tôi').click()
  await page.getByLabel('Mã xác nhận (6 số)').fill(await readCode(page, { before }))
  await button(page, 'Đăng nhập ở máy này').click()
}

/** Another browser profile: a phone of its own. */
export async function openPhone(
  browser: Browser,
  baseURL: string | undefined,
  more: Pick<BrowserContextOptions, 'serviceWorkers'> = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'vi-VN', ...(baseURL && { baseURL }), ...more })
  return { context, page: await context.newPage() }
}
