import type { ErrorCode } from '../core/api/error-codes.ts'
import { AppError } from '../core/app-error.ts'
import { loadFace } from '../wallet/load-face.ts'
import { readRescueCopy } from '../wallet/rescue-copy.ts'
import type { WalletFace } from '../wallet/wallet-card.ts'
import { openWalletDatabase, type WalletDatabase } from '../wallet/wallet-database.ts'

/** The wallet as this start found it. */
export type OpenedWallet = {
  db?: WalletDatabase
  face: WalletFace
  rescue: boolean
  fault?: ErrorCode
}

const emptyFace: WalletFace = { cards: [], sequence: 0, signedIn: false, holderKeys: 'none' }

/** Opens the wallet; where the device database fails, the rescue copy stands in, so that a card is always shown. */
export async function openWallet(): Promise<OpenedWallet> {
  try {
    const db = await openWalletDatabase()
    return { db, face: await loadFace(db), rescue: false }
  } catch (cause) {
    const fault = cause instanceof AppError ? cause.code : 'unexpected'
    const face = await readRescueCopy(caches).catch(() => undefined)
    return { face: face ?? emptyFace, rescue: face !== undefined, fault }
  }
}
