import { renderQr } from '../card-view/qr-matrix.ts'
import type { WorkerAnswer, WorkerRequest } from '../core/api/worker-messages.ts'
import { openWallet } from '../wallet/cards/read-wallet.ts'
import { renderCardCode } from '../wallet/presenting/render-code.ts'
import { forgetStarts } from './boot-watchdog.ts'
import { completeFiles } from './precache.ts'
import { refresh } from './refresh.ts'
import { obtainDatabase, readWallet } from './wallet-reader.ts'

/** Does what a page asks. Exhaustive: a new request does not compile until it is answered. */
export async function answerMessage(
  worker: ServiceWorkerGlobalScope,
  request: WorkerRequest,
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
  const { cards, holderKeys } = await openWallet(await obtainDatabase())
  const card = cards.find((candidate) => candidate.cardId === cardId)
  const now = Math.floor(Date.now() / 1000)
  return card && { code: await renderCardCode({ card, kind, holderKeys, now, renderQr }) }
}
