/**
 * What the card covers, reminders, the family on the card screen, the extract and reports, as a person at
 * home uses them.
 */
import { readFileSync } from 'node:fs'
import type { BrowserContext, Download, Page } from '@playwright/test'
import { DEMO_OFFICER_PASSWORD } from '../../src/issuer/demo/demo-back-office.ts'
import { expect, refresh, signIn, test, waitForWorker } from './fixtures.ts'
import { readUnusedCode } from './officer-code.ts'
import { button } from './person.ts'
import { runCommand } from './run-command.ts'

async function goOffline(page: Page, context: BrowserContext) {
  await waitForWorker(page)
  expect(await refresh(page)).toMatch(/fresh|unchanged/)
  await context.setOffline(true)
}

async function download(page: Page, name: string): Promise<{ file: Download; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()])
  return { file, text: readFileSync(await file.path(), 'utf8') }
}

test('offline: what the card covers, by the law of a chosen day; the extract, printed with a code, of chosen parts, as files', async ({
  page,
  context,
  mother,
}, info) => {
  await signIn(page, mother)
  await goOffline(page, context)
  await test.step('what the card covers, and never as a bill', async () => {
    await page.goto('/tien-ich/quyen-loi')
    await expect(page.getByText('Mức 4: quỹ trả 80% chi phí')).toBeVisible()
    const table = page.getByRole('table', { name: /^Phần quỹ trả/ })
    const middle = table.getByRole('row', { name: /từ 50 đến dưới 70 điểm/ })
    await page.getByLabel('Xem cho ngày').fill('2026-07-01')
    await expect(middle.getByRole('cell')).toHaveText([/40%/, /80%/])
    await page.getByLabel('Xem cho ngày').fill('2026-06-30')
    await expect(middle.getByRole('cell')).toHaveText([/Quỹ không trả/, /80%/])
    await expect(page.getByText('6 lần mức tham chiếu là 14.040.000 đ')).toBeVisible()
    await expect(table.getByRole('row', { name: /Cấp ban đầu/ }).getByRole('cell')).toHaveText([
      /100%/,
      /100%/,
    ])
    await page.getByLabel('Xem cho ngày').fill('2024-12-31')
    await expect(page.getByText('Ví chỉ có bảng từ ngày 01/01/2025')).toBeVisible()
    await expect(table).toBeHidden()
    await expect(page.getByText(/Nghị định 188\/2025\/NĐ-CP, Điều 38 khoản 2/)).toBeVisible()
    await expect(page.getByRole('link', { name: 'Luật 51/2024/QH15' })).toHaveAttribute(
      'href',
      /vanban\.chinhphu\.vn/,
    )
    await page.getByLabel('Xem thẻ của').selectOption({ label: 'Trần Bảo Ngọc Mẫu' })
    await expect(page.getByText(/Mức 1: quỹ trả 100%/)).toBeVisible()
  })
  await page.goto('/tien-ich/trich-luc')
  await test.step('the data as files that name nobody', async () => {
    await page.getByText('Mang dữ liệu theo').click()
    const json = await download(page, 'Tất cả (JSON)')
    expect(json.file.suggestedFilename()).toBe('du-lieu-bhyt.json')
    const data = JSON.parse(json.text)
    expect(data).toMatchObject({ holder: { fullName: 'Nguyễn Thị Mẫu' }, card: { bhxhCode: mother.login } })
    expect(json.text).not.toMatch(/credential|hospitalText/i)
    const csv = await download(page, 'Quá trình tham gia (CSV)')
    expect(csv.file.suggestedFilename()).toBe('qua-trinh-tham-gia.csv')
    expect(csv.text.startsWith('\ufeffTừ,Đến,Loại bảo hiểm')).toBe(true)
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(data.participation.length + 1)
  })
  await test.step('holds the chosen parts of the chosen person', async () => {
    const sheet = page.getByRole('article', { name: 'Xem trước bản in' })
    const part = (name: string) => sheet.getByRole('heading', { name })
    await expect(part('Quá trình tham gia')).toBeVisible()
    await expect(part('Sổ khám chữa bệnh')).toBeHidden()
    await page.getByLabel('Sổ khám chữa bệnh').check()
    await page.getByLabel('Thẻ bảo hiểm y tế').uncheck()
    await expect(part('Sổ khám chữa bệnh')).toBeVisible()
    await expect(part('Thẻ bảo hiểm y tế')).toBeHidden()
    await page.getByLabel('Xem thẻ của').selectOption({ label: 'Trần Minh Mẫu' })
    await expect(sheet.getByText('TRẦN MINH MẪU', { exact: true })).toBeVisible()
    await expect(sheet.getByText(/tổng số trên của Trần Minh Mẫu/)).toBeVisible()
  })
  await test.step('is printed, and its code says the totals that are printed beside it', async () => {
    await page.goto('/tien-ich/trich-luc')
    const sheet = page.getByRole('article', { name: 'Xem trước bản in' })
    await expect(sheet.getByRole('img', { name: 'Mã QR của các tổng số' })).toBeVisible()
    await expect(sheet.getByText('Bản mẫu: người và dữ liệu không có thật')).toBeVisible()
    const rows = sheet.getByRole('row')
    const covered = rows.filter({ hasText: /^Bảo hiểm y tế\d+Có$/ })
    await expect(rows.filter({ hasText: 'Đã đóng' }).first()).toContainText('Không')

    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(2)

    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 794, height: 1123 })
    await expect(page.getByRole('navigation')).toBeHidden()
    const picture = info.outputPath('extract.png')
    await page.screenshot({ path: picture })
    const verified = runCommand('verify', picture)
    expect(verified).toMatchObject({
      verdict: 'valid_totals',
      specimen: true,
      totals: { fullName: 'Nguyễn Thị Mẫu', bhxhCode: mother.login },
    })
    await expect(covered).toContainText(String(verified.totals.months.bhyt))
    expect(runCommand('decode', picture)).toMatchObject({ kind: 'wallet', verdict: 'valid_totals' })
  })
})

test('a report of a mistake goes from the row to the office and its answer comes back, over a lost network', async ({
  page,
  context,
  browser,
  baseURL,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await signIn(page, mother)
  await test.step('asks for what is missing, at the first thing that is', async () => {
    await page.goto('/tien-ich/bao-sai')
    await button(page, 'Gửi cơ quan BHXH').click()
    await expect(page.getByLabel('Phần nào sai?')).toBeFocused()
    await expect(page.getByText('Hãy viết vài lời để cơ quan BHXH hiểu.')).toBeVisible()
  })
  await goOffline(page, context)
  // Before the pre-rendered page is awake the link leads to the form alone: then once more.
  let patience = 0
  await expect(async () => {
    patience += 5_000
    await page.goto('/qua-trinh/kham')
    await page
      .getByRole('link', { name: /^Có gì sai/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: 'Báo dữ liệu sai' })).toBeVisible()
    await expect(page.getByText(/Sổ khám chữa bệnh/).first()).toBeVisible({ timeout: patience })
  }).toPass()
  await page.getByLabel('Không phải của tôi').check()
  await page.getByLabel('Nói rõ hơn').fill('Hôm đó tôi ở quê.\nCó vé xe.')

  await test.step('what was typed stays', async () => {
    await page.getByRole('link', { name: 'Thẻ', exact: true }).click()
    await expect(page.locator('svg.qr')).toBeVisible()
    await page.goto('/tien-ich/bao-sai')
    await expect(page.getByLabel('Nói rõ hơn')).toHaveValue('Hôm đó tôi ở quê.\nCó vé xe.')
    await expect(page.getByLabel('Không phải của tôi')).toBeChecked()
  })
  await button(page, 'Gửi cơ quan BHXH').click()
  await expect(page.getByText('Đã ghi lại.')).toBeVisible()
  await expect(page.getByText('Chưa gửi; máy tự gửi khi có mạng.')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText(/Đã gửi ngày .* đang chờ trả lời/)).toBeVisible()

  const office = await browser.newContext({ ...(baseURL && { baseURL }) })
  const ask = (path: string, data?: object) =>
    office.request.fetch(path, {
      method: data ? 'POST' : 'GET',
      headers: { Origin: new URL(baseURL ?? '').origin },
      ...(data && { data }),
    })
  expect(
    (
      await ask('/api/office/session', {
        login: 'canbo',
        password: DEMO_OFFICER_PASSWORD,
        code: await readUnusedCode(baseURL ?? '', 'canbo'),
      })
    ).status(),
  ).toBe(200)
  const { requests } = await (await ask('/api/office/requests')).json()
  const filed = requests.find(({ kind }: { kind: string }) => kind === 'data-report')
  const { content, person } = await (await ask(`/api/office/requests/${filed.id}`)).json()
  expect(person.bhxhCode).toBe(mother.login)
  expect(content).toContainEqual({ field: 'Sai ở', text: 'Không phải của người gửi' })
  expect(content).toContainEqual({ field: 'Lời người gửi', text: 'Hôm đó tôi ở quê.\nCó vé xe.' })
  const refusal = await ask(`/api/office/requests/${filed.id}/refusal`, {
    answer: 'Bác mang vé xe đến cơ quan.',
  })
  expect(refusal.status()).toBe(204)
  await office.close()

  await page.reload()
  await expect(page.getByText('Trả lời: Bác mang vé xe đến cơ quan.')).toBeVisible()
})
