import { expect, type Locator, type Page } from '@playwright/test'
import type { AppRoute } from '../../src/core/api/app-routes.ts'
import { waitForLater } from './fixtures.ts'

/**
 * Every route that shows a screen of its own, with what stands on it, for a person who is signed in, in any
 * language, once everything is there. `/dang-nhap/vneid` is only a way back into the app.
 */
const contents: Record<Exclude<AppRoute, '/dang-nhap/vneid'>, (main: Locator) => Locator> = {
  '/': (main) => main.locator('svg.qr'),
  '/dang-nhap': (main) => main.getByRole('textbox'),
  '/quen-mat-khau': (main) => main.getByRole('textbox'),
  '/mat-may': (main) => main.getByRole('textbox'),
  '/dang-ky': (main) => main.getByRole('listitem'),
  '/dang-ky/ho-so': (main) => main.getByRole('textbox'),
  '/qua-trinh': (main) => main.getByRole('heading', { level: 2 }),
  '/qua-trinh/huong': (main) => main.getByRole('listitem'),
  '/qua-trinh/kham': (main) => main.getByRole('progressbar'),
  '/qua-trinh/moi': (main) => main.getByRole('status'),
  '/quet': (main) => main.getByRole('button'),
  '/tien-ich': (main) => main.getByRole('region'),
  '/tien-ich/san-sang': (main) => main.getByRole('listitem'),
  '/tien-ich/khong-mang': (main) => main.getByRole('listitem'),
  '/tien-ich/tai-khoan': (main) => main.getByRole('region'),
  '/tien-ich/may': (main) => main.getByRole('listitem'),
  '/tien-ich/mat-khau': (main) => main.getByRole('textbox'),
  '/tien-ich/van-tay': (main) => main.getByRole('status'),
  '/tien-ich/quyen-loi': (main) => main.getByRole('table'),
  '/tien-ich/thong-bao': (main) => main.getByRole('listitem'),
  '/tien-ich/nhac': (main) => main.getByRole('listitem'),
  '/tien-ich/trich-luc': (main) => main.getByRole('table'),
  '/tien-ich/in-qr': (main) => main.getByRole('combobox'),
  '/tien-ich/bao-sai': (main) => main.getByRole('textbox'),
  '/tien-ich/kiem-tra-tin': (main) => main.getByRole('textbox'),
  '/tien-ich/hoi-co-quan': (main) => main.getByRole('textbox'),
  '/tien-ich/tin-tuc': (main) => main.getByRole('listitem'),
  '/tien-ich/tra-cuu': (main) => main.getByRole('group'),
  '/tien-ich/nop-tien': (main) => main.locator('.empty'),
  '/tien-ich/hoi-dap': (main) => main.getByRole('searchbox'),
  '/tien-ich/dich-vu': (main) => main.getByRole('listitem'),
  '/tien-ich/ho-so': (main) => main.getByRole('heading', { level: 1 }),
  '/tien-ich/da-dua-the': (main) => main.locator('.empty'),
  '/them-the': (main) => main.getByRole('listitem'),
  '/them-the/nhap-tay': (main) => main.getByRole('textbox'),
}

export const screens = Object.entries(contents).map(([path, findContent]) => ({ path, findContent }))

/** Opens it; resolves once nothing of it is on its way any more. */
export async function openScreen(page: Page, { path, findContent }: (typeof screens)[number]) {
  await page.goto(path)
  const main = page.getByRole('main')
  await findContent(main).first().waitFor({ state: 'attached' })
  await expect(main.getByRole('heading').first()).toBeAttached()
  await expect(main.locator('.loading-state, .skeleton')).toHaveCount(0)
  await waitForLater(page)
}
