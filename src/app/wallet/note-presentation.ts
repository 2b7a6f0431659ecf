import { readClock } from '../../ui/browser/clock.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { notePresentation, type Presentation } from '../../wallet/presenting/presentations.ts'

/**
 * Notes now that a code was held out. A device that cannot keep it shows the code all the same: the list is a
 * help, and the desk is waiting.
 */
export async function noteInPage(
  db: WalletDatabase | undefined,
  presentation: Omit<Presentation, 'at'>,
): Promise<void> {
  await (db && notePresentation(db, { ...presentation, at: readClock() }).catch(() => {}))
}
