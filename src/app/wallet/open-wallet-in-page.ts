import type { ErrorCode } from '../../core/api/error-codes.ts'
import { errorCodeOf } from '../../core/app-error.ts'
import { loadFace } from '../../wallet/cards/read-wallet.ts'
import { findRescuePlace, readRescueCopy } from '../../wallet/cards/rescue-copy.ts'
import type { WalletFace } from '../../wallet/cards/wallet-card.ts'
import { openWalletDatabase, type WalletDatabase } from '../../wallet/database/wallet-database.ts'

/** The wallet as this start found it; without `db` the device database did not open, and `storageFault` says why. */
export type OpenedWallet = {
  db?: WalletDatabase
  storageFault?: ErrorCode
  face: WalletFace
  rescue: boolean
}

const emptyFace: WalletFace = { cards: [], sequence: 0, signedIn: false, holderKeys: 'none' }

/** Opens the wallet in the page; where the device database fails, the rescue copy stands in, so that a card is always shown. */
export async function openHere(): Promise<OpenedWallet> {
  try {
    const db = await openWalletDatabase()
    return { db, face: await loadFace(db), rescue: false }
  } catch (cause) {
    const face = await readRescueCopy(findRescuePlace()).catch(() => undefined)
    return { face: face ?? emptyFace, rescue: face !== undefined, storageFault: errorCodeOf(cause) }
  }
}
