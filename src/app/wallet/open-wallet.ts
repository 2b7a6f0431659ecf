import type { WalletFace } from '../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { askWorker } from '../service-worker/worker-bridge.ts'
import { createLazyDatabase } from './lazy-database.ts'
import type { OpenedWallet } from './open-wallet-in-page.ts'

/** The worker reads in a few milliseconds, and gives up on the database after 800. */
const workerLimitMs = 2_000

/** The worker that has pre-rendered this page, if any has. Another one may be of another build, and is not asked. */
const preRenderer = navigator.serviceWorker?.controller

async function askPreRenderer(): Promise<Pick<OpenedWallet, 'face' | 'rescue'> | undefined> {
  if (!preRenderer || navigator.serviceWorker.controller !== preRenderer) return undefined
  const answer = await askWorker({ type: 'READ_FACE' }, 'FACE', workerLimitMs)
  return answer?.face ? { face: answer.face as WalletFace, rescue: answer.rescue } : undefined
}

/**
 * Opens the wallet. Behind a pre-rendered page the worker has read it already, so that nothing needs to be opened, let alone loaded,
 * a second time; else the page opens it itself.
 */
export async function openWallet({ isPreRendered }: { isPreRendered: boolean }): Promise<OpenedWallet> {
  const known = isPreRendered ? await askPreRenderer() : undefined
  if (known) return { ...known, ...(!known.rescue && { db: createLazyDatabase() }) }
  const { openHere } = await import('./open-wallet-in-page.ts')
  return openHere()
}

/** The face again, after a change. @throws AppError of the database */
export async function readFace(
  db: WalletDatabase,
  { isPreRendered }: { isPreRendered: boolean },
): Promise<WalletFace> {
  const known = isPreRendered ? await askPreRenderer() : undefined
  if (known && !known.rescue) return known.face
  const { loadFace } = await import('../../wallet/cards/read-wallet.ts')
  return loadFace(db)
}
