import { drawQr } from '../card-view/qr-matrix.ts'
import type { CardCode, CodeKind, NoCode } from '../core/api/worker-messages.ts'
import { err, type Result } from '../core/result.ts'
import { drawCardCode } from '../wallet/draw-code.ts'
import { openWallet } from '../wallet/load-face.ts'
import type { WalletCard } from '../wallet/wallet-card.ts'
import type { WalletDatabase } from '../wallet/wallet-database.ts'
import { readClock } from './moment.ts'

/** Makes and draws a code in the page, for browsers without a service worker and for workers that do not answer. */
export async function drawHere(
  db: WalletDatabase | undefined,
  shown: WalletCard,
  kind: CodeKind,
): Promise<Result<CardCode, NoCode>> {
  const now = readClock()
  // The rescue copy: no database, so no key either.
  if (!db) return drawCardCode({ card: shown, kind, holderKeys: [], now, drawQr })
  const { cards, holderKeys } = await openWallet(db)
  const card = cards.find(({ cardId }) => cardId === shown.cardId)
  return card ? drawCardCode({ card, kind, holderKeys, now, drawQr }) : err('no_credential')
}
