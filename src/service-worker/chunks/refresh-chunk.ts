import { OUTBOX_CHANNEL } from '../../core/api/outbox-channel.ts'
import type { IssuerConnection } from '../../core/api/request.ts'
import type { WorkerEvent } from '../../core/api/worker-messages.ts'
import { AppError } from '../../core/app-error.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { createOutboxSenders } from '../../wallet/outbox/outbox-senders.ts'
import { sendOutbox } from '../../wallet/outbox/send-outbox.ts'
import { sendServiceRequest } from '../../wallet/outbox/service-sender.ts'
import { createBrowserPush } from '../../wallet/push/push-subscription.ts'
import { renewPush } from '../../wallet/push/renew-push.ts'
import { refreshWallet } from '../../wallet/refresh/refresh-wallet.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import type { LoadTexts } from '../loaded-texts.ts'
import { REFRESH_TAG } from '../refresh-tag.ts'
import { remind } from '../remind.ts'
import { tellUnread } from '../tell-unread.ts'
import type { CardChunk } from './card-chunk.ts'

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

/** Background Sync, where it exists; TypeScript's library does not know it. */
type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

const networkCodes: readonly string[] = ['offline', 'timeout', 'captive_portal', 'unavailable']

const readNow = () => Math.floor(Date.now() / 1000)

async function announce(worker: ServiceWorkerGlobalScope, sequence: number): Promise<void> {
  const event: WorkerEvent = { type: 'WALLET_CHANGED', sequence }
  const clients = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const client of clients) client.postMessage(event)
}

/**
 * Refreshes the wallet, tells the pages of each commit, says what is unread, shows reminders, and renews a
 * push subscription that has ended. What failed for want of a network is tried when there is one.
 */
async function refresh(
  worker: ServiceWorkerGlobalScope,
  { force, card, loadTexts }: { force: boolean; card: CardChunk; loadTexts: LoadTexts },
): Promise<RefreshOutcome> {
  const failed: RefreshOutcome = { kind: 'failed', at: readNow(), code: 'storage_unavailable' }
  const db = await card.obtainDatabase().catch(() => undefined)
  if (!db) return failed
  const inputs = {
    db,
    issuer: reachIssuer(readNow),
    roots: readBuiltInRoots(),
    readShippedTrustList,
    caches,
    renderReadyPage: card.renderNow(loadTexts),
    renderQr: card.renderQr,
    onChange: (sequence: number) => void announce(worker, sequence),
  }
  const outcome = await refreshWallet(inputs, { force }).catch(() => failed)
  const { registration } = worker
  await Promise.allSettled([
    tellUnread(db, registration),
    remind(db, { registration, now: readNow() }),
    renewPush(db, inputs.issuer, createBrowserPush(registration.pushManager)),
  ])
  const { sync } = registration as SyncRegistration
  if (outcome.kind === 'failed' && networkCodes.includes(outcome.code))
    await sync?.register(REFRESH_TAG).catch(() => {})
  return outcome
}

/**
 * Sends what waits in the outbox and tells the pages of each change.
 * @throws AppError `offline` while something waits: the browser tries again later
 */
async function send(db: WalletDatabase): Promise<void> {
  const channel = new BroadcastChannel(OUTBOX_CHANNEL)
  try {
    const onChange = () => channel.postMessage(null)
    const issuer = reachIssuer(readNow)
    const { waiting } = await sendOutbox({
      db,
      issuer,
      senders: createOutboxSenders(sendServiceRequest),
      onChange,
    })
    if (waiting > 0) throw new AppError('offline', { retryable: true })
  } finally {
    channel.close()
  }
}

const chunk = { refresh, send }

export type RefreshChunk = typeof chunk

Object.assign(globalThis, { refreshChunk: chunk })
