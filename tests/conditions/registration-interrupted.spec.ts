/** An issuer that dies while a declaration is sent to it. */
import { testAlone } from '../e2e/camera-fixtures.ts'
import { countDeclarations, fillEverything, heading, primary } from '../e2e/declaration.ts'
import { expect } from '../e2e/fixtures.ts'

testAlone(
  'an issuer that dies while it is filing files the declaration once',
  async ({ page, issuer, expectedErrors, newPhone, ownIssuer }) => {
    expectedErrors.push('ERR_')
    await fillEverything(page, newPhone)
    await page.route('**/pictures/front', () => {}) // a connection that is there and brings nothing through
    await primary(page, 'Gửi tờ khai').click()
    await expect(page.getByText('Đang gửi ảnh 2/3…')).toBeVisible()
    await page.getByRole('button', { name: 'Chưa gửi, xem lại tờ khai' }).click()
    await expect(heading(page, 'Xem lại')).toBeVisible()
    await page.unroute('**/pictures/front')

    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.url())
    })
    let filed = 0
    await page.route('**/api/registrations', async (route) => {
      filed++
      if (filed > 1) return route.continue()
      // It is filed; the answer never arrives.
      await route.fetch()
      await ownIssuer.kill()
      await route.abort()
    })
    await primary(page, 'Gửi tờ khai').click()
    await expect(heading(page, 'Tờ khai đang chờ gửi')).toBeVisible()
    await expect(page.getByText(/Có thể tờ khai đã đến nơi/)).toBeVisible()
    await ownIssuer.restart()
    await page.getByRole('button', { name: 'Gửi ngay' }).click()
    await expect(heading(page, 'Đã nhận tờ khai')).toBeVisible()
    expect(filed).toBe(2)
    expect(sent).toHaveLength(3)
    expect(countDeclarations(issuer, newPhone)).toBe(1)
    await page.reload()
    await expect(heading(page, 'Đã nhận tờ khai')).toBeVisible()
  },
)

testAlone(
  'an issuer that dies between two pictures is sent the others only',
  async ({ page, issuer, expectedErrors, newPhone, ownIssuer }) => {
    expectedErrors.push('ERR_')
    await fillEverything(page, newPhone)
    const arrived: string[] = []
    let isDead = false
    await page.route('**/api/registrations/pictures/*', async (route) => {
      const kind = route.request().url().split('/').at(-1) ?? ''
      if (kind === 'front' && !isDead) {
        isDead = true
        await ownIssuer.kill()
        return route.abort()
      }
      arrived.push(kind)
      return route.continue()
    })
    await primary(page, 'Gửi tờ khai').click()
    await expect(heading(page, 'Tờ khai đang chờ gửi')).toBeVisible()
    await page.close({ runBeforeUnload: false })
    await ownIssuer.restart()
    const later = await page.context().newPage()
    await later.route('**/api/registrations/pictures/*', (route) => {
      arrived.push(route.request().url().split('/').at(-1) ?? '')
      return route.continue()
    })
    await later.goto('/dang-ky')
    await expect(heading(later, 'Đã nhận tờ khai')).toBeVisible()
    expect(arrived).toEqual(['portrait', 'front', 'back'])
    expect(countDeclarations(issuer, newPhone)).toBe(1)
  },
)
