import { renderQr } from '../../card-view/qr-matrix.ts'
import type { CardCode, NoCode } from '../../core/card/card-code.ts'
import { type DeskRequest, writeDeskAudience, writePosterAudience } from '../../core/credential/desk.ts'
import { ok, type Result } from '../../core/result.ts'
import { readClock } from '../../ui/browser/clock.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { presentLiveCode } from '../../wallet/presenting/present-code.ts'

/**
 * The wallet's answer to what a desk asks, rendered: good for that desk and that code alone. An answer to a
 * poster says its moment, like every live code, and so needs a clock that is right.
 * @throws AppError of the database
 */
export async function answerDesk(
  db: WalletDatabase,
  cardId: string,
  { facilityCode, nonce }: DeskRequest,
  { isClockDoubtful }: { isClockDoubtful: boolean },
): Promise<Result<CardCode, NoCode>> {
  const to = nonce
    ? { audience: writeDeskAudience(facilityCode), nonce }
    : { audience: writePosterAudience(facilityCode) }
  const answer = await presentLiveCode(db, cardId, readClock(), { to, isDoubtful: isClockDoubtful })
  if (!answer.ok) return answer
  const { text, issuedAt } = answer.value
  return ok(nonce ? renderQr(text) : { ...renderQr(text), at: issuedAt })
}
