import { randomBytes, randomInt } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import * as v from 'valibot'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type InboxItem, MOST_INBOX_ITEMS } from '../../core/snapshot/inbox.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import { outdateSnapshots } from '../db/outdate-snapshots.ts'
import type { Tables } from '../db/schema.ts'
import { findNoticeFacts, type InboxNotice, inboxNotices } from './inbox-notices.ts'
import { planFirst } from './notice-policy.ts'

/** How long an item is kept, in seconds: as long as the sign-in or the device that most are about. */
const KEPT = 180 * 86_400

/** How long the counts of text messages of a month are kept, in seconds. */
const TEXTS_KEPT = 370 * 86_400

/** People's numbers are greater, those of who is nobody are less: see `addInboxItem`. */
export const NOBODY = 0

const Values = v.record(v.string(), v.string())

/** What is put into an inbox: a text of the wallet's catalogue and what stands in it, in no language. */
export type NewInboxItem = {
  readonly code: InboxNotice
  readonly values?: Readonly<Record<string, string>> | undefined
}

/**
 * Puts an item into a person's inbox, as part of the transaction that is the reason for it: the next
 * reading of the person's snapshot has it, and by its kind it goes out by push and text message
 * (notice-policy.ts). For nobody the same work is done, so that how long an answer
 * takes does not tell whether there was somebody; that row goes with the next sweep. Whoever has rows of
 * items takes the snapshot before them, so that two never wait for each other.
 */
export async function addInboxItem(
  transaction: Transaction<Tables>,
  personId: number | undefined,
  { code, values = {} }: NewInboxItem,
  now: number,
): Promise<void> {
  // Each who is nobody is another one: they would wait for each other's rows, which people do not.
  const owner = personId ?? -randomInt(1, 2 ** 47)
  const { pushAt, smsAt } = planFirst(inboxNotices[code].kind, now)
  await transaction
    .insertInto('inbox_items')
    .values({
      person_id: owner,
      id: randomBytes(12).toString('base64url'),
      code,
      content: JSON.stringify(values),
      created_at: now,
      read_at: null,
      // What is nobody's goes out to nobody.
      push_at: owner < NOBODY ? null : pushAt,
      sms_at: owner < NOBODY ? null : smsAt,
    })
    .execute()
  await outdateSnapshots(transaction, [owner])
  await dropUnshown(transaction, owner, code)
}

/**
 * Removes what is shown no more, since newer ones of the same code have all the places: whoever has an
 * account causes some notices without end, and each snapshot is made of all that is kept. What is still to go
 * out stays.
 */
async function dropUnshown(
  transaction: Transaction<Tables>,
  personId: number,
  code: InboxNotice,
): Promise<void> {
  const newest = transaction
    .selectFrom('inbox_items')
    .select('id')
    .where('person_id', '=', personId)
    .where('code', '=', code)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MOST_INBOX_ITEMS)
  await transaction
    .deleteFrom('inbox_items')
    .where('person_id', '=', personId)
    .where('code', '=', code)
    .where('push_at', 'is', null)
    .where('sms_at', 'is', null)
    .where('id', 'not in', newest)
    .execute()
}

/**
 * What a person's snapshot says of their inbox, the newest first. Where there are more, the newest of each
 * code goes before the second of any, and so on: whoever has a session, and the password, causes some kinds
 * of notices without end, and would push those out that say that somebody is in.
 */
export async function readInboxItems(
  query: Kysely<Tables>,
  personId: number,
  now: number,
): Promise<InboxItem[]> {
  const numbered = query
    .selectFrom('inbox_items')
    .selectAll()
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((items) => items.partitionBy('code').orderBy('created_at', 'desc').orderBy('id'))
        .as('of_code'),
    )
    .where('person_id', '=', personId)
    .where('created_at', '>', now - KEPT)
  const shown = query
    .selectFrom(numbered.as('numbered'))
    .selectAll()
    .orderBy('of_code')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MOST_INBOX_ITEMS)
  const rows = await query
    .selectFrom(shown.as('shown'))
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, code, content, created_at: at, read_at: readAt }) => {
    const notice = findNoticeFacts(code)
    if (notice === undefined) return []
    return [
      { id, ...notice, at, code, values: v.parse(Values, JSON.parse(content)), isRead: readAt !== null },
    ]
  })
}

/** Empties the inbox of an account that is closed. */
export async function clearInbox(transaction: Transaction<Tables>, personId: number): Promise<void> {
  await outdateSnapshots(transaction, [personId])
  // In the order of who plans notices, so that they do not wait for each other.
  for (const table of ['notice_states', 'inbox_items', 'push_messages'] as const)
    await transaction.deleteFrom(table).where('person_id', '=', personId).execute()
}

export type Inbox = ReturnType<typeof createInbox>

/** What people have read, and how long items are kept. */
export function createInbox(database: Database) {
  return {
    /** Notes what has been read; `other_person` if it was read in the name of somebody else. */
    markRead(
      personId: number,
      read: { readonly personId: string; readonly ids: readonly string[] },
      now: number,
    ): Promise<Result<void, 'other_person'>> {
      return database.query.transaction().execute(async (transaction) => {
        // Whoever closes the account has the snapshot before the items.
        await lockPerson(transaction, personId)
        const { public_id: signedIn } = await transaction
          .selectFrom('people')
          .select('public_id')
          .where('id', '=', personId)
          .executeTakeFirstOrThrow()
        if (read.personId !== signedIn) return err('other_person')
        const unread = await transaction
          .selectFrom('inbox_items')
          .select('id')
          .where('person_id', '=', personId)
          .where('id', 'in', read.ids)
          .where('read_at', 'is', null)
          .execute()
        if (unread.length === 0) return ok(undefined)
        const ids = unread.map(({ id }) => id)
        await outdateSnapshots(transaction, [personId])
        await transaction
          .updateTable('inbox_items')
          .set({ read_at: now })
          .where('person_id', '=', personId)
          .where('id', 'in', ids)
          .execute()
        return ok(undefined)
      })
    },

    /** Removes what is older than it is kept, counts of months included, and what is nobody's. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('inbox_items')
        .where((where) => where.or([where('created_at', '<=', now - KEPT), where('person_id', '<=', NOBODY)]))
        .execute()
      await database.query
        .deleteFrom('notice_texts')
        .where('month', '<', vietnamDay(now - TEXTS_KEPT).slice(0, 7))
        .execute()
    },
  }
}
