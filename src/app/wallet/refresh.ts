import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import { readClock } from '../../ui/browser/clock.ts'
import { isOnline, noteAnswer } from '../../ui/browser/network.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { renewUnread } from '../inbox/renew-unread.ts'
import { pageRefresh } from '../requests/network-chunks.ts'
import { askWorker } from '../service-worker/worker-bridge.ts'

/** The worker may be stopped, or be an old one that does not answer; then the page refreshes itself. */
const answerLimitMs = 20_000

/**
 * Refreshes the wallet: by the service worker where one is in charge, else here. One refresh runs at a time
 * on the device, whoever starts it.
 */
export async function requestRefresh(
  db: WalletDatabase | undefined,
  options: { force: boolean },
): Promise<RefreshOutcome> {
  const outcome = await refresh(db, options)
  // Also after the first one, by which a wallet just signed in gets its inbox.
  if (db) renewUnread(db)
  return outcome
}

async function refresh(
  db: WalletDatabase | undefined,
  { force }: { force: boolean },
): Promise<RefreshOutcome> {
  const askedAt = readClock()
  const answer = await askWorker({ type: 'REFRESH', force }, 'REFRESHED', answerLimitMs)
  if (answer) {
    const { outcome } = answer
    if (outcome.at < askedAt) {
      // How the last refresh ended, a short while ago. Where the device says that it has no network, and may
      // be wrong, only a question now can tell.
      return force || isOnline() ? outcome : refresh(db, { force: true })
    }
    // The worker asked in the page's stead.
    if (outcome.kind === 'fresh' || outcome.kind === 'unchanged') noteAnswer(true)
    if (outcome.kind === 'failed' && outcome.code === 'offline') noteAnswer(false)
    return outcome
  }
  if (!db) return { kind: 'failed', at: readClock(), code: 'storage_unavailable' }
  const { refreshInPage } = await pageRefresh.load()
  return refreshInPage(db, { force })
}
