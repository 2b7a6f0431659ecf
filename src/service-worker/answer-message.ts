import type { WorkerAnswer, WorkerRequest } from '../core/api/worker-messages.ts'
import { countStart, forgetStarts } from './boot-watchdog.ts'
import { loadCardChunk } from './chunks/chunks.ts'
import { completeFiles } from './precache.ts'
import { renewReadyPage } from './ready-place.ts'
import { refresh, refreshSoon } from './refresh.ts'

/**
 * Does what a page asks; `page` is the id of its client. Exhaustive: a new request does not compile until it
 * is answered.
 */
export async function answerMessage(
  worker: ServiceWorkerGlobalScope,
  request: WorkerRequest,
  page: string,
): Promise<WorkerAnswer> {
  switch (request.type) {
    case 'REFRESH': {
      const outcome = await refresh(worker, request.force)
      if (outcome.kind !== 'failed') await completeFiles()
      return { type: 'REFRESHED', outcome }
    }
    case 'SKIP_WAITING':
      await worker.skipWaiting()
      return { type: 'ACCEPTED' }
    case 'OPENED':
      if (await countStart(worker.registration, page)) await refreshSoon(worker)
      return { type: 'ACCEPTED' }
    case 'RENEW_READY_PAGE':
      await renewReadyPage(request.ifEmpty)
      return { type: 'ACCEPTED' }
    case 'STARTED':
      await forgetStarts()
      return { type: 'ACCEPTED' }
    case 'READ_FACE': {
      const read = await loadCardChunk()?.readWallet()
      return { type: 'FACE', rescue: read?.holderKeys === undefined, ...(read && { face: read.summary }) }
    }
    case 'DRAW_CODE': {
      const code = await renderCode(request).catch(() => undefined)
      return { type: 'CODE', ...(code && { code }) }
    }
  }
}

async function renderCode(request: Extract<WorkerRequest, { type: 'DRAW_CODE' }>) {
  return loadCardChunk()?.renderCode(request)
}
