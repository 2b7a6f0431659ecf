import type { CardFace } from '../../../core/card/card.ts'
import { writeWalletCode } from '../../../core/credential/qr-text.ts'
import type { History } from '../../../wallet/history/load-history.ts'

/**
 * One person's data as JSON: the card and the history as the issuer said it, and the signed totals as the text of their code, so that
 * whoever gets the file can check them. No credential of the card: a file can be copied. `now` in Unix seconds.
 */
export function exportJson(card: CardFace, history: History | undefined, now: number): string {
  const { issuedAt, holder, participation, benefits, visits, totalsToken } = history ?? {}
  const moment = (seconds: number) => new Date(seconds * 1000).toISOString()
  const data = {
    format: 'vi-bhyt-data',
    version: 1,
    exportedAt: moment(now),
    ...(issuedAt !== undefined && { issuedAt: moment(issuedAt) }),
    holder,
    card,
    participation,
    benefits,
    visits,
    ...(totalsToken?.length && { totalsCode: writeWalletCode(totalsToken) }),
  }
  return `${JSON.stringify(data, undefined, 2)}\n`
}
