import type { WalletSummary } from '../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
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

/** The summary again, after a change. @throws AppError of the database */
export async function reloadSummary(
  db: WalletDatabase,
  { isPreRendered }: { isPreRendered: boolean },
): Promise<WalletSummary> {
  const known = isPreRendered ? await askPreRenderer() : undefined
  if (known && !known.rescue) return known.summary
  const { loadSummary } = await import('../../wallet/cards/read-wallet.ts')
  return loadSummary(db)
}
