import type { Page } from '@playwright/test'

/**
 * Ends every service worker, as a browser does with one that has nothing to do, and as a restart of the phone
 * does.
 */
export async function stopWorkers(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.stopAllWorkers')
  await devtools.detach()
}
