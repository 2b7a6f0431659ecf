import type { RefreshOutcome } from '../core/snapshot/refresh-outcome.ts'
import { loadCardChunk, loadRefreshChunk, loadTextsChunk } from './chunks/chunks.ts'
import { keepShell } from './ready-place.ts'

/** Refreshes the wallet, tells the pages of each commit, and shows reminders. Never throws. */
export async function refresh(worker: ServiceWorkerGlobalScope, force: boolean): Promise<RefreshOutcome> {
  try {
    const [card, chunk] = [loadCardChunk(), loadRefreshChunk()]
    // Where it is refused there is no ready page either.
    await keepShell({ replace: false }).catch(() => {})
    if (card && chunk) return await chunk.refresh(worker, { force, card, loadTexts: loadTextsChunk })
  } catch {
    // The browser has not kept the chunks.
  }
  return { kind: 'failed', at: Math.floor(Date.now() / 1000), code: 'worker_unavailable' }
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
  const db = await loadCardChunk()?.obtainDatabase()
  if (db) await loadRefreshChunk()?.send(db)
}
