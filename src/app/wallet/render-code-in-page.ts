import { renderQr } from '../../card-view/qr-matrix.ts'
import type { CardCode, CodeKind, NoCode } from '../../core/card/card-code.ts'
import { err, type Result } from '../../core/result.ts'
import { readClock } from '../../ui/browser/clock.ts'
import { openWallet } from '../../wallet/cards/read-wallet.ts'
import type { WalletCard } from '../../wallet/cards/wallet-card.ts'
import { readWalletTime } from '../../wallet/cards/wallet-time.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { renderCardCode } from '../../wallet/presenting/render-code.ts'

/**
 * Makes and renders a code in the page, for browsers without a service worker and for workers that do not
 * answer.
 */
export async function renderCodeInPage(
  db: WalletDatabase | undefined,
  shown: WalletCard,
  kind: CodeKind,
): Promise<Result<CardCode, NoCode>> {
  // Only what the ready page carries: no database, so no key either.
  if (!db) return renderCardCode({ card: shown, kind, holderKeys: [], time: { now: readClock() }, renderQr })
  const { cards, holderKeys, summary } = await openWallet(db)
  const { now, isBehind } = readWalletTime(summary, readClock())
  const time = { now, isDoubtful: isBehind }
  const card = cards.find(({ cardId }) => cardId === shown.cardId)
  return card ? renderCardCode({ card, kind, holderKeys, time, renderQr }) : err('no_credential')
}
