/**
 * Kinds of fault on the way to the card, each tried many times: storage as it was after a sign-in, the fault,
 * the worker stopped, a new page. What stands there must be the card with its code, or a plain sentence; a
 * blank page, a page that only waits, or the browser's own error page is lost.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { findBrowser } from '../../support/browser/find-browser.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import { startFaultyNetwork } from '../../support/wallet/failing-network.ts'
import type { BenchOptions } from '../main.ts'
import { Browser, type Session } from './devtools.ts'
import { keepStorage, restoreStorage } from './keeper.ts'
import { provision } from './open.ts'

const yearMs = 365 * 86_400_000

const shiftClock = (ms: number) => `{
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...parts) { parts.length === 0 ? super(Real.now() + ${ms}) : super(...parts) }
    static now() { return Real.now() + ${ms} }
  }
}`

const changeStores = (names: string, change: string) => `(async () => {
  const db = await done(indexedDB.open('vi-bhyt'))
  const names = ${names}
  const tx = db.transaction(names, 'readwrite')
  for (const name of names) { const store = tx.objectStore(name); ${change} }
  await new Promise((resolve) => { tx.oncomplete = resolve })
  db.close()
})()`

/** Of each row nothing but its key is left. */
const damage = `store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
  if (!cursor) return
  const row = cursor.value
  cursor.update(Object.fromEntries(Object.keys(row).map((key) => [key, key === store.keyPath ? row[key] : 0])))
  cursor.continue()
}`

/** An upgrade that never ends holds back every other open. */
const hang = `new Promise((resolve) => {
  const opening = indexedDB.open('vi-bhyt', 1_000)
  opening.onupgradeneeded = () => {
    window.held = opening.transaction
    const store = held.objectStore(held.objectStoreNames[0])
    const keepBusy = () => { if (window.held) store.count().onsuccess = keepBusy }
    keepBusy()
    resolve()
  }
  opening.onerror = (event) => event.preventDefault()
})`

const ask = (message: string) =>
  `navigator.serviceWorker.ready.then(({ active }) => active.postMessage(${message}))`

type Fault = {
  /** In the page that keeps the storage. */
  change?: string
  /** In the new page, before its own scripts. */
  before?: string
  /** What the network does; without it there is none. */
  network?: 'none' | 'answer-with-a-login-page'
  prepare?: (context: { keeper: Session; origin: string; folder: string; trial: number }) => Promise<void>
}

const setQuota = (quotaSize: number) => async (context: { keeper: Session; origin: string }) => {
  await context.keeper.send('Storage.overrideQuotaForOrigin', { origin: context.origin, quotaSize })
  await context.keeper.evaluate(ask(`{ type: 'RENEW_READY_PAGE', ifEmpty: 'keep' }`))
}

const faults: Readonly<Record<string, Fault>> = {
  'database emptied': { change: changeStores('[...db.objectStoreNames]', 'store.clear()') },
  'database hung': { change: hang },
  'database damaged': { change: changeStores(`['cards', 'state', 'keys']`, damage) },
  'database newer': { change: `done(indexedDB.open('vi-bhyt', 1_000)).then((db) => db.close())` },
  // With no network, no cache and no worker there is nothing of the app on the phone at all.
  'caches gone': {
    change: `caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))`,
    network: 'none',
  },
  'quota used up': { prepare: setQuota(1) },
  'clock a year behind': { before: shiftClock(-yearMs) },
  'clock a year ahead': { before: shiftClock(yearMs) },
  'worker gone': {
    change: `navigator.serviceWorker.getRegistration().then((each) => each?.unregister())`,
    network: 'none',
  },
  'two builds': {
    network: 'none',
    prepare: async ({ keeper, folder, trial }) => {
      const worker = join(folder, 'service-worker.js')
      const text = readFileSync(worker, 'utf8').replace(/\n\/\/ build .*$/, '')
      writeFileSync(worker, `${text}\n// build ${trial}`)
      await keeper.evaluate(`navigator.serviceWorker.ready.then((each) => each.update()).then(() => true)`)
    },
  },
  'keys gone': { change: changeStores(`['keys']`, 'store.clear()') },
  'captive portal': { network: 'answer-with-a-login-page' },
  'killed while writing': {
    prepare: async ({ keeper, trial }) => {
      await keeper.evaluate(ask(`{ type: 'RENEW_READY_PAGE', ifEmpty: 'keep' }`))
      await new Promise((resolve) => setTimeout(resolve, trial % 40))
    },
  },
}

/** The code, or else the sentence that still stands in its place after a while. */
const readOutcome = `new Promise((resolve) => {
  const began = performance.now()
  const look = () => {
    if (document.querySelector('svg.qr path:not([d=""])')) return resolve('card')
    const waited = performance.now() - began
    const text = document.querySelector('.loading-state') ? '' : (document.querySelector('#app main')?.innerText ?? '').trim()
    if (waited > 5_000 && text.length > 20) return resolve('sentence: ' + text.slice(0, 80))
    if (waited > 15_000) return resolve('lost: ' + document.body.innerText.slice(0, 80))
    setTimeout(look, 50)
  }
  look()
})`

/** The app puts a worker that is gone back by itself. */
async function ensureWorker(browser: Browser, url: string, keeper: Session): Promise<void> {
  const isThere = await keeper.evaluate(
    `navigator.serviceWorker.getRegistration().then((each) => each?.active != null)`,
  )
  if (isThere === true) return
  const { session, close } = await browser.openPage()
  const loaded = session.waitFor('Page.loadEventFired')
  await session.send('Page.navigate', { url })
  await loaded
  await session.evaluate(`navigator.serviceWorker.ready.then(() => true)`)
  await close()
  await keeper.send('ServiceWorker.stopAllWorkers')
}

export async function benchFaults({ quick, count = quick ? 1 : 100 }: BenchOptions) {
  const path = findBrowser()
  if (path === undefined) throw new Error('no browser: set CHROMIUM_PATH')
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-build-'))
  cpSync(process.env['APP_FOLDER'] ?? 'dist', folder, { recursive: true })
  const issuer = await startIssuer({ APP_FOLDER: folder })
  const network = await startFaultyNetwork(issuer.url)
  const origin = new URL(network.url).origin
  const browser = await Browser.launch(path)
  try {
    const { session: keeper } = await browser.openPage()
    await provision(keeper, network.url, demoAccounts[0])
    const loaded = keeper.waitFor('Page.loadEventFired')
    await keeper.send('Page.navigate', { url: `${network.url}manifest.webmanifest` })
    await loaded
    await keeper.send('ServiceWorker.enable')
    await keeper.evaluate(keepStorage)

    const tryOnce = async (fault: Fault, trial: number): Promise<string> => {
      network.setError('none')
      await keeper.send('ServiceWorker.stopAllWorkers')
      await keeper.send('Storage.overrideQuotaForOrigin', { origin })
      await ensureWorker(browser, network.url, keeper)
      await keeper.evaluate(restoreStorage)
      await fault.prepare?.({ keeper, origin, folder, trial })
      if (!fault.prepare) await keeper.send('ServiceWorker.stopAllWorkers')
      if (fault.change) await keeper.evaluate(`${fault.change}.then(() => true)`)
      await keeper.send('ServiceWorker.stopAllWorkers')
      network.setError(fault.network ?? 'down')
      const { session, close } = await browser.openPage()
      try {
        if (fault.before)
          await session.send('Page.addScriptToEvaluateOnNewDocument', { source: fault.before })
        const opened = session.waitFor('Page.loadEventFired')
        await session.send('Page.navigate', { url: network.url })
        await opened
        return String(await session.evaluate(readOutcome))
      } finally {
        await close()
      }
    }

    const outcomes: Record<string, Record<string, number>> = {}
    // What has no network of its own is tried without one and with one.
    const withNetwork = Object.entries(faults).flatMap(([name, fault]): [string, Fault][] =>
      fault.network ? [] : [[`${name}, network up`, { ...fault, network: 'none' }]],
    )
    for (const [name, fault] of [...Object.entries(faults), ...withNetwork]) {
      const counted: Record<string, number> = {}
      for (let trial = 1; trial <= count; trial++) {
        const outcome = await tryOnce(fault, trial)
        counted[outcome] = (counted[outcome] ?? 0) + 1
      }
      outcomes[name] = counted
    }
    const all = Object.values(outcomes).flatMap((each) => Object.entries(each))
    const lost = all
      .filter(([outcome]) => outcome.startsWith('lost'))
      .reduce((sum, [, times]) => sum + times, 0)
    return { trials: all.reduce((sum, [, times]) => sum + times, 0), lost, outcomes }
  } finally {
    await browser.close()
    await network.close()
    await issuer.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}
