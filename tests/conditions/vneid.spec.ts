/** VNeID that does not answer. */
import { expect, test, withoutWorker } from '../e2e/fixtures.ts'
import { openPhone } from '../e2e/person.ts'
import { startIssuer } from '../support/issuer/issuer-process.ts'

test('a provider that does not answer is said to be down, and what was typed stays', async ({
  browser,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('503')
  const issuer = await startIssuer({ VNEID_ISSUER: 'http://127.0.0.1:9', VNEID_CLIENT_ID: 'vi-bhyt' })
  const { context, page } = await openPhone(browser, issuer.url, withoutWorker)
  await page.goto('/dang-nhap')
  await page.getByLabel(/mã số bhxh/i).fill(mother.login)
  await page.getByRole('button', { name: 'Đăng nhập bằng VNeID' }).click()
  await expect(page.getByText('I 120 120')).toBeVisible()
  await expect(page.getByLabel(/mã số bhxh/i)).toHaveValue(mother.login)
  await context.close()
  await issuer.dispose()
})
