/**
 * What a counter needs stands on the first screen: the whole code with its quiet zone, the number, the name.
 */
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { languageNames, languages } from '../../src/i18n/languages.ts'
import { expect, refresh, signIn, test, waitForLater, waitForWorker } from '../e2e/fixtures.ts'
import { findMissingOfCard } from '../support/browser/first-screen.ts'

const screens = [
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  { width: 390, height: 844 },
] as const

/** In each language, on each screen. */
async function collectMissing(page: Page, what: string): Promise<string[]> {
  const missing: string[] = []
  for (const language of languages) {
    await page.goto('/tien-ich')
    await page.getByRole('combobox').selectOption(languageNames[language])
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await page.goto('/')
    await expect(page.locator('.code svg')).toBeVisible()
    await waitForLater(page)
    for (const screen of screens) {
      await page.setViewportSize(screen)
      for (const each of await page.evaluate(findMissingOfCard)) {
        missing.push(`${what}, ${language}, ${screen.width} × ${screen.height}: ${each}`)
      }
    }
  }
  return missing
}

/** Three cards, the longest of usual names, and the line that a specimen has more than a real card. */
test('of a family of three, whoever is shown', async ({ page, issuer, mother }) => {
  test.slow()
  await signIn(page, mother)
  await waitForWorker(page)
  const database = new DatabaseSync(issuer.databaseFile)
  database.exec('pragma busy_timeout = 5000')
  database
    .prepare("update people set full_name = 'Nguyễn Thị Hoàng Phương Anh' where id = ?")
    .run(mother.personId)
  database.prepare('update snapshots set renew_at = 0 where person_id = ?').run(mother.personId)
  database.close()
  expect(await refresh(page)).toBe('fresh')
  await page.goto('/')
  await expect(page.getByRole('radio', { name: /Thẻ của/ })).toHaveCount(3)
  expect(await collectMissing(page, 'three cards')).toEqual([])
  await page.getByRole('radio', { name: '自動更新QR' }).check({ force: true })
  await expect(page.locator('[data-kind=live] .code svg')).toBeVisible()
  expect(await page.evaluate(findMissingOfCard)).toEqual([])
})

test('of one card', async ({ page, openAccount }) => {
  test.slow()
  await signIn(page, await openAccount('longIllness'))
  await waitForWorker(page)
  await page.goto('/')
  await expect(page.getByRole('group', { name: 'Chọn thẻ' })).toHaveCount(0)
  expect(await collectMissing(page, 'one card')).toEqual([])
})
