import type { RefreshOutcome, WorkerAnswer, WorkerRequest } from '../core/api/worker-messages.ts'
import type { WalletDatabase } from '../wallet/wallet-database.ts'
import { readClock } from './moment.ts'

/** The worker may be stopped, or be an old one that does not answer; then the page refreshes itself. */
const answerLimitMs = 20_000

/**
 * Refreshes the wallet: by the service worker where one is in charge, else here. One refresh runs at a time on the device,
 * whoever starts it.
 */
export async function requestRefresh(
  db: WalletDatabase | undefined,
  { force }: { force: boolean },
): Promise<RefreshOutcome> {
  const worker = navigator.serviceWorker?.controller
  const answer = worker ? await askWorker(worker, { type: 'REFRESH', force }) : undefined
  if (answer?.type === 'REFRESHED') return answer.outcome
  if (!db) return { kind: 'failed', at: readClock(), code: 'storage_unavailable' }
  const { refreshHere } = await import('./refresh-here.ts')
  return refreshHere(db, { force })
}

function askWorker(worker: ServiceWorker, request: WorkerRequest): Promise<WorkerAnswer | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => resolve(undefined), answerLimitMs)
    port1.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      clearTimeout(timer)
      port1.close()
      resolve(data)
    }
    worker.postMessage(request, [port2])
  })
}
