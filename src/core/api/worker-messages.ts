import type { ErrorCode } from './error-codes.ts'

/** What the page asks of the service worker. One exhaustive switch answers (service-worker/answer-message.ts). */
export type WorkerRequest =
  /** Fetch, verify and store what is new. `force` ignores how recent the last refresh is. */
  | { type: 'REFRESH'; force: boolean }
  /** The person agreed to the update; only sent while no card or scan is on screen. */
  | { type: 'SKIP_WAITING' }
  /** The page has started: it shows what it should. Sent once per page; see service-worker/boot-watchdog.ts. */
  | { type: 'STARTED' }
  | { type: 'READ_VERSION' }

/** The answer to a request, through its MessagePort. */
export type WorkerAnswer =
  | { type: 'REFRESHED'; outcome: RefreshOutcome }
  | { type: 'VERSION'; version: string }
  | { type: 'ACCEPTED' }

/** What the worker tells every page, unasked. */
export type WorkerEvent =
  /** Committed to the device database: read it again. */
  { type: 'WALLET_CHANGED'; sequence: number }

/** How a refresh ended. Whatever the outcome, the last good snapshot is still there. */
export type RefreshOutcome =
  | { kind: 'fresh' | 'unchanged' | 'not_signed_in'; at: number }
  | { kind: 'failed'; at: number; code: ErrorCode }

/** True for a message of ours; anything else on the channel is ignored. */
export function isWorkerRequest(data: unknown): data is WorkerRequest {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false
  const { type } = data
  if (type === 'REFRESH') return 'force' in data && typeof data.force === 'boolean'
  return type === 'SKIP_WAITING' || type === 'STARTED' || type === 'READ_VERSION'
}

/** True for an announcement of the service worker. */
export function isWorkerEvent(data: unknown): data is WorkerEvent {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'WALLET_CHANGED' &&
    'sequence' in data &&
    typeof data.sequence === 'number'
  )
}
