/**
 * Signing in, taking an account over and a forgotten password, in English, narrow, with text twice as large.
 */
import { expectNothingCut } from '../e2e/accessible.ts'
import { expect, signIn, testWithoutWorker, withoutWorker } from '../e2e/fixtures.ts'
import { button, openPhone } from '../e2e/person.ts'

testWithoutWorker(
  'signing in and taking an account over, in English, at 320 px and with text twice as large',
  async ({ browser, baseURL, mother }) => {
    const first = await openPhone(browser, baseURL, withoutWorker)
    await signIn(first.page, mother)
    const context = await browser.newContext({
      locale: 'en-US',
      viewport: { width: 320, height: 640 },
      ...withoutWorker,
      ...(baseURL && { baseURL }),
    })
    const page = await context.newPage()
    await page.goto('/quen-mat-khau')
    await expect(page.getByRole('heading', { name: 'Forgot password' })).toBeVisible()
    await expectNothingCut(page, 'recovery in English')
    await page.goto('/dang-nhap')
    await page.getByLabel(/Social insurance number/).fill(mother.login)
    await page.getByLabel('Password', { exact: true }).fill(mother.password)
    await button(page, /^Sign in$/).click()
    await expect(page.getByRole('heading', { name: /in use on another device/ })).toBeVisible()
    await expect(page.getByText(/will be signed out/)).toBeVisible()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    await button(page, 'Send me the code').click()
    await expect(page.getByLabel('6-digit code')).toBeVisible()
    await expectNothingCut(page, 'take over at 200 %')
    await first.context.close()
    await context.close()
  },
)
