import { fromBase64Url, toBase64Url } from '../bytes.ts'
import { decodeCbor, encodeCbor } from '../cose/cbor.ts'
import {
  bool,
  type Codec,
  convert,
  extensibleRecord,
  list,
  openChoice,
  optional,
  record,
  text,
  tuple,
  uint,
} from '../cose/codec.ts'
import { err, ok, type Result } from '../result.ts'
import type { UnknownValue } from '../unknown-value.ts'

/**
 * The inbox (*Thông báo*): key 10 of a snapshot since version 1.2, see docs/credential-format.md section 11.
 * Wallets keep it as they keep all that their snapshot codec does not list, in `unread`, and read it here
 * when the screen asks: what opens the card knows nothing of it.
 */

/**
 * `security`: about the account; `decision`: an answer of the office; `payment`: of money; `validity`: a day
 * that is near; `news`: what is new for everybody.
 */
export const inboxKinds = ['security', 'decision', 'payment', 'validity', 'news'] as const

export type InboxKind = (typeof inboxKinds)[number]

/** `warning`: the person should look whether it was them. */
export type InboxSeverity = 'notice' | 'warning'

export type InboxItem = {
  /** Opaque, at most 16 characters; what a read mark names. */
  readonly id: string
  readonly kind: InboxKind | UnknownValue
  readonly severity: InboxSeverity | UnknownValue
  /** When it happened, Unix seconds. */
  readonly at: number
  /** Which text of the wallet's catalogue it is; of one that a wallet does not know it says so. */
  readonly code: string
  /** What stands in the text, by name; never a sentence. */
  readonly values: Readonly<Record<string, string>>
  /** Where something can be done about it: a path of the app. */
  readonly route?: string
  /** Whether the person has read it, on whichever device. */
  readonly isRead: boolean
  readonly unread?: string
}

/** More are not sent; the newest come first. */
export const MOST_INBOX_ITEMS = 50

/** Values of an item, and bytes of one (UTF-8). */
export const MOST_INBOX_VALUES = 8
export const LONGEST_INBOX_VALUE = 300

const INBOX = 10

/** The end of the year 9999, as in credentials, whose claims the wallet's screen has no other use for. */
const LATEST = 253_402_300_799

const values: Codec<InboxItem['values']> = convert(
  list(tuple(text(20), text(LONGEST_INBOX_VALUE)), MOST_INBOX_VALUES),
  (named) => Object.entries(named),
  (pairs) => ok(Object.fromEntries(pairs)),
)

const item: Codec<InboxItem> = extensibleRecord({
  id: [1, text(16)],
  kind: [2, openChoice<InboxKind>({ security: 1, decision: 2, payment: 3, validity: 4, news: 5 })],
  severity: [3, openChoice<InboxSeverity>({ notice: 1, warning: 2 })],
  at: [4, uint(LATEST)],
  code: [5, text(40)],
  values: [6, values],
  route: optional(7, text(60)),
  isRead: [8, bool],
})

const extension = record({ items: optional(INBOX, list(item, MOST_INBOX_ITEMS)) }, { open: true })

/** The inbox as the `unread` of a snapshot that is to be signed. */
export function writeInbox(items: readonly InboxItem[]): string {
  return toBase64Url(encodeCbor(extension.encode({ items })))
}

/**
 * The inbox in what a wallet has kept of a verified snapshot, the newest first; empty where an issuer of
 * before 1.2 wrote none.
 * @param unread `unread` of the snapshot
 */
export function readInbox(unread: string | undefined): Result<readonly InboxItem[], 'malformed'> {
  if (unread === undefined) return ok([])
  const bytes = fromBase64Url(unread)
  if (!bytes.ok) return err('malformed')
  const map = decodeCbor(bytes.value, { maxBytes: bytes.value.length, maxItems: bytes.value.length })
  const read = map.ok ? extension.decode(map.value) : map
  return read.ok ? ok(read.value.items ?? []) : err('malformed')
}
