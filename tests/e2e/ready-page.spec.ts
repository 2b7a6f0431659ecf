/**
 * The ready page: what answers an opening of the card before a worker runs, offline, and what must hold of
 * it.
 */
import { expect, signIn, test, waitForAllFiles, waitForWorker } from './fixtures.ts'
import { makeCold, openCold, readPlace, readShifts, waitForReadyPage, wasRouted } from './ready-page.ts'

test('one phone: the app itself before a sign-in, then answered before a worker runs, with a query, with a live code, and after a sign-out', async ({
  page,
  context,
  mother,
}) => {
  await test.step('never signed in: the app itself, also with a query', async () => {
    await page.goto('/dang-nhap')
    await waitForAllFiles(page)
    for (const path of ['/', '/?utm=1']) {
      const cold = await openCold(context, page, path)
      await expect(cold.getByRole('button', { name: 'Đăng nhập', exact: true })).toBeVisible()
      expect(await wasRouted(cold)).toBe(path === '/')
      await cold.close()
    }
    await context.setOffline(false)
  })
  await signIn(page, mother)
  await waitForWorker(page)
  await waitForReadyPage(page)
  await test.step('it carries the cards of the family, and nothing that opens more', async () => {
    const html = (await readPlace(page)) ?? ''
    for (const name of ['Nguyễn Thị Mẫu', 'Trần Minh Mẫu', 'Trần Bảo Ngọc Mẫu']) expect(html).toContain(name)
    expect(html).not.toMatch(/"credential"|privateKey|visits|participation/)
    expect(html).not.toMatch(/ style=|<script(?![^>]* (?:src|data-app)=)/)
  })
  for (const size of [
    { width: 320, height: 568 },
    { width: 1024, height: 768 },
  ]) {
    await test.step(`nothing moves or is covered for what comes after the first frame, at ${size.width} px`, async () => {
      const cold = await openCold(context, page, '/', size)
      await expect(cold.getByRole('link', { name: 'Tiện ích' })).toBeVisible()
      await expect(cold.getByRole('button', { name: 'Mặt sau' })).toBeAttached()
      expect(await readShifts(cold)).toEqual([])
      const code = await cold.locator('button.code').boundingBox()
      const bar = await cold.getByRole('navigation').boundingBox()
      if (size.width === 320) expect((code?.y ?? 0) + (code?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
      await cold.close()
    })
  }
  await test.step('an opening is answered before a worker runs, and the app wakes behind it', async () => {
    const cold = await openCold(context, page)
    await expect(cold.locator('svg.qr')).toBeVisible()
    expect(await wasRouted(cold)).toBe(true)
    await expect(cold.getByText('Mất mạng – thẻ vẫn dùng được.').first()).toBeVisible()
    await cold.getByRole('radio', { name: 'QR tự đổi' }).check({ force: true })
    await expect(cold.getByText(/^QR lúc/)).toBeVisible()
    await cold.close()
  })
  await test.step('the code that is pressed before the app has woken is large once it has', async () => {
    await makeCold(context, page)
    const cold = await context.newPage()
    await cold.addInitScript(() =>
      addEventListener('DOMContentLoaded', () => document.querySelector<HTMLElement>('button.code')?.click()),
    )
    await cold.goto('/')
    await expect(cold.getByRole('dialog')).toBeVisible()
    await cold.close()
  })
  await test.step('with a query: the card', async () => {
    const cold = await openCold(context, page, '/?utm=1')
    await expect(cold.locator('svg.qr')).toBeVisible()
    await cold.close()
  })
  await test.step('a live code comes into its place', async () => {
    await context.setOffline(false)
    await page.goto('/')
    await expect(page.getByText(/^QR lúc/)).toBeVisible()
    await waitForReadyPage(page, 'data-kind="live"')
    const cold = await openCold(context, page)
    expect(await wasRouted(cold)).toBe(true)
    await expect(cold.locator('[data-kind=live] .qr path:not([d=""])')).toBeVisible()
    await expect(cold.getByText(/^QR lúc/)).toBeVisible()
    await cold.close()
  })
  await test.step('of before a choice of language: the app speaks the new one', async () => {
    await context.setOffline(false)
    const former = await readPlace(page)
    const language = page.getByLabel(/ngôn ngữ|language/i)
    await page.goto('/tien-ich')
    await language.selectOption('English')
    await waitForReadyPage(page, 'lang="en"')
    // As if the browser had ended before the worker could write.
    await page.evaluate(async (html) => {
      const ready = await caches.open('vi-bhyt-ready')
      const headers = new Headers((await ready.match('/'))?.headers)
      await ready.put('/', new Response(html, { headers }))
    }, former)
    await makeCold(context, page)
    const cold = await context.newPage()
    await cold.goto('/')
    await expect(cold.locator('html')).toHaveAttribute('lang', 'en')
    await expect(cold.getByText('Offline – your card still works.').first()).toBeVisible()
    await waitForReadyPage(cold, 'lang="en"')
    await cold.close()
    await context.setOffline(false)
    await page.goto('/tien-ich')
    await language.selectOption('Tiếng Việt')
    await waitForReadyPage(page, 'lang="vi"')
  })
  await test.step('after a sign-out: nothing of the person', async () => {
    await context.setOffline(false)
    await page.goto('/tien-ich')
    await page.getByRole('button', { name: 'Đăng xuất khỏi máy này' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa và đăng xuất' }).click()
    await expect(page.getByRole('button', { name: 'Đăng nhập', exact: true })).toBeVisible()
    const left = await readPlace(page)
    expect(left).toContain('<div id="app"><!--pre-rendered--></div>')
    expect(left).not.toMatch(/MẪU|Mẫu|0099/)
    const cold = await openCold(context, page)
    await expect(cold.getByRole('button', { name: 'Đăng nhập', exact: true })).toBeVisible()
    expect(await wasRouted(cold)).toBe(true)
  })
})
