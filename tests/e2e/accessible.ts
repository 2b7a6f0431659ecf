import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Nothing scrolls sideways, and no word stands outside the screen, be it only because a box around it clips.
 */
export async function expectNothingCut(page: Page, what: string) {
  const { overflow, outside } = await page.evaluate(() => {
    const moves = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || moves(element.parentElement))
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    const range = document.createRange()
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      range.selectNodeContents(text)
      const { left, right, width } = range.getBoundingClientRect()
      const parent = text.parentElement
      if (width === 0 || (left >= 0 && right <= innerWidth) || !parent) continue
      if (!parent.closest('.unseen, .skip, [aria-hidden=true]') && !moves(parent)) {
        found.push(text.textContent ?? '')
      }
    }
    return { overflow: document.documentElement.scrollWidth - innerWidth, outside: found }
  })
  expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0)
  expect(outside, what).toEqual([])
}

/**
 * Markup that HTML allows and that a browser's translation does no harm to: no block in a `<summary>`, no
 * list without an entry, no table without a name or with a row that has no header; names, numbers and codes
 * are marked `translate="no"`.
 */
export async function findUnsoundMarkup(page: Page, verbatim: RegExp): Promise<string[]> {
  return page.evaluate(
    ({ source, flags }) => {
      const faults: string[] = []
      const excerpt = (element: Element) => element.outerHTML.slice(0, 120)
      for (const element of document.querySelectorAll('summary :is(p, div, ul, ol, dl, table, section)'))
        faults.push(`block in a summary: ${excerpt(element)}`)
      for (const element of document.querySelectorAll('ul, ol, dl, tbody'))
        if (element.children.length === 0) faults.push(`empty: ${excerpt(element)}`)
      for (const table of document.querySelectorAll('table')) {
        const isNamed = table.caption?.textContent || table.ariaLabel || table.getAttribute('aria-labelledby')
        if (!isNamed) faults.push(`table without a name: ${excerpt(table)}`)
        for (const row of table.querySelectorAll('tbody tr'))
          if (!row.querySelector('th')) faults.push(`row without a header: ${excerpt(row)}`)
      }
      const pattern = new RegExp(source, flags)
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const parent = text.parentElement
        if (!parent || parent.closest('script, style, template, noscript')) continue
        if (pattern.test(text.textContent ?? '') && !parent.closest('[translate=no]'))
          faults.push(`may be translated: ${text.textContent} in ${excerpt(parent)}`)
      }
      return faults
    },
    { source: verbatim.source, flags: verbatim.flags },
  )
}

/**
 * Of the demo's mother: her name and her child's, numbers of cards and accounts, file numbers, codes of
 * errors and of facilities.
 */
const verbatim =
  /Nguyễn Thị Mẫu|Bảo Ngọc|[A-Z]{2} ?\d ?\d\d ?\d{4}|\b\d{4} ?\d{3} ?\d{3}\b|DK-\d\d-|[A-Z] \d{3} \d{3}/iu

/** A screen of the demo's mother has sound markup, closed to translation where that would do harm. */
export async function expectSoundMarkup(page: Page, what: string) {
  expect(await findUnsoundMarkup(page, verbatim), what).toEqual([])
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe objects to, by all its rules or by those with these tags. */
export async function findViolations(page: Page, tags?: string[]): Promise<string[]> {
  // No page of ours holds a frame of another origin, and without those one pass in the page itself says as
  // much as two in two pages.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await (tags ? builder.withTags(tags) : builder).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** No violation of WCAG 2.2 AA that axe can find. */
export async function expectAccessible(page: Page, what: string) {
  // The bar at the bottom lies over whatever is scrolled beneath it, which axe takes for too small a target.
  const size = page.viewportSize()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: size?.width ?? 320, height: Math.max(2600, 2 * height) })
  expect(await findViolations(page, wcag), what).toEqual([])
  if (size) await page.setViewportSize(size)
}
