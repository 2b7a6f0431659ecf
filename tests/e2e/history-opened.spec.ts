/**
 * The histories opened: the chart and its table, grouped and searched; the co-payments of a long illness;
 * in two sizes and on paper. tests/screens has the other languages.
 */
import type { PartialDate } from '../../src/core/dates/partial-date.ts'
import { vietnamDay } from '../../src/core/dates/vietnam-day.ts'
import { measureCoPayments } from '../../src/core/rules/co-payments.ts'
import { longIllness } from '../../src/issuer/demo/people/demo-long-illness.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { goOffline, openSocial, speak } from './opened-history.ts'

const words = {
  vi: {
    social: 'Bảo hiểm xã hội',
    split: /^Bắt buộc .* tự nguyện 1\snăm$/,
    states: ['Đã đóng', 'Chậm đóng', 'Đã hưởng BHXH một lần', 'Không tham gia'],
    owed: 'Chậm đóng 4 tháng',
    drawn: /03\/2001.*có 5 khoảng không tham gia.*bảng/,
    table: 'Bảng',
    salary: 'Mức lương đóng',
    year: 'Năm',
    found: 'Tìm thấy 4 dòng',
    nothing: /^Không tìm thấy/,
  },
  ko: {
    social: '사회보험',
    split: /^의무 .* 임의 1\s?년$/,
    states: ['납부', '체납', '일시금 수령', '미가입'],
    owed: '체납 4개월',
    drawn: /2001.*미가입 구간 5회.*표/,
    table: '표',
    salary: '보험료 기준 급여',
    year: '연도',
    found: '4건 찾음',
    nothing: /^찾은 내용이 없습니다/,
  },
} as const

test('six employers, offline: drawn, marked, grouped, as a table, searched, in Vietnamese and Korean', async ({
  page,
  openAccount,
}) => {
  await goOffline(page, await openAccount('manyJobs'))
  for (const lang of ['vi', 'ko'] as const) {
    const expected = words[lang]
    if (lang === 'ko') await speak(page, lang)
    const details = await openSocial(page)
    const timeline = details.locator('.timeline')
    const table = details.getByRole('table')

    await test.step(`${lang}: what is there and what is missing`, async () => {
      await expect(details.getByRole('heading', { level: 2 })).toHaveText(expected.social)
      await expect(details.locator('summary').getByText(expected.split)).toBeVisible()
      await expect(details.locator('summary').getByText(expected.owed)).toBeVisible()
      await expect(details.getByRole('figure').getByRole('listitem')).toHaveText([...expected.states])
      await expect(details.getByRole('img', { name: expected.drawn })).toBeVisible()
      await expect(details.locator('.drawing .stretch.gap')).toHaveCount(5)
      await expect(details.locator('.missing').getByRole('term')).toHaveText(expected.states.slice(1))
    })
    await test.step(`${lang}: by employer`, async () => {
      await expect(timeline.getByRole('heading', { level: 3 })).toHaveCount(7)
      await expect(timeline.getByText(expected.states[2]).first()).toBeVisible()
    })
    await test.step(`${lang}: the table says the same`, async () => {
      const rows = await timeline.locator('.rows > li').count()
      await details.getByRole('radio', { name: expected.table }).check()
      await expect(table.getByRole('columnheader', { name: expected.salary })).toBeVisible()
      await expect(table.locator('tbody tr:not(:has(.heading))')).toHaveCount(rows)
      await expectNothingCut(page, 'the table')
    })
    await test.step(`${lang}: by year`, async () => {
      await details.getByRole('radio', { name: expected.year, exact: true }).check()
      await expect(table.locator('.heading').first()).toHaveText(/^20\d\d$/)
      await expect(table.getByRole('rowheader', { name: '2001', exact: true })).toBeAttached()
    })
    await test.step(`${lang}: searched without accents`, async () => {
      const search = details.getByRole('searchbox')
      await search.fill('dien tu SAO MAI')
      await expect(details.getByRole('status')).toHaveText(expected.found)
      await expect(table.getByRole('row').filter({ hasText: 'Điện tử Sao Mai' })).toHaveCount(4)
      await search.fill('khong co gi nhu the')
      await expect(details.getByRole('status')).toHaveText(expected.nothing)
    })
  }
})

test('a long illness, offline: co-payments reach the certificate; any year and any visit is found', async ({
  page,
  openAccount,
}) => {
  await goOffline(page, await openAccount('longIllness'))
  await page.goto('/qua-trinh/kham')
  const on = vietnamDay(Date.now() / 1000) as PartialDate
  const { fiveYearDate, history: { visits } = { visits: [] } } = longIllness(on)
  const measured = measureCoPayments(visits, { on, fiveYearDate: fiveYearDate as PartialDate })
  const progress = page.getByRole('progressbar')
  const [thisYear, lastYear] = [0, 1].map((ago) => String(Number(on.slice(0, 4)) - ago))
  await test.step('this year', async () => {
    await expect(page.getByRole('heading', { name: `Cùng chi trả năm ${thisYear}` })).toBeVisible()
    await expect(progress).toHaveAccessibleDescription(
      /Đã cùng chi trả .*\sđ\. Được miễn khi vượt .*\sđ và đủ 5 năm liên tục\./,
    )
    const { share, certificate, left, threshold, paid } = measured
    await expect(progress).toHaveJSProperty('position', Math.min(1, share))
    const certain = /từ .* có thể xin Giấy chứng nhận không cùng chi trả trong năm/
    await expect(page.getByText(certificate ? certain : /^Còn .*\sđ nữa là tới mức này/)).toBeVisible()
    const converted = page.getByText(/^Phần trả trước ngày .* được tính lại theo mức mới\.$/)
    await expect(converted).toHaveCount(left === Math.max(0, threshold - paid) ? 0 : 1)
    await expect(
      page.getByText(/^6 lần mức tham chiếu .*188\/2025.*áp dụng từ \d\d\/\d\d\/\d{4}/),
    ).toBeVisible()
    await expectAccessible(page, 'the visits')
  })
  await test.step('a year before', async () => {
    await page.getByRole('combobox', { name: /^Năm/ }).selectOption(lastYear ?? '')
    await expect(page.getByRole('heading', { name: `Cùng chi trả năm ${lastYear}` })).toBeVisible()
    await expect(progress).not.toHaveJSProperty('position', 1)
    await expect(page.getByText(/^Còn .*\sđ nữa là tới mức này/)).toBeVisible()
    await expectNothingCut(page, 'last year')
  })
  await test.step('searched without accents, in all years', async () => {
    await page.getByRole('searchbox').fill('VIEM phoi')
    await expect(page.getByRole('status').filter({ hasText: 'Tìm thấy 1 dòng' })).toBeVisible()
    await expect(page.getByText(/Viêm phổi/)).toBeVisible()
    await expect(progress).toBeHidden()
  })
})
