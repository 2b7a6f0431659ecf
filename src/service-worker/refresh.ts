import { drawQr } from '../card-view/qr-matrix.ts'
import type { RefreshOutcome, WorkerEvent } from '../core/api/worker-messages.ts'
import { AppError } from '../core/app-error.ts'
import { refreshWallet } from '../wallet/refresh-wallet.ts'
import { readBuiltInRoots } from '../wallet/root-keys.ts'
import { answerFile } from './precache.ts'
import { obtainDatabase } from './wallet-reader.ts'

/** Name of the one-off and of the periodic sync registration. */
export const REFRESH_TAG = 'refresh'

/** Background Sync, where it exists; TypeScript's library does not know it. */
type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

/** Refreshes the wallet and tells the pages of each commit. If it failed for want of a network, it is tried when there is one. */
export async function refresh(worker: ServiceWorkerGlobalScope, force: boolean): Promise<RefreshOutcome> {
  const now = () => Math.floor(Date.now() / 1000)
  const announce = (sequence: number) => {
    const event: WorkerEvent = { type: 'WALLET_CHANGED', sequence }
    void worker.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((clients) => {
      for (const client of clients) client.postMessage(event)
    })
  }
  try {
    const outcome = await refreshWallet(
      {
        db: await obtainDatabase(),
        issuer: { fetch: (path, init) => fetch(path, init), now },
        roots: readBuiltInRoots(),
        readShippedTrustList: readShippedTrustList,
        caches,
        drawQr,
        onChange: announce,
      },
      { force },
    )
    const waitsForNetwork = outcome.kind === 'failed' && networkCodes.includes(outcome.code)
    if (waitsForNetwork)
      await (worker.registration as SyncRegistration).sync?.register(REFRESH_TAG).catch(() => {})
    return outcome
  } catch (cause) {
    return { kind: 'failed', at: now(), code: cause instanceof AppError ? cause.code : 'unexpected' }
  }
}

const networkCodes: readonly string[] = ['offline', 'timeout', 'unavailable']

async function readShippedTrustList() {
  const response = await answerFile('/trust-list.cose')
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
}
