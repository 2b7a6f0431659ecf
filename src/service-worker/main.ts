import { isAppRoute } from '../core/api/app-routes.ts'
import { OUTBOX_TAG } from '../core/api/outbox-channel.ts'
import { isWorkerRequest } from '../core/api/worker-messages.ts'
import type { PreRenderedPath } from '../history-view/pre-rendered-history.tsx'
import { answerMessage } from './answer-message.ts'
import { countStart } from './boot-watchdog.ts'
import { build } from './build-facts.ts'
import { keepChunks, loadHistoryChunk } from './chunks/chunks.ts'
import { chooseTexts } from './loaded-texts.ts'
import { buildPage, buildPreRenderedPage } from './page.ts'
import { preRenderCard } from './pre-render-card.tsx'
import { answerFile, completeFiles, dropOldBuilds, installFiles, isAppFile } from './precache.ts'
import { REFRESH_TAG, refresh, sendWaiting } from './refresh.ts'
import { obtainDatabase, readAhead, readWallet } from './wallet-reader.ts'

/** Composition root of the service worker: which event leads where. */

const worker = globalThis as unknown as ServiceWorkerGlobalScope

/** Background Sync and Periodic Sync; TypeScript's library does not know their events. */
type SyncEvent = ExtendableEvent & { tag: string }

// Only the active worker: a waiting one must not migrate the database under the running one.
if (worker.serviceWorker?.state === 'activated') readAhead()

/** The card and its code as text, or nothing if there is no card. */
async function preRenderCardScreen() {
  const read = await readWallet()
  return read && preRenderCard({ ...read, ...readConditions(), browserLanguages: navigator.languages })
}

/** A screen of the history as text, or nothing if there is none; the rescue copy has none. */
async function preRenderHistory(path: PreRenderedPath) {
  const reading = readWallet()
  reading.catch(() => {})
  // Evaluated while the database is being read.
  const chunk = loadHistoryChunk()
  const read = await reading
  if (!read?.holderKeys) return undefined
  const texts = chooseTexts(read.summary, navigator.languages)
  return chunk?.render({
    path,
    database: await obtainDatabase(),
    summary: read.summary,
    ...texts,
    ...readConditions(),
  })
}

function readConditions() {
  return { online: navigator.onLine, now: Math.floor(Date.now() / 1000) }
}

/** What the worker pre-renders of a screen; of the others it sends the empty page. */
function preRender(path: string) {
  if (path === '/') return { content: preRenderCardScreen() }
  if (path === '/qua-trinh' || path === '/qua-trinh/kham')
    return { content: preRenderHistory(path), styles: build.historyStyles }
  return undefined
}

/** The page gets the processor first. */
const REFRESH_DELAY_MS = 2_000

async function refreshSoon(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, REFRESH_DELAY_MS))
  await refresh(worker, false)
}

worker.addEventListener('install', (event) => {
  keepChunks()
  event.waitUntil(installFiles())
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    dropOldBuilds()
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
    const shown = preRender(pathname)
    event.respondWith(shown ? buildPreRenderedPage(shown.content, shown.styles) : buildPage())
    const afterwards = () => Promise.all([countStart(worker.registration), refreshSoon()])
    event.waitUntil(Promise.resolve(shown?.content).then(afterwards, afterwards))
  } else if (isAppFile(pathname)) {
    event.respondWith(answerFile(pathname))
  }
})

worker.addEventListener('message', (event) => {
  const { data, ports } = event
  if (!isWorkerRequest(data)) return
  event.waitUntil(answerMessage(worker, data).then((answer) => ports[0]?.postMessage(answer)))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(worker.clients.openWindow('/tien-ich/nhac'))
})

for (const kind of ['sync', 'periodicsync']) {
  worker.addEventListener(kind, (event) => {
    const { tag, waitUntil } = event as SyncEvent
    if (tag === REFRESH_TAG) waitUntil.call(event, refresh(worker, true))
    if (tag === OUTBOX_TAG) waitUntil.call(event, sendWaiting())
  })
}
