/** The ready page of a phone, and openings of the card that it answers. */
import type { BrowserContext, Page, ViewportSize } from '@playwright/test'
import { expect } from './fixtures.ts'
import { stopWorkers } from './stop-workers.ts'

/** What stands in the place of the ready page, as text. */
export const readPlace = (page: Page) =>
  page.evaluate(async () => (await (await caches.open('vi-bhyt-ready')).match('/'))?.text())

/** Resolves once the ready page shows the card by itself. */
export async function waitForReadyPage(page: Page, part = '<svg class="qr"') {
  await expect.poll(async () => (await readPlace(page))?.includes(part), { message: part }).toBe(true)
}

/** Opens the card as after a restart of the phone: no network, no worker. `page` is any of the app's. */
export async function openCold(context: BrowserContext, page: Page, path = '/', size?: ViewportSize) {
  await makeCold(context, page)
  const cold = await context.newPage()
  if (size) await cold.setViewportSize(size)
  await cold.goto(path)
  return cold
}

export async function makeCold(context: BrowserContext, page: Page) {
  // The app itself may wake the worker at any time.
  await page.goto('/manifest.webmanifest')
  await context.setOffline(true)
  await stopWorkers(page)
}

/** Whether the browser answered the opening itself, by the static route. */
export const wasRouted = (page: Page) =>
  page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation')
    return entry instanceof PerformanceNavigationTiming && entry.workerStart === 0
  })

/** What of the card and its code has moved by itself since the page was opened. */
export const readShifts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        type Shift = PerformanceEntry & { sources: { node: Node | null }[] }
        new PerformanceObserver((list) => {
          const nodes = (list.getEntries() as Shift[]).flatMap(({ sources }) =>
            sources.map(({ node }) => node),
          )
          const moved = nodes.map((node) => (node instanceof Element ? node : node?.parentElement))
          resolve(
            moved.flatMap((node) => (node?.closest('.pair, .family') ? node.outerHTML.slice(0, 80) : [])),
          )
        }).observe({ type: 'layout-shift', buffered: true })
        // Where there is none, nothing is ever said.
        setTimeout(resolve, 1_000, [])
      }),
  )
