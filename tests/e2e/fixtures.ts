import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { demoAccounts } from '../../src/issuer/demo/demo-accounts.ts'
import { type IssuerProcess, startIssuer } from '../support/issuer/issuer-process.ts'
import { confirmBrowser } from './person.ts'

type Fixtures = {
  /** The real issuer, a process of its own for this test, because tests kill it. */
  issuer: IssuerProcess
  /** Console errors and uncaught exceptions that a test expects, as parts of their text. */
  expectedErrors: string[]
}

/** Any console error or uncaught exception in any page fails the test, unless it is expected. */
async function watchErrors(context: BrowserContext, errors: string[]) {
  const watch = (page: Page) => {
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(error.message))
  }
  context.pages().forEach(watch)
  context.on('page', watch)
}

export const test = base.extend<Fixtures>({
  issuer: async ({ playwright: _ }, use) => {
    const issuer = await startIssuer()
    await use(issuer)
    await issuer.dispose()
  },
  baseURL: async ({ issuer }, use) => use(issuer.url),
  expectedErrors: async ({ context }, use) => {
    const errors: string[] = []
    const expected: string[] = []
    await watchErrors(context, errors)
    await use(expected)
    expect(errors.filter((error) => !expected.some((part) => error.includes(part)))).toEqual([])
  },
  page: async ({ page, expectedErrors }, use) => {
    expect(expectedErrors).toEqual([])
    await use(page)
  },
})

export { expect }

/** Signs the first demo patient in on a new browser, as a person does, with the code from the message, and waits for the card. */
export async function signIn(page: Page, account = demoAccounts[0]) {
  await page.goto('/dang-nhap')
  const skip = page.getByRole('button', { name: /để sau|bỏ qua/i })
  if (await skip.isVisible().catch(() => false)) await skip.click()
  await page.getByLabel(/mã số bhxh/i).fill(account.login)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await confirmBrowser(page)
  await expect(page.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })).toBeVisible()
}

/** Resolves when the service worker controls the page and has its precache. */
export async function waitForWorker(page: Page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller === null) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      )
    }
  })
}

/** Asks the worker to refresh; resolves with the outcome's kind and code, or 'killed' when no answer comes. */
export function refresh(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    const channel = new MessageChannel()
    return new Promise<string>((resolve) => {
      channel.port1.onmessage = ({ data }) =>
        resolve([data.outcome.kind, data.outcome.code].filter(Boolean).join(' '))
      active?.postMessage({ type: 'REFRESH', force: true }, [channel.port2])
      setTimeout(() => resolve('killed'), 20_000)
    })
  })
}
