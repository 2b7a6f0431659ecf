import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Nothing scrolls sideways. */
export async function expectNothingCut(page: Page, what: string) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** No violation of WCAG 2.2 AA that axe can find. */
export async function expectAccessible(page: Page, what: string) {
  // The bar at the bottom lies over whatever is scrolled beneath it, which axe takes for too small a target.
  const size = page.viewportSize()
  await page.setViewportSize({ width: size?.width ?? 320, height: 2600 })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(found, what).toEqual([])
  if (size) await page.setViewportSize(size)
}
