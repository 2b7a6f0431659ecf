import type { ErrorCode } from '../../core/api/error-codes.ts'
import { errorCodeOf } from '../../core/app-error.ts'
import { loadSummary } from '../../wallet/cards/read-wallet.ts'
import { findReadyPlace, readReadyPage } from '../../wallet/cards/ready-page.ts'
import type { WalletSummary } from '../../wallet/cards/wallet-card.ts'
import { openWalletDatabase, type WalletDatabase } from '../../wallet/database/wallet-database.ts'

/**
 * The wallet as this start found it; without `db` the device database did not open, and `storageError` says
 * why.
 */
export type StartedWallet = {
  db?: WalletDatabase
  storageError?: ErrorCode
  summary: WalletSummary
  rescue: boolean
  /** `summary` is what the page carries; the worker has not been asked yet. */
  isCarried?: boolean
}

const emptySummary: WalletSummary = { cards: [], sequence: 0, signedIn: false, holderKeys: 'none' }

/**
 * Opens the wallet in the page; where the device database fails, what the ready page carries stands in, so
 * that a card is always shown.
 */
export async function openWalletInPage(): Promise<StartedWallet> {
  try {
    const db = await openWalletDatabase()
    return { db, summary: await loadSummary(db), rescue: false }
  } catch (cause) {
    const summary = await readReadyPage(findReadyPlace()).catch(() => undefined)
    return {
      summary: summary ?? emptySummary,
      rescue: summary !== undefined,
      storageError: errorCodeOf(cause),
    }
  }
}

/** Whether the ready page shows cards. */
export async function carriesCards(): Promise<boolean> {
  const summary = await readReadyPage(findReadyPlace()).catch(() => undefined)
  return summary !== undefined && summary.cards.length > 0
}
