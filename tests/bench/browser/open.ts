/**
 * Cold open to painted QR, offline: network off, server stopped, worker stopped before each open, a new page
 * each time, in turn with the floors: one static precached HTML with an inline SVG QR behind the smallest
 * worker there is, bare, with the app's security headers, and answered by a static route. For the BHYT QR the
 * figure is the first contentful paint: in all pages nothing is painted before the code; `codeInFirstFrame`
 * says in how many of a few unmeasured opens a watcher inside the page confirmed that. The live code comes
 * after the first paint: there the watcher's figure counts, in the floors as in the app.
 */
import { renderQr } from '../../../src/card-view/qr-matrix.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { findBrowser } from '../../support/browser/find-browser.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import type { BenchOptions } from '../main.ts'
import { limitProcessor } from './cpu-quota.ts'
import { Browser, type Session } from './devtools.ts'
import { startFloorServer } from './floor-page.ts'

/** A BHYT QR text of an invented person, as long as those of the demo. */
const sampleText =
  '0099990004|5068E1BAA16D205468E1BB8B204B69E1BB836D|29/02/1996|2|-|48 - 099|01/01/2024|-|28/12/2023|48990099990004|-|4|' +
  '01/01/2026|abcdef0123456789-1202|4|5175E1BAAD6E204769E1BAA320C490E1BB8B6E682C205468C3A06E68207068E1BB9120C490C3A0|$'
const throttles = [1, 4, 6] as const
const codeKinds = ['hospital', 'live'] as const
type CodeKind = (typeof codeKinds)[number]

/** Resolves in the page with the time of the first frame that holds the code. */
const watchForCode = `
  window.codePainted = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector('svg.qr path:not([d=""])')) return requestAnimationFrame(look)
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
    }
    look()
  })`

/**
 * How many workers the page itself had to wait for before its first paint: the document's, and those of files
 * that it asked for.
 */
const countWorkerStarts = `(() => {
  const [{ startTime: paint } = { startTime: Infinity }] = performance.getEntriesByName('first-contentful-paint')
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  return entries.some((entry) => entry.workerMatchedSourceType !== 'cache' && entry.workerStart > 0 && entry.workerStart < paint) ? 1 : 0
})()`

const readFirstPaint = `new Promise((resolve) => {
  const read = () => {
    const [entry] = performance.getEntriesByName('first-contentful-paint')
    entry ? resolve(entry.startTime) : setTimeout(read, 20)
  }
  read()
})`

/**
 * Opens a new page cold: network off, worker stopped, processor throttled; `script` runs before the page's
 * own.
 */
export async function openCold(browser: Browser, url: string, throttle: number, script?: string) {
  const { session, close } = await browser.openPage()
  try {
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: true,
      latency: 0,
      downloadThroughput: 0,
      uploadThroughput: 0,
    })
    if (script !== undefined) await session.send('Page.addScriptToEvaluateOnNewDocument', { source: script })
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
    const loaded = session.waitFor('Page.loadEventFired')
    await session.send('Page.navigate', { url })
    await loaded
    return { session, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

async function openOnce(browser: Browser, url: string, throttle: number, watch = false) {
  const { session, close } = await openCold(browser, url, throttle, watch ? watchForCode : undefined)
  try {
    const paint = Number(await session.evaluate(readFirstPaint))
    const hasCode = (await session.evaluate(`document.querySelector('svg.qr') !== null`)) === true
    if (!hasCode) throw new Error(`no code on the page after opening ${url}`)
    const codePainted = watch ? Number(await session.evaluate('window.codePainted')) : undefined
    const workerStarts = Number(await session.evaluate(countWorkerStarts))
    return { paint, codePainted, workerStarts }
  } finally {
    await close()
  }
}

export function summarise(samples: readonly number[]) {
  const sorted = samples.toSorted((left, right) => left - right)
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { median: at(0.5), min: at(0), p90: at(0.9), opens: sorted.length }
}

type Measuring = { kind: CodeKind; throttle: number; opens: number }

/** Medians in turn, and how many of the app's openings had to start a worker before the first paint. */
async function measure(browser: Browser, urls: Record<string, string>, { kind, throttle, opens }: Measuring) {
  const samples = new Map(Object.keys(urls).map((name) => [name, [] as number[]]))
  let starts = 0
  for (let round = 0; round < opens + 1; round++) {
    for (const [name, url] of Object.entries(urls)) {
      const {
        paint,
        codePainted = paint,
        workerStarts,
      } = await openOnce(browser, url, throttle, kind === 'live')
      if (round === 0) continue
      samples.get(name)?.push(codePainted)
      if (name === 'app') starts += workerStarts
    }
  }
  const milliseconds = Object.fromEntries([...samples].map(([name, values]) => [name, summarise(values)]))
  return { milliseconds, workerStarts: `${starts} of ${opens}` }
}

/** Signs the demo patient in on the sign-in screen and waits until the card is there. */
export async function provision(
  session: Session,
  url: string,
  { login, password }: { login: string; password: string },
) {
  const loaded = session.waitFor('Page.loadEventFired')
  await session.send('Page.navigate', { url: `${url}dang-nhap` })
  await loaded
  await session.evaluate(`navigator.serviceWorker.ready.then(() => true)`)
  await session.evaluate(`new Promise((resolve, reject) => {
    const type = (field, text) => {
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const pressPrimary = () => document.querySelector('button.primary')?.click()
    const readMessages = async () => (await fetch('/dev/outbox')).json()
    const fill = () => {
      const [login, password] = document.querySelectorAll('form input')
      if (!password) return setTimeout(fill, 50)
      type(login, ${JSON.stringify(login)})
      // One after the other, as a person types: each is in the state before the next comes.
      setTimeout(() => type(password, ${JSON.stringify(password)}), 50)
      setTimeout(() => document.querySelector('form button[type=submit]').click(), 100)
      confirm().catch(reject)
    }
    // The account does not know this browser yet: the code of the message that is sent now.
    const confirm = async () => {
      const before = (await readMessages()).map(({ id }) => id)
      let code
      let isAsked = false
      while (code === undefined) {
        await new Promise((next) => setTimeout(next, 100))
        if (document.querySelector('svg.qr')) return look()
        if (!isAsked && !document.querySelector('input[type=password]')) {
          isAsked = document.querySelector('button.primary') !== null
          pressPrimary()
        }
        const sent = (await readMessages()).filter(({ id }) => !before.includes(id))
        code = sent.map(({ body }) => body.match(/(?<!\\d)\\d{6}(?!\\d)/)?.[0]).find((each) => each !== undefined)
      }
      const enter = () => {
        const field = document.querySelector('input[autocomplete=one-time-code]')
        if (!field) return setTimeout(enter, 50)
        type(field, code)
        setTimeout(pressPrimary, 100)
        look()
      }
      enter()
    }
    const look = () => (document.querySelector('svg.qr') ? setTimeout(resolve, 1500) : setTimeout(look, 50))
    fill()
  })`)
}

export async function chooseCode(browser: Browser, url: string, kind: CodeKind) {
  const { session, close } = await browser.openPage()
  const loaded = session.waitFor('Page.loadEventFired')
  await session.send('Page.navigate', { url })
  await loaded
  // Clicks until the page is awake and has taken the choice, then lets it be stored.
  await session.evaluate(`new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('[data-kind=${kind}] svg.qr')) return setTimeout(resolve, 1500)
      document.querySelector('input[type=radio][value=${kind}]')?.click()
      setTimeout(look, 50)
    }
    look()
  })`)
  await close()
}

async function countFirstFrames(browser: Browser, url: string, tries: number) {
  let inFirstFrame = 0
  for (let round = 0; round < tries; round++) {
    const { paint, codePainted } = await openOnce(browser, url, 4, true)
    // Paint times are coarsened to 4 ms, and one throttled frame may lie between the paint and the watcher's
    // report.
    if (codePainted !== undefined && codePainted - paint < 70) inFirstFrame++
  }
  return `${inFirstFrame} of ${tries}`
}

export async function benchOpen(options: BenchOptions) {
  const path = findBrowser()
  if (path === undefined) throw new Error('no browser: set CHROMIUM_PATH')
  const opens = options.quick ? 2 : 15
  const issuer = await startIssuer()
  const code = renderQr(sampleText)
  const floors = {
    bareFloor: await startFloorServer(code),
    floor: await startFloorServer(code, { isGuarded: true }),
    routedFloor: await startFloorServer(code, { isGuarded: true, isRouted: true }),
  }
  const servers = Object.values(floors)
  const floorUrls = Object.entries(floors).map(([name, { url }]) => [name, url] as const)
  const urls = { ...Object.fromEntries(floorUrls), app: issuer.url }
  const browser = await Browser.launch(path)
  try {
    const { session, close } = await browser.openPage()
    await provision(session, issuer.url, demoAccounts[0])
    for (const { url } of servers) {
      const loaded = session.waitFor('Page.loadEventFired')
      await session.send('Page.navigate', { url })
      await loaded
      await session.evaluate('navigator.serviceWorker.ready.then(() => true)')
    }
    await close()
    await issuer.kill()
    await Promise.all(servers.map((floor) => floor.close()))

    const milliseconds: Record<string, unknown> = {}
    const workerStarts: Record<string, string> = {}
    const ratio: Record<string, number> = {}
    const ratioToBareFloor: Record<string, number> = {}
    const ratioToRoutedFloor: Record<string, number> = {}
    const codeInFirstFrame: Record<string, string> = {}
    const take = async (name: string, measuring: Measuring) => {
      const measured = await measure(browser, urls, measuring)
      const over = (floor: keyof typeof floors) =>
        Number(
          ((measured.milliseconds['app']?.median ?? 0) / (measured.milliseconds[floor]?.median ?? 1)).toFixed(
            2,
          ),
        )
      milliseconds[name] = measured.milliseconds
      workerStarts[name] = measured.workerStarts
      ratio[name] = over('floor')
      ratioToBareFloor[name] = over('bareFloor')
      ratioToRoutedFloor[name] = over('routedFloor')
    }
    for (const kind of codeKinds) {
      await chooseCode(browser, issuer.url, kind)
      for (const throttle of throttles) await take(`${kind} ${throttle}x`, { kind, throttle, opens })
      if (kind === 'hospital') {
        codeInFirstFrame[kind] = await countFirstFrames(browser, issuer.url, options.quick ? 2 : 5)
      }
      const release = limitProcessor(browser.processId, 0.25)
      if (release) await take(`${kind}, whole browser on a quarter`, { kind, throttle: 1, opens })
      release?.()
    }
    // `ratio` is over the floor with the app's headers: COOP alone makes Chromium change the renderer
    // process.
    return { ratio, ratioToBareFloor, ratioToRoutedFloor, workerStarts, codeInFirstFrame, milliseconds }
  } finally {
    await browser.close()
    await issuer.dispose()
    await Promise.all(servers.map((floor) => floor.close()))
  }
}
