import type { Kysely, Transaction } from 'kysely'
import { cutUtf8 } from '../../core/cut-utf8.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import type { RequestState } from '../../core/services/request-states.ts'
import {
  MOST_NOTE_BYTES,
  MOST_REQUESTS,
  MOST_TITLE_BYTES,
  type NextStep,
  type SnapshotRequest,
} from '../../core/snapshot/service-requests.ts'
import { outdateSnapshots } from '../db/outdate-snapshots.ts'
import type { ServiceRequestRow, Tables } from '../db/schema.ts'
import { addInboxItem } from '../inbox/inbox.ts'
import type { InboxNotice } from '../inbox/inbox-notices.ts'

/** How long a decided request stays in the snapshot, in seconds. */
const SHOWN = 180 * 86_400

/**
 * States in which something is still to happen. That an officer has a waiting one is said by `claimed_by`.
 */
export const openStates = ['waiting', 'returned', 'awaiting-payment'] as const

export const isOpen = (state: RequestState) => openStates.some((open) => open === state)

/** What a person is told in the inbox when a request comes into a state; of one that is not here nothing. */
const notices: Readonly<Partial<Record<RequestState, InboxNotice>>> = {
  waiting: 'service-received',
  returned: 'service-returned',
  'awaiting-payment': 'service-payment',
  approved: 'service-approved',
  refused: 'service-refused',
}

/**
 * Tells the person of the state of a request, as part of the transaction that changes it: in the inbox, and
 * with the next snapshot.
 */
export async function tellState(
  transaction: Transaction<Tables>,
  { person_id: personId, number, state }: Pick<ServiceRequestRow, 'person_id' | 'number' | 'state'>,
  now: number,
): Promise<void> {
  const code = notices[state]
  if (code === undefined) await outdateSnapshots(transaction, [personId])
  else await addInboxItem(transaction, personId, { code, values: { file: number } }, now)
}

function nextStepOf({ state, answers }: Pick<ServiceRequestRow, 'state' | 'answers'>): NextStep {
  if (state === 'returned') return 'mend'
  if (state === 'awaiting-payment') return 'pay'
  if (state === 'waiting' || state === 'in-review') return 'wait'
  const { delivery } = JSON.parse(answers) as { delivery?: unknown }
  return state === 'approved' && delivery === 'counter' ? 'collect' : 'nothing'
}

/** What a person's snapshot says of their requests: open ones first, then the newest. */
export async function readSnapshotRequests(
  query: Kysely<Tables>,
  personId: number,
  now: number,
): Promise<SnapshotRequest[]> {
  const rows = await query
    .selectFrom('service_requests')
    .selectAll()
    .where('person_id', '=', personId)
    .where((where) => where.or([where('decided_at', 'is', null), where('decided_at', '>', now - SHOWN)]))
    .orderBy('filed_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
  const open = rows.filter(({ state }) => isOpen(state))
  const decided = rows.filter(({ state }) => !isOpen(state))
  const shown = [...open, ...decided].slice(0, MOST_REQUESTS)
  const waiting = shown.flatMap(({ state, number }) => (state === 'awaiting-payment' ? [number] : []))
  const payments = await readReferences(query, personId, waiting)
  return shown.map((row) => toSnapshotRequest(row, payments.get(row.number)))
}

/** Under which references requests are paid, by their number; those that are paid at the office have none. */
async function readReferences(
  query: Kysely<Tables>,
  personId: number,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await query
    .selectFrom('payments')
    .select(['request_id', 'reference'])
    .where('person_id', '=', personId)
    .where('request_id', 'in', numbers)
    .execute()
  return new Map(rows.map((row) => [row.request_id, row.reference]))
}

function toSnapshotRequest(row: ServiceRequestRow, payment: string | undefined): SnapshotRequest {
  const { number, service, version, title, filed_at: filedAt, changed_at: changedAt } = row
  const state = row.state === 'waiting' && row.claimed_by !== null ? 'in-review' : row.state
  const pages = JSON.parse(row.pages) as string[]
  const hasDeadline = state === 'waiting' || state === 'in-review'
  return {
    number,
    service,
    version,
    title: cutUtf8(title, MOST_TITLE_BYTES),
    state,
    nextStep: nextStepOf(row),
    filedAt,
    changedAt,
    ...(hasDeadline && { deadline: row.deadline as PartialDate }),
    ...(row.card_id !== null && { cardId: row.card_id }),
    ...(pages.length > 0 && { pages }),
    ...(row.reason !== null && { reason: row.reason }),
    // One of before notes were bounded in bytes.
    ...(row.note !== null && { note: cutUtf8(row.note, MOST_NOTE_BYTES) }),
    ...(row.amount !== null && { amount: row.amount }),
    ...(payment !== undefined && { payment }),
  }
}
