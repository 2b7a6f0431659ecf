import { renderQr } from '../../card-view/qr-matrix.ts'
import type { IssuerConnection } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import type { RenderReadyPage } from '../../wallet/cards/ready-page.ts'
import { openWalletDatabase, type WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { outboxSenders } from '../../wallet/outbox/outbox-senders.ts'
import { sendOutbox } from '../../wallet/outbox/send-outbox.ts'
import { refreshWallet } from '../../wallet/refresh/refresh-wallet.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { remind } from '../remind.ts'

/** A connection of its own: this is a script of its own, and the other one belongs to pre-rendering. */
let database: Promise<WalletDatabase> | undefined

function obtainDatabase(): Promise<WalletDatabase> {
  database ??= openWalletDatabase().catch((cause) => {
    database = undefined
    throw cause
  })
  return database
}

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

/**
 * Refreshes the wallet; `onChange` hears of each commit, `now` in Unix seconds.
 * @throws AppError if the database does not open
 */
async function refresh(options: {
  force: boolean
  now: () => number
  onChange: (sequence: number) => void
  renderReadyPage: RenderReadyPage
}): Promise<RefreshOutcome> {
  const { force, now, onChange, renderReadyPage } = options
  const inputs = {
    db: await obtainDatabase(),
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
 * @throws AppError if the database does not open, or `offline` while something waits: the browser tries again
 * later
 */
async function send({ now, onChange }: { now: () => number; onChange: () => void }): Promise<void> {
  const db = await obtainDatabase()
  const { waiting } = await sendOutbox({ db, issuer: reachIssuer(now), senders: outboxSenders, onChange })
  if (waiting > 0) throw new AppError('offline', { retryable: true })
}

/** Shows what is near in a notification, see remind.ts. @throws AppError if the database does not open */
async function showReminders(registration: ServiceWorkerRegistration, now: number): Promise<void> {
  await remind(await obtainDatabase(), { registration, now })
}

const chunk = { refresh, send, showReminders }

export type RefreshChunk = typeof chunk

Object.assign(globalThis, { refreshChunk: chunk })
