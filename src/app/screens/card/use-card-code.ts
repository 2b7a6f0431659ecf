import { useEffect, useState } from 'preact/hooks'
import type { ShownCode } from '../../../card-view/shown.ts'
import { toShownCode } from '../../../card-view/shown-code.ts'
import type { CodeKind } from '../../../core/card/card-code.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { askWorker } from '../../service-worker/worker-bridge.ts'
import type { PreRenderedCode } from './pre-rendered-card.ts'

/**
 * A live code is replaced this often while it is on screen (docs/credential-format.md, key-binding token).
 */
const liveSeconds = 15

/** The worker renders in a few milliseconds; starting it takes up to a second on a cheap phone. */
const workerLimitMs = 2_500

async function obtainCode(
  db: WalletDatabase | undefined,
  card: WalletCard,
  kind: CodeKind,
): Promise<ShownCode> {
  const { cardId, hospitalCode } = card
  if (kind === 'hospital' && hospitalCode) return { state: 'rendered', ...hospitalCode }
  // The BHYT QR is made of what the card itself says: also where the database is gone.
  const from = kind === 'hospital' ? undefined : db
  const answer = from && (await askWorker({ type: 'DRAW_CODE', cardId, kind }, 'CODE', workerLimitMs))
  if (answer?.code) return toShownCode(answer.code)
  const { renderCodeInPage } = await import('../../wallet/render-code-in-page.ts')
  return toShownCode(await renderCodeInPage(from, card, kind))
}

/**
 * The code to show. A live one is replaced every 15 s while the page is in sight, and at once when it comes
 * back. It begins with what the worker has pre-rendered, if that is the same card and kind.
 */
export function useShownCode(
  db: WalletDatabase | undefined,
  card: WalletCard,
  kind: CodeKind,
  preRendered: PreRenderedCode | undefined,
): ShownCode {
  const { cardId, updatedAt } = card
  const [shown, setShown] = useState(preRendered && { ...preRendered, updatedAt })
  const fits = shown?.cardId === cardId && shown.kind === kind
  useEffect(() => {
    const isThere = fits && shown.code?.state === 'rendered' && shown.code.path !== ''
    if (isThere && kind !== 'live' && shown.updatedAt === updatedAt) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const renew = async () => {
      clearTimeout(timer)
      if (document.hidden) return
      // A database that fails now may answer in the next round; the old code stays as long as it is good for.
      const code = await obtainCode(db, card, kind).catch(() => undefined)
      if (over) return
      if (code) setShown({ cardId, kind, code, updatedAt })
      if (kind === 'live') timer = setTimeout(renewNow, liveSeconds * 1000)
    }
    const renewNow = () => void renew()
    const age =
      fits && shown.code?.state === 'rendered' && shown.code.at ? readClock() - shown.code.at : liveSeconds
    timer = setTimeout(renewNow, Math.max(0, liveSeconds - Math.max(0, age)) * 1000)
    document.addEventListener('visibilitychange', renewNow)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', renewNow)
    }
  }, [db, cardId, kind, updatedAt])
  return (fits ? shown.code : undefined) ?? { state: 'gap', gap: 'preparing' }
}
