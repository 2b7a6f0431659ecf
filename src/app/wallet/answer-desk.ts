import { renderQr } from '../../card-view/qr-matrix.ts'
import type { CardCode, NoCode } from '../../core/card/card-code.ts'
import type { DeskCode } from '../../core/credential/desk.ts'
import { ok, type Result } from '../../core/result.ts'
import { readClock } from '../../ui/browser/clock.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { presentLiveCode } from '../../wallet/presenting/present-code.ts'

/**
 * The wallet's answer to a desk's code, rendered: good for that desk and that code alone.
 * @throws AppError of the database
 */
export async function answerDesk(
  db: WalletDatabase,
  cardId: string,
  desk: DeskCode,
): Promise<Result<CardCode, NoCode>> {
  const answer = await presentLiveCode(db, cardId, readClock(), { desk })
  return answer.ok ? ok(renderQr(answer.value.text)) : answer
}
