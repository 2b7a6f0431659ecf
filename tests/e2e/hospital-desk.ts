/** The hospital desk, /quay, as its staff work with it. */
import { expect, type Page } from '@playwright/test'
import { pressKeys } from '../support/desk-scanner.ts'

/**
 * Types as a desk scanner does: keys one after the other, then Enter, with no pause between them however busy
 * the machine is. Whoever presses a key afterwards does so with fingers.
 */
export async function scan(page: Page, text: string) {
  await page.evaluate(
    async (keys) => {
      for (const { key, code, shift } of keys) {
        const press = { key, code, shiftKey: shift, bubbles: true, cancelable: true }
        const isTaken = !(document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', press),
        )
        const field = document.activeElement
        if (isTaken || key === 'Enter' || !(field instanceof HTMLInputElement)) continue
        field.value += key
        field.dispatchEvent(new InputEvent('input', { data: key, bubbles: true }))
      }
      await new Promise((resolve) => setTimeout(resolve, 60))
    },
    [...pressKeys(text), { key: 'Enter', code: 'Enter', shift: false }],
  )
}

export const answer = (page: Page) => page.getByRole('region', { name: 'Kết quả' })
export const verdict = (page: Page) => answer(page).getByRole('heading', { level: 2 })

export async function openDesk(page: Page) {
  await page.goto('/quay')
  await expect(page.getByLabel('Quét mã hoặc gõ mã số thẻ')).toBeFocused()
  await expect(page.getByText('Danh sách mới')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
}

/** The desk's worker has its files: from now on no network is needed. */
export async function waitForDeskWorker(page: Page) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state === 'activated') return
    await new Promise<void>((resolve) =>
      active?.addEventListener('statechange', () => active.state === 'activated' && resolve()),
    )
  })
}
