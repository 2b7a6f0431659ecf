import { renderQr } from '../../../card-view/qr-matrix.ts'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { errorCodeOf } from '../../../core/app-error.ts'
import { toBase64Url } from '../../../core/bytes.ts'
import type { Relation } from '../../../core/snapshot/snapshot.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { addSelfDeclaredCard } from '../../../wallet/cards/self-declared-cards.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { updateReadyPage } from '../../wallet/update-ready-page.ts'
import type { ReadyCard } from './new-card.ts'

/** How saving ended; an error comes with the code that a person can read out. */
export type SaveOutcome = 'saved' | 'issued_already' | 'too_many' | { error: ErrorCode }

/** Puts a card into the wallet, with its code rendered, and makes it the one that is shown. Never throws. */
export async function saveCard(
  db: WalletDatabase | undefined,
  card: ReadyCard,
  relation: Relation,
): Promise<SaveOutcome> {
  if (!db) return { error: 'storage_unavailable' }
  try {
    const newId = toBase64Url(crypto.getRandomValues(new Uint8Array(9)))
    const hospitalCode = renderQr(card.hospitalText)
    const added = await addSelfDeclaredCard(
      db,
      { ...card, hospitalCode, relation },
      { newId, now: readClock() },
    )
    if (!added.ok) return added.error
    await updateReadyPage(db)
    return 'saved'
  } catch (error) {
    return { error: errorCodeOf(error) }
  }
}
