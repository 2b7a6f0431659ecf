import { issuer } from '../../ui/browser/issuer.ts'
import { loadSummary } from '../../wallet/cards/read-wallet.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { type KeptPush, keepPush, keepPushAtOpening } from '../../wallet/push/keep-push.ts'
import { openPushBrowser } from './push-browser.ts'

const readInputs = async (db: WalletDatabase) => ({
  db,
  issuer,
  browser: await openPushBrowser(),
  signedIn: (await loadSummary(db)).signedIn,
})

/** Compares and repairs push on this device, and says how it stands. @throws AppError of the database */
export async function keepPushHere(db: WalletDatabase, options?: { greets: boolean }): Promise<KeptPush> {
  return keepPush(await readInputs(db), options)
}

let isChecked = false

/**
 * The same once for each opening of the app. Never throws: the next opening repairs what this one could not.
 */
export async function checkPushOnce(db: WalletDatabase): Promise<void> {
  if (isChecked) return
  isChecked = true
  await keepPushAtOpening(await readInputs(db)).catch(() => {})
}
