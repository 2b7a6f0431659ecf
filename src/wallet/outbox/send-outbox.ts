import { type ErrorCode, helpdeskCodes } from '../../core/api/error-codes.ts'
import type { IssuerConnection } from '../../core/api/request.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import { openWallet } from '../cards/read-wallet.ts'
import { signedInPerson } from '../cards/wallet-state.ts'
import type { OutboxKind, StoredOutboxItem } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { withLock } from '../database/web-lock.ts'
import { dropBlobsOf, loadBlob } from '../sealing/blobs.ts'
import { obtainTierB, type TierB } from '../sealing/tier-b.ts'
import { OUTBOX_LOCK, OUTBOX_SCHEMA } from './outbox.ts'
import { needsSession, type OutboxContents } from './outbox-kinds.ts'

/** What a sender remembers from one try to the next, such as which pictures have arrived. */
export type SenderNotes = Readonly<Record<string, string>>

/** One item while it is being sent. */
export type ItemToSend<Kind extends OutboxKind> = {
  /** The idempotency key: the same at every try. */
  id: string
  /** In whose name, where the kind needs a session; the issuer takes it from nobody else. */
  personId: string | undefined
  payload: OutboxContents[Kind]['payload']
  readBlob: (name: string) => Promise<Bytes | undefined>
  notes: SenderNotes
  /** Remembers, and says how far the sending is, before the next request goes out. */
  note: (notes: SenderNotes, progress: { done: number; total: number }) => Promise<void>
}

/**
 * Sends one item of a kind and gives what is to be kept of the answer. @throws AppError: what the issuer or
 * the network said
 */
export type Sender<Kind extends OutboxKind> = (
  issuer: IssuerConnection,
  item: ItemToSend<Kind>,
) => Promise<OutboxContents[Kind]['answer']>

export type Senders = { readonly [Kind in OutboxKind]: Sender<Kind> }

export type SendingInputs = {
  db: WalletDatabase
  issuer: IssuerConnection
  senders: Senders
  /** Called after each change of an item that is stored, never before it. */
  onChange?: () => void
}

/**
 * Sends what waits, one item after the other, the oldest first. One sending at a time on the device (Web
 * Lock), by whichever page or worker. What fails for a reason that passes waits on; what the issuer refuses
 * is kept as refused.
 * @returns how many wait still for a reason that passes by itself
 * @throws AppError of the database
 */
export function sendOutbox(inputs: SendingInputs): Promise<{ waiting: number }> {
  return withLock(OUTBOX_LOCK, async () => {
    const rows = await inputs.db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').getAll())
    const due = rows.filter(({ state }) => state === 'waiting' || state === 'sending')
    let waiting = 0
    for (const { id, kind } of due.sort((one, other) => one.queuedAt - other.queuedAt)) {
      if (!(await sendItem(inputs, kind, id))) waiting++
    }
    return { waiting }
  })
}

/** Answers whether the item is done with, for the time being. */
async function sendItem<Kind extends OutboxKind>(
  inputs: SendingInputs,
  kind: Kind,
  id: string,
): Promise<boolean> {
  const { db, issuer, senders, onChange } = inputs
  const update = async (change: (item: StoredOutboxItem) => StoredOutboxItem) => {
    const changed = await changeItem(db, id, change)
    if (changed) onChange?.()
    return changed
  }
  const { personId } = (await readItem(db, id)) ?? {}
  // Of another person, or nobody is signed in: it waits for its own.
  if (needsSession[kind] && personId !== signedInPerson((await openWallet(db)).state)) return true
  const begun = await update((item) => ({ ...item, state: 'sending', tries: item.tries + 1 }))
  if (!begun?.payload) return true
  try {
    const tierB = await obtainTierB(db)
    const answer = await senders[kind](issuer, {
      id,
      personId,
      payload: (await tierB.open('outbox', begun.payload)) as OutboxContents[Kind]['payload'],
      readBlob: (name) => loadBlob(db, `outbox/${id}`, name),
      notes: begun.notes ? ((await tierB.open('outbox', begun.notes)) as SenderNotes) : {},
      note: async (notes, progress) => {
        const sealed = await sealPart(tierB, id, 'notes', notes)
        await update((item) => ({ ...item, notes: sealed, progress }))
      },
    })
    await finishItem(db, id, await sealPart(tierB, id, 'answer', answer))
    onChange?.()
    return true
  } catch (cause) {
    const code = errorCodeOf(cause)
    const state = isRefusal(code) ? 'refused' : 'waiting'
    const { reasons = [] } = cause instanceof AppError ? cause : {}
    const lastFault = { at: issuer.now(), code, ...(reasons.length > 0 && { reasons }) }
    await update((item) => ({ ...item, state, lastFault }))
    return state === 'refused'
  }
}

function readItem(db: WalletDatabase, id: string): Promise<StoredOutboxItem | undefined> {
  return db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').get(id))
}

/** The changed item; undefined if it is no longer there, as after a sign-out: then nothing comes back. */
function changeItem(
  db: WalletDatabase,
  id: string,
  change: (item: StoredOutboxItem) => StoredOutboxItem,
): Promise<StoredOutboxItem | undefined> {
  return db.transact(['outbox'], 'readwrite', async (tx) => {
    const item = await tx.objectStore('outbox').get(id)
    if (!item) return undefined
    const changed = change(item)
    await tx.objectStore('outbox').put(changed)
    return changed
  })
}

function sealPart(tierB: TierB, id: string, part: string, value: unknown) {
  return tierB.seal({ store: 'outbox', id: `${id}/${part}`, schema: OUTBOX_SCHEMA }, value)
}

/** Keeps the answer and forgets the content, its pictures and the draft that it came from, all at once. */
async function finishItem(
  db: WalletDatabase,
  id: string,
  answer: NonNullable<StoredOutboxItem['answer']>,
): Promise<void> {
  await db.transact(['outbox', 'blobs', 'drafts'], 'readwrite', async (tx) => {
    const item = await tx.objectStore('outbox').get(id)
    if (!item) return
    const { payload, notes, progress, lastFault, draft, ...rest } = item
    const blobs = tx.objectStore('blobs')
    await Promise.all([
      tx.objectStore('outbox').put({ ...rest, state: 'sent', answer }),
      dropBlobsOf(blobs, `outbox/${id}`),
      ...(draft ? [tx.objectStore('drafts').delete(draft), dropBlobsOf(blobs, `draft/${draft}`)] : []),
    ])
  })
}

/** Issuer's answers that say nothing about the item. */
const passing: readonly ErrorCode[] = [
  'too_many_requests',
  'internal',
  'unavailable',
  'session_expired',
  'device_replaced',
  'device_removed',
  // Somebody signed in between looking and sending: it waits for its own person.
  'other_person',
]

/**
 * Whether sending it again as it is would be in vain: the issuer has refused it, or its row no longer opens.
 */
function isRefusal(code: ErrorCode): boolean {
  return code === 'storage_damaged' || (helpdeskCodes[code].startsWith('I') && !passing.includes(code))
}
