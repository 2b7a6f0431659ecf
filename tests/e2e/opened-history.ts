import { expect, type Locator, type Page } from '@playwright/test'
import { type Language, languageNames } from '../../src/i18n/languages.ts'
import type { OwnAccount } from '../support/issuer/add-household.ts'
import { expectNothingCut } from './accessible.ts'
import { refresh, signIn, waitForWorker } from './fixtures.ts'

/** Signs in, has everything fetched, and takes the network away. */
export async function goOffline(page: Page, account: OwnAccount) {
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, account)
  await waitForWorker(page)
  expect(await refresh(page)).toMatch(/fresh|unchanged/)
  await page.context().setOffline(true)
}

/** Chooses the language as a person does. */
export async function speak(page: Page, lang: Language) {
  await page.goto('/tien-ich')
  await page.getByRole('combobox').selectOption(languageNames[lang])
  await expect(page.locator('html')).toHaveAttribute('lang', lang)
}

/** Opens the social insurance, by the summary that a finger would hit; resolves when its content is there. */
export async function openSocial(page: Page): Promise<Locator> {
  await page.goto('/qua-trinh')
  const details = page.locator('details').first()
  await details.locator('summary').click()
  await expect(details.getByRole('figure').getByRole('img')).toBeVisible()
  return details
}

/** Nothing is cut in the table nor in the timeline, with text as it is and twice as large. */
export async function expectBothViewsUncut(page: Page, details: Locator) {
  const devtools = await page.context().newCDPSession(page)
  const [asTimeline, asTable] = await details.locator('input[name^="as-"]').all()
  for (const standard of [16, 32]) {
    await devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
    await asTable?.check()
    await expect(details.getByRole('table')).toBeVisible()
    await expectNothingCut(page, `the table, ${standard} px`)
    await asTimeline?.check()
    await expect(details.locator('.timeline')).toBeVisible()
    await expectNothingCut(page, `the timeline, ${standard} px`)
  }
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 16 } })
}
