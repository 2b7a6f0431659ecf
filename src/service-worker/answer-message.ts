import { renderQr } from '../card-view/qr-matrix.ts'
import type { WorkerAnswer, WorkerRequest } from '../core/api/worker-messages.ts'
import { openWallet } from '../wallet/cards/read-wallet.ts'
import { readWalletTime } from '../wallet/cards/wallet-time.ts'
import { renderCardCode } from '../wallet/presenting/render-code.ts'
import { countStart, forgetStarts } from './boot-watchdog.ts'
import { completeFiles } from './precache.ts'
import { renewReadyPage } from './ready-page.tsx'
import { refresh, refreshSoon } from './refresh.ts'
import { obtainDatabase, readWallet } from './wallet-reader.ts'

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
      await renewReadyPage(obtainDatabase, request.ifEmpty)
      return { type: 'ACCEPTED' }
    case 'STARTED':
      await forgetStarts()
      return { type: 'ACCEPTED' }
    case 'READ_FACE': {
      const read = await readWallet()
      return { type: 'FACE', rescue: read?.holderKeys === undefined, ...(read && { face: read.summary }) }
    }
    case 'DRAW_CODE':
      return { type: 'CODE', ...(await renderCode(request).catch(() => undefined)) }
  }
}

async function renderCode({ cardId, kind }: Extract<WorkerRequest, { type: 'DRAW_CODE' }>) {
  const { cards, holderKeys, summary } = await openWallet(await obtainDatabase())
  const card = cards.find((candidate) => candidate.cardId === cardId)
  const { now, isBehind } = readWalletTime(summary, Math.floor(Date.now() / 1000))
  const time = { now, isDoubtful: isBehind }
  return card && { code: await renderCardCode({ card, kind, holderKeys, time, renderQr }) }
}
