/** Signing in by VNeID at a real OpenID provider, the stand-in that runs beside the demo. */
import type { Page } from '@playwright/test'
import type { OwnAccount } from '../support/issuer/add-household.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, test, testWithoutWorker, waitForWorker, withoutWorker } from './fixtures.ts'
import { card, openPhone, typePassword } from './person.ts'

// The provider's page has no icon.
test.beforeEach(({ page: _, expectedErrors }) => void expectedErrors.push('status of 404'))

type Choice = { level?: string; answer?: string }

/** What a person does on VNeID's page. */
async function answerVneid(page: Page, who: OwnAccount | RegExp, choice: Choice = {}) {
  const { level = 'Mức 2', answer = 'Đồng ý' } = choice
  await expect(page.getByRole('heading', { name: 'VNeID (bản thử)' })).toBeVisible()
  // The people of the demo come first, and each by the personal number.
  const people =
    who instanceof RegExp ? page.getByLabel(who).first() : page.locator(`[value='${who.personalId}']`)
  await people.check()
  await page.getByLabel(level).check()
  await page.getByRole('button', { name: answer }).click()
}

async function beginVneid(page: Page) {
  await page.goto('/dang-nhap')
  await page.getByRole('button', { name: 'Đăng nhập bằng VNeID' }).click()
}

test('VNeID at level 2 signs in; what it put into the address is gone at once and kept nowhere', async ({
  page,
  mother,
}) => {
  await page.goto('/dang-nhap')
  await waitForWorker(page)
  const returned: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/dang-nhap/vneid') returned.push(searchParams.get('code') ?? '')
  })
  await beginVneid(page)
  await answerVneid(page, mother)
  await expect(card(page)).toBeAttached()
  const [code = ''] = returned
  expect(code.length).toBeGreaterThan(10)
  await page.goBack()
  expect(page.url()).not.toContain(code)
  const kept = await page.evaluate(async () => {
    const found: string[] = [location.href, JSON.stringify(history.state)]
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url)
    for (const entry of performance.getEntriesByType('resource')) found.push(entry.name)
    return found.join('\n')
  })
  expect(kept).not.toContain(code)
})

const refusals = [
  { what: 'level 1', choice: { level: 'Mức 1' }, code: 'I 120 140' },
  { what: 'nobody with an account', who: /Trần Minh Mẫu/, code: 'I 120 150' },
  { what: 'another day of birth', who: /không khớp/, code: 'I 120 160' },
  { what: 'a person who stops', choice: { answer: 'Hủy' }, code: 'I 120 130' },
] satisfies { what: string; who?: RegExp; choice?: Choice; code: string }[]

testWithoutWorker(
  'VNeID refuses with words and a way on; another person may answer in the same browser',
  async ({ page, expectedErrors, mother }) => {
    expectedErrors.push('Failed to load resource')
    await page.setViewportSize({ width: 320, height: 640 })
    for (const { what, who, choice, code } of refusals) {
      await test.step(what, async () => {
        await beginVneid(page)
        await answerVneid(page, who ?? mother, choice)
        await expect(page.getByText(code)).toBeVisible()
        expect(new URL(page.url()).search).toBe('')
        await expectAccessible(page, what)
        await expectNothingCut(page, what)
        await page.getByRole('link', { name: 'Đăng nhập bằng mật khẩu' }).click()
        await expect(page.getByLabel(/mã số bhxh/i)).toBeVisible()
      })
    }
    await beginVneid(page)
    await answerVneid(page, mother)
    await expect(card(page)).toBeAttached()
  },
)

testWithoutWorker(
  'a return into another browser is told to start again there',
  async ({ browser, page, baseURL, expectedErrors, mother }) => {
    expectedErrors.push('Failed to load resource')
    // Without its worker, which would answer the return before it is seen here.
    const first = await openPhone(browser, baseURL, withoutWorker)
    let back = ''
    first.page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/dang-nhap/vneid') back = request.url()
    })
    // The first browser never comes to use what VNeID has sent back.
    await first.page.route('**/api/vneid', (route) => route.abort())
    await beginVneid(first.page)
    await answerVneid(first.page, mother)
    await expect.poll(() => back).toContain('code=')
    await page.goto(back)
    await expect(page.getByText('I 120 170')).toBeVisible()
    await page.getByRole('button', { name: 'Bắt đầu lại bằng VNeID' }).click()
    await answerVneid(page, mother)
    await expect(card(page)).toBeAttached()
    await first.context.close()
  },
)

testWithoutWorker('the return page without an answer leads to the beginning', async ({ page }) => {
  await page.goto('/dang-nhap/vneid')
  await expect(page.getByText(/chỉ mở được từ VNeID/)).toBeVisible()
  await page.getByRole('button', { name: 'Bắt đầu lại bằng VNeID' }).click()
  await expect(page.getByRole('heading', { name: 'VNeID (bản thử)' })).toBeVisible()
})

testWithoutWorker(
  'VNeID replaces the code for whoever has lost the phone number',
  async ({ page, browser, baseURL, mother }) => {
    const first = await openPhone(browser, baseURL, withoutWorker)
    await signIn(first.page, mother)
    await typePassword(page, mother)
    await page.getByText('Không nhận được mã').click()
    await page.getByRole('button', { name: 'Xác nhận bằng VNeID' }).click()
    await answerVneid(page, mother)
    await expect(page.getByText(/không cần mã/)).toBeVisible()
    await page.getByRole('button', { name: 'Dùng tài khoản ở máy này' }).click()
    await expect(card(page)).toBeAttached()
    await first.context.close()
  },
)
