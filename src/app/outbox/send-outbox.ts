import { OUTBOX_TAG } from '../../core/api/outbox-channel.ts'
import type { IssuerConnection } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { createOutboxSenders } from '../../wallet/outbox/outbox-senders.ts'
import { sendOutbox } from '../../wallet/outbox/send-outbox.ts'
import { serviceSender } from '../requests/network-chunks.ts'
import { findRegistration } from '../service-worker/registration.ts'
import { announceOutboxChange } from './outbox-changes.ts'

/** Waits before what failed is tried again while the page is open, in seconds; the last one repeats. */
const WAITS = [15, 30, 60, 300] as const

const senders = createOutboxSenders(async (...sent) =>
  (await serviceSender.load()).sendServiceRequest(...sent),
)

let stop = new AbortController()
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Sends what waits in the outbox from this page, and again after a while if it is still waiting: a network
 * that is there but does not work gives no sign when it does again.
 * @throws AppError of the database
 */
export async function sendNow(db: WalletDatabase): Promise<void> {
  clearTimeout(timer)
  const { waiting } = await sendOutbox({
    db,
    issuer: { ...issuer, fetch: fetchUntilStopped(stop.signal) },
    senders,
    onChange: announceOutboxChange,
  })
  if (waiting === 0) {
    failures = 0
    return
  }
  const wait = WAITS[Math.min(failures++, WAITS.length - 1)] ?? 300
  timer = setTimeout(() => void sendNow(db).catch(() => {}), wait * 1000)
  await askWorkerToSend()
}

/** Ends what this page is sending just now: it waits then, and can be taken back. */
export function stopSending(): void {
  stop.abort()
  stop = new AbortController()
}

function fetchUntilStopped(stopped: AbortSignal): IssuerConnection['fetch'] {
  return (path, init) => {
    const controller = new AbortController()
    for (const signal of [stopped, init.signal]) {
      if (signal.aborted) controller.abort(signal.reason)
      signal.addEventListener('abort', () => controller.abort(signal.reason))
    }
    return fetch(path, { ...init, signal: controller.signal })
  }
}

type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

/**
 * Has the worker send when there is a network, also when no page is open (Background Sync; Chromium only).
 */
async function askWorkerToSend(): Promise<void> {
  const registration = await findRegistration()
  await (registration as SyncRegistration | undefined)?.sync?.register(OUTBOX_TAG).catch(() => {})
}
