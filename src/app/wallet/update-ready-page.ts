import { loadSummary } from '../../wallet/cards/read-wallet.ts'
import { findReadyPlace, writeReadyPage } from '../../wallet/cards/ready-page.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { askWorker } from '../service-worker/worker-bridge.ts'

/** The worker renders in a few milliseconds; starting it takes up to a second on a cheap phone. */
const workerLimitMs = 2_500

/**
 * Brings the ready page up to date after a change of the cards: by the worker, else with what a page can
 * write. The wallet itself is safe without it. Never throws.
 */
export async function updateReadyPage(db: WalletDatabase): Promise<void> {
  try {
    const request = { type: 'RENEW_READY_PAGE', ifEmpty: 'shell' } as const
    if (await askWorker(request, 'ACCEPTED', workerLimitMs)) return
    await writeReadyPage(findReadyPlace(), () => loadSummary(db))
  } catch {
    // A full disk: the empty page stands there.
  }
}
