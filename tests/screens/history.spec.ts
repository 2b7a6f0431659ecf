/**
 * The histories on a narrow phone, offline: the demo's five people in two languages, opened in all of them.
 */
import { languages } from '../../src/i18n/languages.ts'
import { expectAccessible, expectNothingCut } from '../e2e/accessible.ts'
import { expect, test } from '../e2e/fixtures.ts'
import { expectBothViewsUncut, goOffline, openSocial, speak } from '../e2e/opened-history.ts'
import type { HouseholdName } from '../support/issuer/add-household.ts'

const parts = ['/qua-trinh', '/qua-trinh/huong', '/qua-trinh/kham', '/qua-trinh/moi'] as const

const people: { household: HouseholdName; facts: string[]; korean: string[] }[] = [
  {
    household: 'family',
    facts: ['Bảo hiểm xã hội', 'Chế độ thai sản', 'Cùng chi trả năm'],
    korean: ['사회보험', '출산급여', '본인부담금'],
  },
  {
    household: 'couple',
    facts: ['Bảo hiểm y tế', 'Lương hưu', 'Cùng chi trả năm'],
    korean: ['건강보험', '연금', '본인부담금'],
  },
  {
    household: 'youngWorker',
    facts: ['Không tham gia 1 tháng', 'Đang giải quyết', 'Nhiễm trùng đường hô hấp trên cấp'],
    korean: ['미가입 1개월', '처리 중', 'Nhiễm trùng đường hô hấp trên cấp'],
  },
  {
    household: 'manyJobs',
    facts: ['Chậm đóng 4 tháng', 'Trợ cấp thất nghiệp', 'Đau lưng'],
    korean: ['체납 4개월', '실업 급여', 'Đau lưng'],
  },
  {
    household: 'longIllness',
    facts: ['đã tham gia', 'Chưa có lần hưởng nào', 'giấy chứng nhận không cùng chi trả'],
    korean: ['가입', '아직 수급 내역이 없습니다', '본인부담 면제 확인서'],
  },
]

for (const { household, facts, korean } of people) {
  test(`offline, in Vietnamese and Korean: ${household}`, async ({ page, openAccount }) => {
    test.slow()
    await goOffline(page, await openAccount(household))
    for (const expected of [facts, korean]) {
      for (const [at, path] of parts.entries()) {
        await page.goto(path)
        await expect(page.getByText(expected[at] ?? /./).first()).toBeVisible()
        await expectNothingCut(page, `${path} of ${household}`)
      }
      if (expected === facts) await speak(page, 'ko')
    }
  })
}

test('opened in five languages, with text as it is and twice as large, nothing is cut', async ({
  page,
  openAccount,
}) => {
  test.slow()
  await goOffline(page, await openAccount('manyJobs'))
  for (const lang of languages) {
    await test.step(lang, async () => {
      await speak(page, lang)
      await expectBothViewsUncut(page, await openSocial(page))
    })
  }
})

test('opened, light and dark, with text twice as large, in print: accessible, nothing cut', async ({
  page,
  openAccount,
}) => {
  await goOffline(page, await openAccount('manyJobs'))
  const details = await openSocial(page)
  await expectBothViewsUncut(page, details)
  const views = details.locator('input[name^="as-"]')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const view of await views.all()) {
      await view.check()
      await expectAccessible(page, `${colorScheme}, ${await view.inputValue()}`)
    }
  }
  await test.step('printed in black and white: each state has a pattern of its own', async () => {
    await page.emulateMedia({ colorScheme: 'light', media: 'print' })
    await page.setViewportSize({ width: 794, height: 1123 })
    await expectNothingCut(page, 'on paper')
    await expect(details.getByRole('table')).toBeVisible()
    await expect(details.getByRole('searchbox')).toBeHidden()
    const looks = await details.locator('.legend .stretch').evaluateAll((all) =>
      all.map((stretch) => {
        const { fill, stroke, strokeDasharray, printColorAdjust } = getComputedStyle(stretch)
        return fill.startsWith('url')
          ? fill
          : [stroke !== 'none', strokeDasharray, printColorAdjust].join(' ')
      }),
    )
    expect(new Set(looks).size, looks.join(', ')).toBe(4)
  })
})
