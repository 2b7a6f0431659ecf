import { AppError } from '../core/app-error.ts'
import { type OpenedWallet, openWallet } from '../wallet/cards/read-wallet.ts'
import { readReadyPage } from '../wallet/cards/ready-page.ts'
import type { WalletSummary } from '../wallet/cards/wallet-card.ts'
import { openWalletDatabase, type WalletDatabase } from '../wallet/database/wallet-database.ts'

/** From then on what the ready page carries is shown: someone stands at a counter. */
const PATIENCE_MS = 800

let database: Promise<WalletDatabase> | undefined

/** The worker's one connection; opened at the first use, and again after a failure. */
export function obtainDatabase(): Promise<WalletDatabase> {
  database ??= openWalletDatabase().catch((cause) => {
    database = undefined
    throw cause
  })
  return database
}

export type WalletReading = { summary: WalletSummary; holderKeys?: OpenedWallet['holderKeys'] }

/**
 * The wallet, or after 800 ms or a failure what the ready page carries (without keys); undefined if neither
 * has anything.
 */
export async function readWallet(): Promise<WalletReading | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('storage_timeout')), PATIENCE_MS)
  })
  try {
    const { summary, holderKeys } = await Promise.race([obtainDatabase().then(openWallet), patience])
    return { summary, holderKeys }
  } catch {
    const summary = await readReadyPage(caches)
    return summary && { summary }
  } finally {
    clearTimeout(timer)
  }
}
