/** The hospital desk in both themes: axe, by the keyboard alone, narrow, with text twice as large. */
import { expectAccessible, expectNothingCut } from '../e2e/accessible.ts'
import { expect, test } from '../e2e/fixtures.ts'
import { openDesk, scan, verdict } from '../e2e/hospital-desk.ts'
import { makePhone } from '../support/desk-codes.ts'

test.use({ viewport: { width: 1280, height: 900 } })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`sound for everybody, ${colorScheme}: axe, keyboard only, text twice as large`, async ({
    page,
    context,
  }) => {
    test.slow()
    await page.emulateMedia({ colorScheme })
    await openDesk(page)
    const phone = await makePhone()
    for (const text of ['BHYT:1/12', 'DN4010199990001', await phone.show()]) {
      await scan(page, text)
      await expect(verdict(page)).toBeVisible()
      await expectAccessible(page, text.slice(0, 12))
      await expectNothingCut(page, text.slice(0, 12))
    }
    // By keyboard alone, and by fingers, not by a scanner: the facility, the mode, the work below.
    const fingers = { delay: 60 }
    await page.getByRole('button', { name: 'Chọn cơ sở' }).focus()
    await page.keyboard.press('Enter', fingers)
    await expect(page.getByRole('heading', { name: 'Chọn cơ sở' })).toBeVisible()
    await expectAccessible(page, 'choosing a facility')
    await page.getByLabel(/Tên hoặc mã cơ sở/).focus()
    await page.keyboard.type('01929', fingers)
    await page.keyboard.press('Tab', fingers)
    await page.keyboard.press('Enter', fingers)
    await expect(page.getByText('01929 Bệnh viện Bạch Mai')).toBeVisible()
    await page.getByRole('radio', { name: 'Nhanh' }).focus()
    await page.keyboard.press('ArrowRight', fingers)
    await expect(page.getByRole('img', { name: 'Mã quầy cho người bệnh quét' })).toBeVisible()
    for (const title of ['Ca làm việc', /Tiếp nhận chưa tra cứu/, 'Danh sách']) {
      const summary = page.locator('summary').filter({ hasText: title })
      await summary.first().focus()
      await page.keyboard.press('Enter', fingers)
    }
    await expectAccessible(page, 'counter code and work')
    await page.setViewportSize({ width: 320, height: 640 })
    await expectNothingCut(page, 'the desk at 320 px')
    const devtools = await context.newCDPSession(page)
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    await expectNothingCut(page, 'the desk at 200 %')
  })
}
