import { type CardCode, type CodeKind, isCodeKind, type NoCode } from '../card/card-code.ts'
import type { Result } from '../result.ts'
import type { RefreshOutcome } from '../snapshot/refresh-outcome.ts'

/**
 * What the page asks of the service worker. One exhaustive switch answers (service-worker/answer-message.ts).
 */
export type WorkerRequest =
  /** Fetch, verify and store what is new. `force` ignores how recent the last refresh is. */
  | { type: 'REFRESH'; force: boolean }
  /** The person agreed to the update; only sent while no card or scan is on screen. */
  | { type: 'SKIP_WAITING' }
  /**
   * The page is open: a browser with static routes does not tell the worker. Sent once per page, after its
   * first paint.
   */
  | { type: 'OPENED' }
  /**
   * Something was changed in the page: the ready page is to say it, too. `ifEmpty` says whether a wallet
   * without cards means that there are none any more (wallet/cards/ready-page.ts).
   */
  | { type: 'RENEW_READY_PAGE'; ifEmpty: 'shell' | 'keep' }
  /**
   * The page has started: it shows what it should. Sent once per page; see service-worker/boot-watchdog.ts.
   */
  | { type: 'STARTED' }
  /** Make a code of a card and render it; the worker has all that takes, and the page can do without. */
  | { type: 'DRAW_CODE'; cardId: string; kind: CodeKind }
  /**
   * The wallet's summary, which the worker has just read. Only for pages that this very worker has
   * pre-rendered.
   */
  | { type: 'READ_FACE' }

/** The answer to a request, through its MessagePort. */
export type WorkerAnswer =
  | { type: 'REFRESHED'; outcome: RefreshOutcome }
  | { type: 'ACCEPTED' }
  /**
   * `face` is a WalletSummary (wallet/cards/wallet-card.ts), which core does not know; both sides are of the
   * same build.
   */
  | { type: 'FACE'; face?: unknown; rescue: boolean }
  /** Without `code` the wallet did not open, or does not hold the card. */
  | { type: 'CODE'; code?: Result<CardCode, NoCode> }

/** What the worker tells every page, unasked. */
export type WorkerEvent =
  /** Committed to the device database: read it again. */
  { type: 'WALLET_CHANGED'; sequence: number }

/** True for a message of ours; anything else on the channel is ignored. */
export function isWorkerRequest(data: unknown): data is WorkerRequest {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false
  const { type } = data
  if (type === 'REFRESH') return 'force' in data && typeof data.force === 'boolean'
  if (type === 'DRAW_CODE') {
    return 'cardId' in data && typeof data.cardId === 'string' && 'kind' in data && isCodeKind(data.kind)
  }
  if (type === 'RENEW_READY_PAGE') {
    return 'ifEmpty' in data && (data.ifEmpty === 'shell' || data.ifEmpty === 'keep')
  }
  return type === 'SKIP_WAITING' || type === 'OPENED' || type === 'STARTED' || type === 'READ_FACE'
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
