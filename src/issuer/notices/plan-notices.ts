import { setImmediate } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { type SwitchableKind, switchableKinds } from '../../core/api/push-contract.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { isDatabaseTrouble } from '../db/database-trouble.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { NOBODY } from '../inbox/inbox.ts'
import { findNoticeFacts } from '../inbox/inbox-notices.ts'
import { type PushText, planNotices } from '../inbox/notice-policy.ts'
import { findAddressee } from '../messaging/addressee.ts'
import type { SmsMessage } from '../messaging/message.ts'
import { writeSms } from '../messaging/message-texts.ts'

/** People whose notices are looked at in one go. */
const BATCH = 200

/** How what is planned leaves; both are written down in the transaction that plans. */
export type NoticeWays = {
  /** Whether a push may reach a person, and writing one down for each of their devices. */
  readonly push: {
    reaches(transaction: Transaction<Tables>, personId: number): Promise<boolean>
    queue(transaction: Transaction<Tables>, personId: number, text: PushText, now: number): Promise<void>
  }
  readonly queueSms: (transaction: Transaction<Tables>, message: SmsMessage, now: number) => Promise<void>
}

export type NoticePlans = ReturnType<typeof createNoticePlans>

/** Sends out what stands in people's inboxes, as notice-policy.ts says. */
export function createNoticePlans(database: Database, { push, queueSms }: NoticeWays) {
  /** Plans for one person; a second process at the same time waits, and then finds nothing due. */
  const plan = (personId: number, now: number): Promise<'held' | undefined> =>
    database.query.transaction().execute(async (transaction) => {
      const state = await lockState(transaction, personId)
      const items = await findDueItems(transaction, personId, now)
      if (items.length === 0) return undefined
      const { phone, language } = await findAddressee(transaction, personId)
      const month = vietnamDay(now).slice(0, 7)
      const reach = {
        hasPush: await push.reaches(transaction, personId),
        hasPhone: phone !== null,
        textsThisMonth: await countTexts(transaction, personId, month),
      }
      const { pushes, sms, changes, ...after } = planNotices(items, state, reach, now)
      for (const text of pushes) await push.queue(transaction, personId, text, now)
      if (sms === 'send' && phone !== null)
        await queueSms(transaction, writeSms({ to: phone, language, template: 'unread' }), now)
      if (sms !== 'none') await addText(transaction, { personId, month }, sms)
      for (const { id, pushAt, smsAt } of changes)
        await transaction
          .updateTable('inbox_items')
          .set({ push_at: pushAt, sms_at: smsAt })
          .where('person_id', '=', personId)
          .where('id', '=', id)
          .execute()
      await transaction
        .updateTable('notice_states')
        .set({ pushed_at: after.pushedAt, texted_at: after.textedAt })
        .where('person_id', '=', personId)
        .execute()
      return sms === 'held' ? sms : undefined
    })

  /** Sends out what is due for some people, one after the other. */
  async function planSome(now: number): Promise<{ held: number }> {
    const people = await database.query
      .selectFrom('inbox_items')
      .select('person_id')
      .distinct()
      .where((where) => where.or([where('push_at', '<=', now), where('sms_at', '<=', now)]))
      .where('person_id', '>', NOBODY)
      .limit(BATCH)
      .execute()
    let held = 0
    const faults: unknown[] = []
    for (const { person_id: personId } of people) {
      try {
        if ((await plan(personId, now)) === 'held') held++
      } catch (error) {
        if (isDatabaseTrouble(error)) throw error
        // What is wrong with one person holds up no other.
        faults.push(error)
      }
      // The embedded database answers at once, and everybody else would wait until all are told.
      await setImmediate()
    }
    if (faults.length > 0) throw faults[0]
    return { held }
  }

  /** Whether a call of this process is at it. */
  let isPlanning = false

  return {
    /**
     * Sends out what is due; gives how many people's text message the month's budget held back. Asked again
     * meanwhile it does nothing: what is due to thousands in the same moment takes longer than the next call,
     * and each that began on the same people would hold the others up.
     */
    async run(now: number): Promise<{ held: number }> {
      if (isPlanning) return { held: 0 }
      isPlanning = true
      try {
        return await planSome(now)
      } finally {
        isPlanning = false
      }
    },

    /** Which kinds a person has switched off. */
    async readOff(personId: number): Promise<SwitchableKind[]> {
      const row = await database.query
        .selectFrom('notice_states')
        .select('off_kinds')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return switchableKinds.filter((kind) => row?.off_kinds.split(' ').includes(kind))
    },

    /** Switches these kinds off, and all others on. */
    chooseOff: (personId: number, off: readonly SwitchableKind[]): Promise<void> =>
      database.query.transaction().execute(async (transaction) => {
        await lockState(transaction, personId)
        await transaction
          .updateTable('notice_states')
          .set({ off_kinds: off.join(' ') })
          .where('person_id', '=', personId)
          .execute()
      }),
  }
}

/** What is remembered of a person, locked on either database until the transaction ends. */
async function lockState(transaction: Transaction<Tables>, personId: number) {
  await transaction
    .insertInto('notice_states')
    .values({ person_id: personId, off_kinds: '', pushed_at: null, texted_at: null })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute()
  const row = await transaction
    .updateTable('notice_states')
    .set((column) => ({ off_kinds: column.ref('off_kinds') }))
    .where('person_id', '=', personId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return { off: row.off_kinds.split(' '), pushedAt: row.pushed_at, textedAt: row.texted_at }
}

async function findDueItems(transaction: Transaction<Tables>, personId: number, now: number) {
  const rows = await transaction
    .selectFrom('inbox_items')
    .select(['id', 'code', 'read_at', 'push_at', 'sms_at'])
    .where('person_id', '=', personId)
    .where((where) => where.or([where('push_at', '<=', now), where('sms_at', '<=', now)]))
    .execute()
  return rows.map(({ id, code, read_at: readAt, push_at: pushAt, sms_at: smsAt }) => ({
    id,
    // A code of a build that was rolled back goes out no more.
    kind: findNoticeFacts(code)?.kind ?? ('news' as const),
    isRead: readAt !== null,
    pushAt,
    smsAt,
  }))
}

async function countTexts(
  transaction: Transaction<Tables>,
  personId: number,
  month: string,
): Promise<number> {
  const row = await transaction
    .selectFrom('notice_texts')
    .select('sent')
    .where('person_id', '=', personId)
    .where('month', '=', month)
    .executeTakeFirst()
  return row?.sent ?? 0
}

function addText(
  transaction: Transaction<Tables>,
  { personId, month }: { personId: number; month: string },
  outcome: 'send' | 'held',
) {
  const counted = outcome === 'send' ? 'sent' : 'held'
  return transaction
    .insertInto('notice_texts')
    .values({ person_id: personId, month, sent: 0, held: 0, [counted]: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'month'])
        .doUpdateSet((set) => ({ [counted]: set(`notice_texts.${counted}`, '+', 1) })),
    )
    .execute()
}
