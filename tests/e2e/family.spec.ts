/**
 * The family's histories on the guardian's phone, with and without a network, and what is left when the
 * registry ends a link.
 */
import { expect, refresh, signIn, test, waitForWorker } from './fixtures.ts'

test('a guardian reads the child’s visits offline, until the link ends', async ({
  page,
  context,
  request,
  mother,
}) => {
  await signIn(page, mother)
  await waitForWorker(page)
  expect(await refresh(page)).toMatch(/fresh|unchanged/)
  await context.setOffline(true)
  await page.goto('/qua-trinh/kham')
  const whose = page.getByLabel('Xem của ai')
  await expect(whose.getByRole('option')).toHaveText([
    /Nguyễn Thị Mẫu/,
    /Con: Trần Minh Mẫu/,
    /Con: Trần Bảo Ngọc Mẫu/,
  ])
  await whose.selectOption({ label: 'Con: Trần Minh Mẫu' })
  await expect(page.getByText(/Nhiễm trùng đường hô hấp trên cấp/).first()).toBeVisible()

  await context.setOffline(false)
  const [son] = mother.others
  const ended = await request.post('/dev/guardian-changes', {
    data: { guardian: mother.login, dependant: son, relation: null },
  })
  expect(ended.status()).toBe(204)
  expect(await refresh(page)).toBe('fresh')
  await context.setOffline(true)
  await page.goto('/qua-trinh/kham')
  await expect(whose.getByRole('option')).toHaveText([/Nguyễn Thị Mẫu/, /Con: Trần Bảo Ngọc Mẫu/])
  await page.goto('/')
  await expect(page.getByText('Minh Mẫu', { exact: true })).toHaveCount(0)
})
