import { fromBase64Url, toBase64Url } from '../bytes.ts'
import { decodeCbor, encodeCbor } from '../cose/cbor.ts'
import {
  type Codec,
  extensibleRecord,
  list,
  openChoice,
  optional,
  record,
  text,
  uint,
} from '../cose/codec.ts'
import { partialDate } from '../credential/face-codec.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import { err, ok, type Result } from '../result.ts'
import type { RequestState } from '../services/request-states.ts'
import type { UnknownValue } from '../unknown-value.ts'

/**
 * What a person has asked for (public services): key 11 of a snapshot since version 1.3, see
 * docs/credential-format.md section 11. Wallets keep it in `unread`, as the inbox, and read it here when a
 * screen asks.
 */

/**
 * What comes next, and for whom: `wait` (the office), `mend` (the person: pages that went back), `pay`,
 * `collect` (at the office), `nothing`.
 */
export type NextStep = 'wait' | 'mend' | 'pay' | 'collect' | 'nothing'

export type SnapshotRequest = {
  /** `DV-26-7K2M-Q9XD`. */
  readonly number: string
  readonly service: string
  readonly version: number
  /** The service's name in Vietnamese, for a wallet that has its definition no longer. */
  readonly title: string
  readonly state: RequestState | UnknownValue
  readonly nextStep: NextStep | UnknownValue
  /** Unix seconds. */
  readonly filedAt: number
  /** When the state last changed, Unix seconds. */
  readonly changedAt: number
  /** The last day for the answer, in Vietnam; absent once there is nothing to wait for. */
  readonly deadline?: PartialDate
  /** Whose card it is about, where it is about one. */
  readonly cardId?: string
  /** Ids of the pages that went back, while they are to be mended. */
  readonly pages?: readonly string[]
  /** One of `requestReasons`, where it was refused or went back. */
  readonly reason?: string
  /** What the officer wrote, word for word. */
  readonly note?: string
  /** To be paid, in đồng. */
  readonly amount?: number
  /** The reference under which it is paid by transfer; absent where it is paid at the office. */
  readonly payment?: string
  readonly unread?: string
}

/** More are not sent; the open ones come first, then the newest. */
export const MOST_REQUESTS = 40

/**
 * Longest name of a service and note of an officer, in bytes (UTF-8). A longer one makes all requests
 * unreadable to wallets.
 */
export const MOST_TITLE_BYTES = 200
export const MOST_NOTE_BYTES = 1000

const REQUESTS = 11
const LATEST = 253_402_300_799

const request: Codec<SnapshotRequest> = extensibleRecord({
  number: [1, text(20)],
  service: [2, text(32)],
  version: [3, uint(1_000_000)],
  title: [4, text(MOST_TITLE_BYTES)],
  state: [
    5,
    openChoice<RequestState>({
      waiting: 1,
      'in-review': 2,
      returned: 3,
      'awaiting-payment': 4,
      approved: 5,
      refused: 6,
      withdrawn: 7,
    }),
  ],
  nextStep: [6, openChoice<NextStep>({ wait: 1, mend: 2, pay: 3, collect: 4, nothing: 5 })],
  filedAt: [7, uint(LATEST)],
  changedAt: [8, uint(LATEST)],
  deadline: optional(9, partialDate),
  cardId: optional(10, text(16)),
  pages: optional(11, list(text(30), 40)),
  reason: optional(12, text(40)),
  note: optional(13, text(MOST_NOTE_BYTES)),
  amount: optional(14, uint()),
  payment: optional(15, text(13)),
})

const extension = record({ requests: optional(REQUESTS, list(request, MOST_REQUESTS)) }, { open: true })

/** The requests as a part of the `unread` of a snapshot that is to be signed, see `joinUnread`. */
export function writeRequests(requests: readonly SnapshotRequest[]): string {
  return toBase64Url(encodeCbor(extension.encode({ requests })))
}

/**
 * The requests in what a wallet has kept of a verified snapshot; empty where an issuer of before 1.3 wrote
 * none.
 * @param unread `unread` of the snapshot
 */
export function readRequests(unread: string | undefined): Result<readonly SnapshotRequest[], 'malformed'> {
  const map = unread === undefined ? ok(new Map()) : readUnread(unread)
  const read = map.ok ? extension.decode(map.value) : map
  return read.ok ? ok(read.value.requests ?? []) : err('malformed')
}

function readUnread(unread: string) {
  const bytes = fromBase64Url(unread)
  if (!bytes.ok) return err('malformed')
  return decodeCbor(bytes.value, { maxBytes: bytes.value.length, maxItems: bytes.value.length })
}

/** Several parts of an `unread` as one: each the base64url of a CBOR map, with keys of its own. */
export function joinUnread(parts: readonly string[]): string | undefined {
  if (parts.length === 0) return undefined
  const entries = parts.flatMap((part) => {
    const map = readUnread(part)
    return map.ok && map.value instanceof Map ? [...map.value] : []
  })
  return toBase64Url(encodeCbor(new Map(entries)))
}
