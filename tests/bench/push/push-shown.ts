import { chromium, type Page } from '@playwright/test'
import { signIn } from '../../e2e/fixtures.ts'
import { browserSwitches, findBrowser } from '../../support/browser/find-browser.ts'
import { addHousehold } from '../../support/issuer/add-household.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import { openDelivery } from '../../support/push/connect-push.ts'

/** An upgrade that never ends holds back every other opening of the database. */
const hangDatabase = () =>
  new Promise<void>((resolve) => {
    const opening = indexedDB.open('vi-bhyt', 1_000)
    opening.onupgradeneeded = () => {
      const held = opening.transaction
      const [name = ''] = held?.objectStoreNames ?? []
      const keepBusy = () => {
        const asked = held?.objectStore(name).count()
        if (asked) asked.onsuccess = keepBusy
      }
      keepBusy()
      resolve()
    }
  })

type Case = {
  /** Whether the wallet's page is in sight while pushes come. */
  isVisible?: boolean
  prepare?: (page: Page) => Promise<unknown>
  /** What the push carries beside the text. */
  beside?: Record<string, unknown>
}

const cases: Readonly<Record<string, Case>> = {
  offline: { prepare: (page) => page.context().setOffline(true) },
  'database hung': { prepare: (page) => page.evaluate(hangDatabase) },
  'refresh failing': {
    prepare: (page) => page.context().route('**/api/**', (route) => route.fulfill({ status: 500 })),
  },
  'page visible': { isVisible: true },
  // The worker is of the build before the service's: its files are gone, and the push is of a later form.
  'old build': {
    prepare: (page) =>
      page.context().route(/service-worker|assets/, (route) => route.fulfill({ status: 404 })),
    beside: { web_push: 8031, later: { than: 'this' } },
  },
}

/** Waits for a notification that says this; false after ten seconds. */
function waitForShown(page: Page, title: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const registration = await navigator.serviceWorker.ready
    for (let tries = 0; tries < 1000; tries++) {
      const shown = await registration.getNotifications()
      if (shown.some((each) => each.title === wanted)) return true
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return false
  }, title)
}

/** Pushes to a phone in each of the cases, one after the other: how many notifications are seen. */
export async function benchPushShown({ quick, count }: { quick: boolean; count?: number }) {
  const each = (count ?? (quick ? 50 : 1000)) / Object.keys(cases).length
  const issuer = await startIssuer()
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    args: [...browserSwitches],
    ...(executablePath ? { executablePath } : {}),
  })
  const seen: Record<string, number> = {}
  try {
    for (const [name, { isVisible, prepare, beside }] of Object.entries(cases)) {
      const context = await browser.newContext({ baseURL: issuer.url, locale: 'vi-VN' })
      await context.grantPermissions(['notifications', 'background-sync'])
      const page = await context.newPage()
      await signIn(page, await addHousehold(issuer.databaseFile, 'family'))
      await page.evaluate(async () => void (await navigator.serviceWorker.ready))
      const deliver = await openDelivery(page)
      await prepare?.(page)
      if (!isVisible) await (await context.newPage()).bringToFront()
      seen[name] = 0
      for (let push = 0; push < each; push++) {
        const title = `${name} ${push}`
        await deliver(
          JSON.stringify({ web_push: 8030, notification: { title, body: '', lang: 'vi' }, ...beside }),
        )
        if (await waitForShown(page, title)) seen[name]++
      }
      await context.close()
    }
  } finally {
    await browser.close()
    await issuer.dispose()
  }
  return {
    pushes: each * Object.keys(cases).length,
    shown: Object.values(seen).reduce((a, b) => a + b),
    seen,
  }
}
