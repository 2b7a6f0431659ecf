import { useEffect, useState } from 'preact/hooks'
import { drawQr } from '../card-view/qr-matrix.ts'
import type { CodeGap, ShownCode } from '../card-view/shown.ts'
import { LIVE_CODE_SECONDS, type NoLiveCode, presentLiveCode } from '../wallet/present-code.ts'
import type { WalletDatabase } from '../wallet/wallet-database.ts'
import { readClock } from './moment.ts'

const gaps: Readonly<Record<NoLiveCode, CodeGap>> = {
  no_key: 'noKey',
  expired: 'expired',
  no_credential: 'notYet',
}

async function drawLiveCode(db: WalletDatabase, cardId: string): Promise<ShownCode> {
  const made = await presentLiveCode(db, cardId, readClock())
  if (!made.ok) return { state: 'gap', gap: gaps[made.error] }
  return { state: 'drawn', ...drawQr(made.value.text), at: made.value.issuedAt }
}

/**
 * The live code of a card: a fresh one every 15 s while the page is in sight, and at once when it comes back. It begins with
 * the worker's code, if that one is for this card. Without a `cardId` it rests.
 */
export function useLiveCode(
  db: WalletDatabase | undefined,
  cardId: string | undefined,
  painted?: { cardId: string; code: ShownCode },
): ShownCode {
  const [shown, setShown] = useState(painted)
  useEffect(() => {
    if (db === undefined || cardId === undefined) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let stopped = false
    const renew = async () => {
      clearTimeout(timer)
      if (document.hidden) return
      // A database that fails now may answer in the next round; the old code stays as long as it is good for.
      const code = await drawLiveCode(db, cardId).catch(() => undefined)
      if (stopped) return
      if (code) setShown({ cardId, code })
      timer = setTimeout(renewNow, LIVE_CODE_SECONDS * 1000)
    }
    const renewNow = () => void renew()
    const first = painted?.cardId === cardId && painted.code.state === 'drawn' ? painted.code.at : undefined
    const left =
      first === undefined ? 0 : Math.min(LIVE_CODE_SECONDS, first + LIVE_CODE_SECONDS - readClock())
    timer = setTimeout(renewNow, Math.max(0, left) * 1000)
    document.addEventListener('visibilitychange', renewNow)
    return () => {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', renewNow)
    }
  }, [db, cardId])
  return shown?.cardId === cardId && shown ? shown.code : { state: 'gap', gap: 'preparing' }
}
