import { OUTBOX_CHANNEL } from '../core/api/outbox-channel.ts'
import type { WorkerEvent } from '../core/api/worker-messages.ts'
import type { RefreshOutcome } from '../core/snapshot/refresh-outcome.ts'
import { loadCardChunk, loadRefreshChunk, loadTextsChunk } from './chunks/chunks.ts'
import { keepShell } from './ready-place.ts'

/** Name of the one-off and of the periodic sync registration. */
export const REFRESH_TAG = 'refresh'

/** Background Sync, where it exists; TypeScript's library does not know it. */
type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

const networkCodes: readonly string[] = ['offline', 'timeout', 'captive_portal', 'unavailable']

async function announce(worker: ServiceWorkerGlobalScope, sequence: number): Promise<void> {
  const event: WorkerEvent = { type: 'WALLET_CHANGED', sequence }
  const clients = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const client of clients) client.postMessage(event)
}

/**
 * Refreshes the wallet, tells the pages of each commit, and shows reminders. What failed for want of a
 * network is tried when there is one.
 */
export async function refresh(worker: ServiceWorkerGlobalScope, force: boolean): Promise<RefreshOutcome> {
  const now = () => Math.floor(Date.now() / 1000)
  const failed = (code: 'worker_unavailable' | 'storage_unavailable'): RefreshOutcome => {
    return { kind: 'failed', at: now(), code }
  }
  try {
    const card = loadCardChunk()
    const chunk = loadRefreshChunk()
    if (!card || !chunk) return failed('worker_unavailable')
    // Where it is refused there is no ready page either.
    await keepShell({ replace: false }).catch(() => {})
    const db = await card.obtainDatabase().catch(() => undefined)
    if (!db) return failed('storage_unavailable')
    const onChange = (sequence: number) => void announce(worker, sequence)
    const { renderQr } = card
    const renderReadyPage = card.renderNow(loadTextsChunk)
    const outcome = await chunk
      .refresh(db, { force, now, onChange, renderReadyPage, renderQr })
      .catch(() => failed('storage_unavailable'))
    await chunk.remind(db, { registration: worker.registration, now: now() }).catch(() => {})
    const { sync } = worker.registration as SyncRegistration
    if (outcome.kind === 'failed' && networkCodes.includes(outcome.code)) {
      await sync?.register(REFRESH_TAG).catch(() => {})
    }
    return outcome
  } catch {
    return failed('worker_unavailable')
  }
}

/** The page gets the processor first. */
const REFRESH_DELAY_MS = 2_000

/** Refreshes once a page that was just opened has started. */
export async function refreshSoon(worker: ServiceWorkerGlobalScope): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, REFRESH_DELAY_MS))
  await refresh(worker, false)
}

/**
 * Sends what waits in the outbox and tells the pages of each change. @throws while something waits, so that
 * the browser tries again
 */
export async function sendWaiting(): Promise<void> {
  const channel = new BroadcastChannel(OUTBOX_CHANNEL)
  try {
    const now = () => Math.floor(Date.now() / 1000)
    const db = await loadCardChunk()?.obtainDatabase()
    if (db) await loadRefreshChunk()?.send(db, { now, onChange: () => channel.postMessage(null) })
  } finally {
    channel.close()
  }
}
