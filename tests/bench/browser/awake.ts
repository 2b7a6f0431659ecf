/**
 * How long a page keeps its main thread after its first paint: the longest task, the total blocking time
 * (what tasks take beyond 50 ms each) and the layout shift of the five seconds after the first contentful
 * paint, each the median of a few opens. Tasks count with the processor time that their thread had, four
 * times: a processor slowed four times on a machine without neighbours. Signed in with the worker in charge,
 * each screen as a navigation of its own; and the first screens of a browser that knows nothing.
 */
import { type AppRoute, appRoutes } from '../../../src/core/api/app-routes.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { findBrowser } from '../../support/browser/find-browser.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import type { BenchOptions } from '../main.ts'
import { Browser } from './devtools.ts'
import { provision, summarise } from './open.ts'
import { traceMainThread } from './trace.ts'

const slowedBy = 4
/** A task beyond this is felt (Long Tasks API, total blocking time). */
const longMs = 50

/** What belongs to a sign-in that is under way. */
const passing: readonly AppRoute[] = ['/dang-nhap/vneid', '/mat-may', '/quen-mat-khau']
const signedOutRoutes: readonly AppRoute[] = ['/', '/dang-nhap', '/dang-ky']

const watchShifts = `
  window.shifts = []
  const name = (node) => node && (node.id ? '#' + node.id : node.nodeName.toLowerCase() + (node.className ? '.' + node.className : ''))
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) shifts.push({ value, of: sources.map(({ node }) => name(node)) })
  }).observe({ type: 'layout-shift', buffered: true })`

const waitForQuiet = `new Promise((resolve) => {
  const read = () => {
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    if (paint && performance.now() > paint.startTime + 5_000) resolve(shifts)
    else setTimeout(read, 200)
  }
  read()
})`

type Shift = { value: number; of: string[] }

async function openOnce(browser: Browser, url: string) {
  const { session, close } = await browser.openPage()
  try {
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: watchShifts })
    let shifts: Shift[] = []
    const { paint, tasks } = await traceMainThread(browser, async () => {
      const loaded = session.waitFor('Page.loadEventFired')
      await session.send('Page.navigate', { url })
      await loaded
      shifts = (await session.evaluate(waitForQuiet)) as Shift[]
    })
    return { paint, slowed: tasks.map(({ cpu }) => cpu * slowedBy), shifts }
  } finally {
    await close()
  }
}

async function measureScreen(browser: Browser, url: string, opens: number) {
  const seen: Awaited<ReturnType<typeof openOnce>>[] = []
  for (let round = 0; round < opens; round++) seen.push(await openOnce(browser, url))
  const median = (read: (each: (typeof seen)[number]) => number) => summarise(seen.map(read)).median
  const shifts = seen.flatMap((each) => each.shifts)
  return {
    longestTask: median(({ slowed }) => Math.max(0, ...slowed)),
    blocking: median(({ slowed }) => slowed.reduce((sum, ms) => sum + Math.max(0, ms - longMs), 0)),
    awake: median(({ slowed }) => slowed.reduce((sum, ms) => sum + ms, 0)),
    layoutShift: Number(
      Math.max(...seen.map((each) => each.shifts.reduce((sum, { value }) => sum + value, 0))).toFixed(4),
    ),
    ...(shifts.length > 0 && { moved: [...new Set(shifts.flatMap((shift) => shift.of))] }),
  }
}

export async function benchAwake({ quick }: BenchOptions) {
  const path = findBrowser()
  if (path === undefined) throw new Error('no browser: set CHROMIUM_PATH')
  const opens = quick ? 1 : 3
  const issuer = await startIssuer()
  const browser = await Browser.launch(path)
  try {
    const measure = async (routes: readonly AppRoute[]) => {
      const figures: Record<string, unknown> = {}
      for (const route of routes) {
        figures[route] = await measureScreen(browser, new URL(route, issuer.url).href, opens)
      }
      return figures
    }
    const signedOut = await measure(signedOutRoutes)
    const { session, close } = await browser.openPage()
    await provision(session, issuer.url, demoAccounts[0])
    await close()
    const signedIn = await measure(appRoutes.filter((route) => !passing.includes(route)))
    return { slowedBy, opens, signedOut, signedIn }
  } finally {
    await browser.close()
    await issuer.dispose()
  }
}
