import type { BrowserContext, CDPSession, Page } from '@playwright/test'

/**
 * Makes `setOffline` hold over navigations: Chromium 150 keeps the network away from a page that is opened
 * without one, but tells it `navigator.onLine === true`, which a phone without a network does not.
 */
export function holdOffline(context: BrowserContext): void {
  const sessions = new Map<Page, CDPSession>()
  let isOffline = false

  const tell = async (page: Page) => {
    const session = sessions.get(page) ?? (await context.newCDPSession(page))
    sessions.set(page, session)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: isOffline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
  }
  /** A page that has gone meanwhile needs no word. */
  const tellOpen = (page: Page) => tell(page).catch(() => undefined)

  const watch = (page: Page) => {
    page.on('framenavigated', (frame) => {
      if (isOffline && frame === page.mainFrame()) void tellOpen(page)
    })
    page.on('close', () => sessions.delete(page))
  }
  context.pages().forEach(watch)
  context.on('page', watch)

  const setOffline = context.setOffline.bind(context)
  context.setOffline = async (offline) => {
    isOffline = offline
    // First, so that the network is there when the page hears of it.
    await Promise.all([...sessions.keys()].map(tellOpen))
    await setOffline(offline)
  }
}
