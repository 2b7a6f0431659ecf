import { AppError, errorCodeOf } from '../../core/app-error.ts'
import { type InboxItem, readInbox } from '../../core/snapshot/inbox.ts'
import type { StoredInboxMarks } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { readHistoryRows } from '../history/load-history.ts'
import { queueItem } from '../outbox/outbox.ts'

/** The inbox of the newest snapshot on this device, and when that was signed (Unix seconds). */
export type KeptInbox = { readonly issuedAt: number; readonly items: readonly InboxItem[] }

/** What was read is remembered beyond this many no longer; the issuer sends no more. */
const MOST_READ = 100

/**
 * The person's inbox, the newest first, with what this device has read although the issuer does not say so
 * yet; undefined before the first snapshot. Notes how many are unread.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function loadInbox(db: WalletDatabase): Promise<KeptInbox | undefined> {
  const {
    rows: [own],
    open,
  } = await readHistoryRows(db)
  const history = own && (await open(own.current))
  if (!own || !history) return undefined
  const inbox = readInbox(history.unread)
  if (!inbox.ok) throw new AppError('storage_damaged')
  const { read } = await changeMarks(db, ({ read }) => ({
    historyRow: own.current,
    unread: inbox.value.filter(({ id, isRead }) => !isRead && !read.includes(id)).length,
    read,
  }))
  const items = inbox.value.map((item) => (read.includes(item.id) ? { ...item, isRead: true } : item))
  return { issuedAt: history.issuedAt, items }
}

/**
 * How many items are unread. The history is opened for that only after a snapshot that has not been counted.
 * @throws as `loadInbox`
 */
export async function countUnread(db: WalletDatabase): Promise<number> {
  const {
    rows: [own],
  } = await readHistoryRows(db)
  if (!own) return 0
  const marks = await readMarks(db)
  if (marks?.historyRow === own.current) return marks.unread
  const inbox = await loadInbox(db)
  return inbox?.items.filter(({ isRead }) => !isRead).length ?? 0
}

/**
 * Notes on this device that items have been read, and queues it for the issuer where somebody is signed in.
 * @param id random, the key of the outbox item; `now` in Unix seconds
 * @throws AppError of the database
 */
export async function markInboxRead(
  db: WalletDatabase,
  ids: readonly string[],
  { id, now }: { id: string; now: number },
): Promise<void> {
  if (ids.length === 0) return
  await changeMarks(db, ({ historyRow, unread, read }) => {
    const added = ids.filter((each) => !read.includes(each))
    return {
      historyRow,
      unread: Math.max(0, unread - added.length),
      read: [...read, ...added].slice(-MOST_READ),
    }
  })
  await dropFinishedMarks(db)
  await queueItem(db, { kind: 'read-marks', payload: { ids } }, { id, now }).catch((cause) => {
    // Nobody is signed in: the mark stays on this device.
    if (errorCodeOf(cause) !== 'session_expired') throw cause
  })
}

/** What was sent or refused is of no use to anybody, and takes no place from what the person has sent. */
function dropFinishedMarks(db: WalletDatabase): Promise<void> {
  return db.transact(['outbox'], 'readwrite', async (tx) => {
    const outbox = tx.objectStore('outbox')
    for (const { id, kind, state } of await outbox.getAll())
      if (kind === 'read-marks' && (state === 'sent' || state === 'refused')) await outbox.delete(id)
  })
}

async function readMarks(db: WalletDatabase): Promise<StoredInboxMarks | undefined> {
  const row = await db.transact(['choices'], 'readonly', (tx) => tx.objectStore('choices').get('inbox'))
  return row?.id === 'inbox' ? row : undefined
}

type Marks = Omit<StoredInboxMarks, 'id'>

function changeMarks(db: WalletDatabase, change: (before: Marks) => Marks): Promise<Marks> {
  return db.transact(['choices', 'state'], 'readwrite', async (tx) => {
    const store = tx.objectStore('choices')
    const row = await store.get('inbox')
    const changed = change(row?.id === 'inbox' ? row : { historyRow: '', unread: 0, read: [] })
    // A sign-out that came in between has wiped the marks, too.
    const isHere = (await tx.objectStore('state').getKey('wallet')) !== undefined
    if (isHere) await store.put({ id: 'inbox', ...changed })
    return changed
  })
}
