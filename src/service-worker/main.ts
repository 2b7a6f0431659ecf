import { isAppRoute } from '../core/api/app-routes.ts'
import { OUTBOX_TAG } from '../core/api/outbox-channel.ts'
import { isWorkerRequest } from '../core/api/worker-messages.ts'
import type { PreRenderedPath } from '../history-view/pre-rendered-history.tsx'
import { answerMessage } from './answer-message.ts'
import { countStart } from './boot-watchdog.ts'
import { build } from './build-facts.ts'
import { keepChunks, loadCardChunk, loadHistoryChunk, loadTextsChunk } from './chunks/chunks.ts'
import { buildPage, buildPreRenderedPage } from './page.ts'
import { answerFile, completeFiles, dropOldBuilds, installFiles, isAppFile } from './precache.ts'
import { answerPush } from './push.ts'
import { PUSH_TAG } from './push-tag.ts'
import { findReadyPage, keepShell, readReadyBuild, renewReadyPage } from './ready-place.ts'
import { refresh, refreshSoon, sendWaiting } from './refresh.ts'
import { addStaticRoutes } from './static-routes.ts'

/** Composition root of the service worker: which event leads where. */

const worker = globalThis as unknown as ServiceWorkerGlobalScope

/**
 * Background Sync and Periodic Sync; TypeScript's library does not know their events. The change of a push
 * subscription has no tag: refreshing renews it.
 */
type SyncEvent = ExtendableEvent & { tag: string }

/** The card and its code as text, or nothing if there is no card. */
async function preRenderCardScreen() {
  const chunk = loadCardChunk()
  const read = await chunk?.readWallet()
  const conditions = { ...readConditions(), browserLanguages: navigator.languages, loadTexts: loadTextsChunk }
  return read && chunk?.preRenderCard({ ...read, ...conditions })
}

/** A screen of the history as text, or nothing if there is none; without keys there is none. */
async function preRenderHistory(path: PreRenderedPath) {
  const card = loadCardChunk()
  const reading = card?.readWallet()
  reading?.catch(() => {})
  // Evaluated while the database is being read.
  const chunk = loadHistoryChunk()
  const read = await reading
  if (!card || !read?.holderKeys) return undefined
  const texts = card.chooseTexts(read.summary, navigator.languages, loadTextsChunk)
  return chunk?.render({
    path,
    database: await card.obtainDatabase(),
    summary: read.summary,
    ...texts,
    ...readConditions(),
  })
}

function readConditions() {
  return { online: navigator.onLine, now: Math.floor(Date.now() / 1000) }
}

/** The ready page; where there is none, or its place cannot be read, the card as the wallet has it now. */
async function answerCard(): Promise<Response> {
  const ready = await findReadyPage().catch(() => undefined)
  return ready ?? buildPreRenderedPage(preRenderCardScreen())
}

/**
 * Where the browser does not say yet which page this will be (Safari before 16), the page's own report
 * counts.
 */
async function countOpening(page: string | undefined): Promise<void> {
  if (page) await countStart(worker.registration, page)
}

/** A ready page that is missing is rendered once the page that was asked for has its answer. */
async function ensureReadyPage(): Promise<void> {
  if (!(await findReadyPage().catch(() => undefined))) await renewReadyPage('keep').catch(() => {})
}

/** An opening of the app's screen: the card and the history with what they show, the others empty. */
function answerScreen(path: string): Response | Promise<Response> {
  if (path === '/') return answerCard()
  if (path === '/qua-trinh' || path === '/qua-trinh/kham')
    return buildPreRenderedPage(preRenderHistory(path), build.historyStyles)
  return buildPage()
}

/** Longer than this, no navigation is held back for the ready page of a new build: the old one still does. */
const RENEWAL_LIMIT_MS = 1_500

/** The new build's own shell and ready page; what cannot be read or written leaves the page that is there. */
async function takeOverReadyPage(): Promise<void> {
  await keepShell({ replace: true })
  const limit = new Promise((resolve) => setTimeout(resolve, RENEWAL_LIMIT_MS))
  await Promise.race([renewReadyPage('keep'), limit])
}

worker.addEventListener('install', (event) => {
  keepChunks()
  // The shell first: a route whose cache is empty leads to the network.
  event.waitUntil(
    Promise.all([installFiles(), keepShell({ replace: false })]).then(() => addStaticRoutes(event)),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    takeOverReadyPage()
      .catch(() => {})
      .then(readReadyBuild)
      .then(dropOldBuilds)
      .then(() => worker.clients.claim())
      .then(() => {
        // Not waited for: navigations are held back until the activation is over.
        void completeFiles()
        void refresh(worker, false)
      }),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (isAppRoute(pathname)) {
    event.respondWith(answerScreen(pathname))
    event.waitUntil(
      Promise.all([countOpening(event.resultingClientId), ensureReadyPage(), refreshSoon(worker)]),
    )
  } else if (isAppFile(pathname)) {
    event.respondWith(answerFile(pathname))
  }
})

worker.addEventListener('message', (event) => {
  const { data, ports, source } = event
  if (!isWorkerRequest(data)) return
  const page = source && 'id' in source ? source.id : ''
  event.waitUntil(answerMessage(worker, data, page).then((answer) => ports[0]?.postMessage(answer)))
})

worker.addEventListener('push', (event) => event.waitUntil(answerPush(worker, event.data)))

worker.addEventListener('notificationclick', (event) => {
  const { notification } = event
  notification.close()
  const path = notification.tag === PUSH_TAG ? '/tien-ich/thong-bao' : '/tien-ich/nhac'
  event.waitUntil(worker.clients.openWindow(path))
})

for (const kind of ['sync', 'periodicsync', 'pushsubscriptionchange']) {
  worker.addEventListener(kind, (event) => {
    const sync = event as SyncEvent
    sync.waitUntil(sync.tag === OUTBOX_TAG ? sendWaiting() : refresh(worker, true))
  })
}
