import type { WalletSummary } from '../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { withoutKeys } from '../../wallet/presenting/code-to-show.ts'
import { askWorker } from '../service-worker/worker-bridge.ts'
import { createLazyDatabase } from './lazy-database.ts'
import type { StartedWallet } from './open-wallet-in-page.ts'

/** The worker reads in a few milliseconds, and gives up on the database after 800. */
const workerLimitMs = 2_000

/**
 * The worker that has pre-rendered this page, if any has. Another one may be of another build, and is not
 * asked.
 */
const preRenderer = navigator.serviceWorker?.controller

async function askPreRenderer(): Promise<Pick<StartedWallet, 'summary' | 'rescue'> | undefined> {
  if (!preRenderer || navigator.serviceWorker.controller !== preRenderer) return undefined
  const answer = await askWorker({ type: 'READ_FACE' }, 'FACE', workerLimitMs)
  return answer?.face ? { summary: answer.face as WalletSummary, rescue: answer.rescue } : undefined
}

/**
 * Opens the wallet. Behind a pre-rendered page the worker has read it already, so that nothing needs to be
 * opened, let alone loaded, a second time; else the page opens it itself.
 */
export async function startWallet({ isPreRendered }: { isPreRendered: boolean }): Promise<StartedWallet> {
  const known = isPreRendered ? await askPreRenderer() : undefined
  if (known) return { ...known, ...(!known.rescue && { db: createLazyDatabase() }) }
  const { openWalletInPage } = await import('./open-wallet-in-page.ts')
  return openWalletInPage()
}

/** The wallet that a page carries stands for the database until that is read, or if it cannot be. */
export function startCarried(summary: WalletSummary): StartedWallet {
  return { summary, rescue: false, isCarried: true, db: createLazyDatabase() }
}

/**
 * The summary again, after a change. `carried` is what the page came with: it stays where the database does
 * not open (`rescue`), and where the browser has lost it, which only signing in again mends.
 * @throws AppError of the database, without `carried`
 */
export async function reloadSummary(
  db: WalletDatabase,
  { isPreRendered, carried }: { isPreRendered: boolean; carried?: WalletSummary | undefined },
): Promise<{ summary: WalletSummary; rescue: boolean }> {
  const known = isPreRendered ? await askPreRenderer() : undefined
  try {
    const summary = known && !known.rescue ? known.summary : await loadByPage(db)
    const isLost = carried !== undefined && isBlank(summary) && (await isCarriedStill())
    return { summary: isLost ? { ...withoutKeys(carried), signedIn: false } : summary, rescue: false }
  } catch (cause) {
    if (!carried) throw cause
    return { summary: withoutKeys(carried), rescue: true }
  }
}

async function loadByPage(db: WalletDatabase): Promise<WalletSummary> {
  return (await import('../../wallet/cards/read-wallet.ts')).loadSummary(db)
}

/** A sign-out replaces the ready page, also while this page was out of sight and heard nothing of it. */
async function isCarriedStill(): Promise<boolean> {
  return (await import('./open-wallet-in-page.ts')).carriesCards()
}

/** As after a sign-out; a device that is withdrawn says so. */
function isBlank({ cards, signedIn, refresh, sequence }: WalletSummary): boolean {
  return cards.length === 0 && !signedIn && !refresh && sequence === 0
}
