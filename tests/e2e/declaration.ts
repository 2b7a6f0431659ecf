/** The declaration as a new person fills it in, page by page. */
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, type SharedIssuer } from './fixtures.ts'
import { listSent, readCode } from './messages.ts'

export const primary = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** The page stands, nothing is cut, and axe has no objection. */
export async function expectGoodPage(page: Page, name: string): Promise<void> {
  await expect(heading(page, name)).toBeVisible()
  await expectNothingCut(page, name)
  await expectAccessible(page, name)
}

/** A photograph of a document or a face, so to speak; each is another. */
export async function takePhoto(width = 1600, height = 1200): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 140, sigma: 40 } as const
  // Small noise made larger: as soft as a photograph, and quick to make.
  const create = {
    width: Math.ceil(width / 8),
    height: Math.ceil(height / 8),
    channels: 3,
    background: '#fff',
    noise,
  } as const
  const grain = await sharp({ create }).png({ compressionLevel: 0 }).toBuffer()
  return sharp(grain).resize(width, height).jpeg({ quality: 80 }).toBuffer()
}

export async function fillPerson(page: Page, number = '0199990088'): Promise<void> {
  await page.getByLabel('Mã số BHXH hoặc số định danh').fill(number)
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Diễm Quỳnh')
  await page.getByLabel('Ngày sinh').fill('08/03/1985')
  await page.getByRole('radio', { name: 'Nữ' }).check({ force: true })
  await expect(page.getByLabel('Quốc tịch')).toHaveValue('Việt Nam')
  await page.getByLabel('Dân tộc').fill('Tày')
  await primary(page, 'Tiếp tục').click()
}

export async function fillIdentity(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Căn cước công dân' }).check()
  await page.getByLabel('Số giấy tờ').fill('001185990001')
  await primary(page, 'Tiếp tục').click()
}

export async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Địa chỉ liên hệ').fill('Số 12, ngõ 34, Phường Phúc Xá, Quận Ba Đình, Hà Nội')
  await expect(page.getByText(/Nay là Phường Hồng Hà/)).toBeVisible()
  await primary(page, 'Tiếp tục').click()
}

export async function confirmPhone(page: Page, phone: string): Promise<void> {
  await page.getByLabel('Số điện thoại', { exact: true }).fill(phone)
  const before = await listSent(page)
  await primary(page, 'Gửi mã xác nhận').click()
  await expect(page.getByLabel('Mã trong tin nhắn')).toBeFocused()
  await page.getByLabel('Mã trong tin nhắn').fill(await readCode(page, { before, to: phone }))
  await primary(page, 'Xác nhận').click()
}

export async function choosePicture(page: Page, photo?: Buffer): Promise<void> {
  await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
    name: 'anh.jpg',
    mimeType: 'image/jpeg',
    buffer: photo ?? (await takePhoto()),
  })
  await primary(page, 'Dùng ảnh này').click()
  await expect(page.getByRole('img', { name: 'Ảnh đã chọn' })).toBeVisible()
  await primary(page, 'Tiếp tục').click()
}

/** Everything up to the review, typed. */
export async function fillEverything(page: Page, phone: string): Promise<void> {
  await page.goto('/dang-ky')
  await primary(page, 'Bắt đầu khai').click()
  await fillPerson(page)
  await fillIdentity(page)
  await fillAddress(page)
  await confirmPhone(page, phone)
  await expect(page.getByText('Đã xác nhận số này')).toBeVisible()
  await primary(page, 'Tiếp tục').click()
  for (const name of ['Ảnh chân dung', 'Mặt trước giấy tờ', 'Mặt sau giấy tờ']) {
    await expect(heading(page, name)).toBeVisible()
    await choosePicture(page)
  }
  await expect(page.getByRole('radio', { name: /Gần nơi ở nhất/ })).toBeChecked()
  await primary(page, 'Tiếp tục').click()
  await expect(heading(page, 'Xem lại')).toBeVisible()
}

/** How many declarations the issuer has of this test's person; the demo has others. */
export function countDeclarations(issuer: SharedIssuer, phone: string): number {
  const database = new DatabaseSync(issuer.databaseFile, { readOnly: true })
  const row = database.prepare('select count(*) as count from declarations where phone = ?').get(phone)
  database.close()
  return Number(row?.['count'])
}
