import type { IssuerConnection } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import type { RenderedCode } from '../../core/card/card-code.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import type { RenderReadyPage } from '../../wallet/cards/ready-page.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { outboxSenders } from '../../wallet/outbox/outbox-senders.ts'
import { sendOutbox } from '../../wallet/outbox/send-outbox.ts'
import { refreshWallet } from '../../wallet/refresh/refresh-wallet.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { remind } from '../remind.ts'

function reachIssuer(now: () => number): IssuerConnection {
  return {
    fetch: (path, init) => fetch(path, init),
    now,
    startTimer: (onEnd, ms) => {
      const timer = setTimeout(onEnd, ms)
      return () => clearTimeout(timer)
    },
  }
}

async function readShippedTrustList() {
  const response = await caches.match('/trust-list.cose')
  return response && new Uint8Array(await response.arrayBuffer())
}

/** Refreshes the wallet; `onChange` hears of each commit, `now` in Unix seconds. */
function refresh(
  db: WalletDatabase,
  options: {
    force: boolean
    now: () => number
    onChange: (sequence: number) => void
    renderReadyPage: RenderReadyPage
    renderQr: (text: string) => RenderedCode
  },
): Promise<RefreshOutcome> {
  const { force, now, onChange, renderReadyPage, renderQr } = options
  const inputs = {
    db,
    issuer: reachIssuer(now),
    roots: readBuiltInRoots(),
    readShippedTrustList,
    caches,
    renderReadyPage,
    renderQr,
    onChange,
  }
  return refreshWallet(inputs, { force })
}

/**
 * Sends what waits in the outbox; `onChange` hears of each change, `now` in Unix seconds.
 * @throws AppError `offline` while something waits: the browser tries again later
 */
async function send(
  db: WalletDatabase,
  { now, onChange }: { now: () => number; onChange: () => void },
): Promise<void> {
  const { waiting } = await sendOutbox({ db, issuer: reachIssuer(now), senders: outboxSenders, onChange })
  if (waiting > 0) throw new AppError('offline', { retryable: true })
}

const chunk = { refresh, send, remind }

export type RefreshChunk = typeof chunk

Object.assign(globalThis, { refreshChunk: chunk })
