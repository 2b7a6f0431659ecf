import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Language } from '../../i18n/languages.ts'
import type { Database } from '../db/open-database.ts'
import type { OutgoingMessageRow, Tables } from '../db/schema.ts'
import { addInboxItem, type NewInboxItem } from '../inbox/inbox.ts'
import type { InboxNotice } from '../inbox/inbox-notices.ts'
import { createRateLimits, type RateLimit } from '../rate-limits/rate-limits.ts'
import { findAddressee } from './addressee.ts'
import type { Channel, Message, MessageTransport, OutgoingMessage } from './message.ts'
import { deriveContentKey, openMessage, resealContent, sealContent } from './message-content.ts'
import { type NoticeTemplate, tellWord, writeMail, writeSms, writeTime } from './message-texts.ts'

/** Messages that a process hands over at the same time. */
const LANES = 200

/** As many of them are left to codes, however many other messages wait or hang. */
const LANES_FOR_CODES = 100

/** Messages taken in one go. */
const BATCH = 50

/** For how long a process has a message for itself, in seconds; no transport takes longer. */
const CLAIM = 120

/** Tries before a message is given up, and seconds until the next: two and a half hours in all. */
const TRIES = 8
const waitAfter = (tries: number) => Math.min(5 * 4 ** (tries - 1), 3600)

/**
 * Seals what waits under another secret of the issuer, all in one transaction; can be done again. What was
 * sealed under neither stays as it is and is given up.
 */
export function resealMessages(database: Database, from: Uint8Array, to: Uint8Array): Promise<void> {
  const keys = { from: deriveContentKey(from), to: deriveContentKey(to) }
  return database.query.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('outgoing_messages')
      .select(['id', 'channel', 'recipient', 'content'])
      .where('content', 'is not', null)
      .execute()
    for (const { content: sealed, ...head } of rows) {
      const content = sealed && resealContent(head, sealed, keys)
      if (content)
        await transaction
          .updateTable('outgoing_messages')
          .set({ content })
          .where('id', '=', head.id)
          .execute()
    }
  })
}

/** The recipient of messages that are none. */
const NOBODY = ''

/**
 * Notices of one account by text message, of each kind. Whoever has an account can cause them without end,
 * and each costs money; beyond it mail and inbox tell the rest. No number of one kind hides another, such as
 * that the account has another email.
 */
const textsOf = (template: NoticeTemplate): RateLimit => ({
  name: `notice, text message, ${template}`,
  uses: 30,
  window: 86_400,
})

/** How long delivered and failed messages are kept, in seconds. */
const KEPT = 30 * 86_400

/** Why a message was not delivered at a try; after `retry` it is tried again. */
export type DeliveryTrouble = {
  readonly channel: Channel
  readonly trouble: 'retry' | 'refused' | 'expired' | 'given_up' | 'no_transport'
}

export type OutgoingMessagesParts = {
  /** Any secret of the issuer; a key of its own is derived from it. */
  readonly secret: Uint8Array
  readonly transports: Readonly<Partial<Record<Channel, MessageTransport>>>
  /** Whether delivered messages keep what they say; for the demo's inbox alone. */
  readonly keepsDelivered: boolean
  /**
   * Told of each message that is written down, also of one to nobody; the transaction that it is part of ends
   * after that.
   */
  readonly onWritten?: () => void
  /** Told of what each try to deliver came to. */
  readonly onOutcome?: (channel: Channel, outcome: DeliveryTrouble['trouble'] | 'sent') => void
}

/** What a person is told every way: a template, its values, and what each language writes in its own way. */
export type Notice = {
  readonly template: InboxNotice & NoticeTemplate
  readonly values?: Readonly<Record<string, string>>
  /** The name of a browser; empty where it has none. */
  readonly device?: string
  /** When it happened, in Unix seconds. */
  readonly at?: number
}

/** The notice for the inbox, in no language; when it happened stands there anyway. */
function toInboxItem({ template, values, device }: Notice): NewInboxItem {
  return { code: template, values: { ...values, ...(device !== undefined && { device }) } }
}

/** The notice for one language and way. */
function fill({ template, values, device, at }: Notice, language: Language, channel: Channel) {
  return {
    template,
    values: {
      ...values,
      ...(device !== undefined && { device: device || tellWord('device.unnamed', language) }),
      ...(at !== undefined && { time: writeTime(at, language, channel) }),
    },
  }
}

export type OutgoingMessages = ReturnType<typeof createOutgoingMessages>

/**
 * Messages to people: written down first, sealed, so that a crash loses none, then handed to a transport by
 * one process at a time. Each is tried on its own; one that cannot be delivered holds up no other.
 */
export function createOutgoingMessages(database: Database, parts: OutgoingMessagesParts) {
  const { transports, keepsDelivered } = parts
  const key = deriveContentKey(parts.secret)
  const limits = createRateLimits(database, parts.secret)

  /**
   * Writes a message down, as part of the transaction that is the reason for it; it is handed over within
   * seconds.
   */
  const queue = (transaction: Transaction<Tables>, message: Message, now: number) =>
    write(transaction, message, { now, sentAt: null })

  /**
   * Does the same work for nobody, so that how long an answer takes does not tell whether there was somebody
   * to write to. The row goes with the next sweep.
   */
  const pretend = (transaction: Transaction<Tables>, message: Message, now: number) =>
    write(transaction, { ...message, recipient: NOBODY }, { now, sentAt: 0 })

  /**
   * Tells a person about their account, as part of a transaction: by text message and by email, as far as
   * they are on record, since either may be in the wrong hands, and in the inbox of the app. Text messages
   * are thirty of a kind a day at most.
   */
  async function tell(
    transaction: Transaction<Tables>,
    personId: number,
    notice: Notice,
    now: number,
  ): Promise<void> {
    const { phone, email, language } = await findAddressee(transaction, personId)
    const texts = [textsOf(notice.template), `person:${personId}`] as const
    if (phone && (await limits.take([texts], now, transaction)) === 0)
      await queue(transaction, writeSms({ to: phone, language, ...fill(notice, language, 'sms') }), now)
    if (email)
      await queue(transaction, writeMail({ to: email, language, ...fill(notice, language, 'email') }), now)
    await addInboxItem(transaction, personId, toInboxItem(notice), now)
  }

  /** As `tell`, and the same work where a person has no phone or email, or there is nobody. */
  async function tellAlike(
    transaction: Transaction<Tables>,
    personId: number | undefined,
    notice: Notice,
    now: number,
  ): Promise<void> {
    const { phone, email, language } = await findAddressee(transaction, personId ?? 0)
    const send = (message: Message) =>
      (message.recipient === NOBODY ? pretend : queue)(transaction, message, now)
    await send(writeSms({ to: phone ?? NOBODY, language, ...fill(notice, language, 'sms') }))
    await send(writeMail({ to: email ?? NOBODY, language, ...fill(notice, language, 'email') }))
    await addInboxItem(transaction, personId, toInboxItem(notice), now)
  }

  async function write(
    transaction: Transaction<Tables>,
    message: Message,
    { now, sentAt }: { now: number; sentAt: number | null },
  ): Promise<void> {
    const { channel, recipient, endsAt } = message
    const head = { id: randomUUID(), channel, recipient }
    await transaction
      .insertInto('outgoing_messages')
      .values({
        ...head,
        body: '',
        content: sealContent(message, head, key),
        created_at: now,
        ends_at: endsAt ?? null,
        next_attempt_at: now,
        attempts: 0,
        sent_at: sentAt,
        failed_at: null,
      })
      .execute()
    parts.onWritten?.()
  }

  /** Messages of this process that are being handed over. */
  let busy = 0

  /** Whether a call of this process is at those that are no codes: one takes as many as there is room for. */
  let isAtOthers = false

  /** How many more may be handed over now: some lanes are for codes alone. */
  const roomFor = { codes: () => LANES - busy, others: () => LANES - LANES_FOR_CODES - busy }

  /** Takes messages that are due: of any number of processes that ask at the same time one gets each. */
  async function claim(which: 'codes' | 'others', now: number): Promise<OutgoingMessageRow[]> {
    const rows = await claimSome(which, Math.min(BATCH, roomFor[which]()), now)
    busy += rows.length
    return rows
  }

  async function claimSome(
    which: 'codes' | 'others',
    limit: number,
    now: number,
  ): Promise<OutgoingMessageRow[]> {
    if (limit <= 0) return []
    const due = database.query
      .selectFrom('outgoing_messages')
      .select('id')
      .where('sent_at', 'is', null)
      .where('failed_at', 'is', null)
      .where('ends_at', which === 'codes' ? 'is not' : 'is', null)
      .where('next_attempt_at', '<=', now)
      .orderBy('next_attempt_at')
      .limit(limit)
      // Those that another process takes at this moment are not waited for.
      .$if(database.kind === 'postgresql', (query) => query.forUpdate().skipLocked())
    return database.query
      .updateTable('outgoing_messages')
      .set((column) => ({ attempts: column('attempts', '+', 1), next_attempt_at: now + CLAIM }))
      .where('id', 'in', due)
      .where('next_attempt_at', '<=', now)
      .returningAll()
      .execute()
  }

  async function trySending(
    row: OutgoingMessageRow,
    now: number,
  ): Promise<DeliveryTrouble['trouble'] | 'sent'> {
    if (row.ends_at !== null && row.ends_at <= now) return 'expired'
    const transport = transports[row.channel]
    if (transport === undefined) return 'no_transport'
    try {
      return await transport.send(openMessage(row, key))
    } catch {
      return row.attempts < TRIES ? 'retry' : 'given_up'
    }
  }

  async function note(row: OutgoingMessageRow, outcome: string, now: number): Promise<void> {
    const emptied = { content: null, body: '' }
    await database.query
      .updateTable('outgoing_messages')
      .set(
        outcome === 'sent'
          ? { sent_at: now, ...(!keepsDelivered && emptied) }
          : outcome === 'retry'
            ? { next_attempt_at: now + waitAfter(row.attempts) }
            : { failed_at: now, ...emptied },
      )
      .where('id', '=', row.id)
      .execute()
  }

  return {
    queue,
    pretend,
    tell,
    tellAlike,

    /** Tells a person of a device that their account has not known before, and what it has ended. */
    async tellNewDevice(
      transaction: Transaction<Tables>,
      {
        personId,
        deviceName,
        isReplacement,
      }: { personId: number; deviceName: string; isReplacement: boolean },
      now: number,
    ): Promise<void> {
      const template = isReplacement ? 'device-replaced' : 'new-device'
      await tell(transaction, personId, { template, device: deviceName, at: now }, now)
    },

    /** Tells a person that another account's sign-in in the same browser has ended their device. */
    async tellDisplaced(
      transaction: Transaction<Tables>,
      { personId, deviceName }: { personId: number; deviceName: string },
      now: number,
    ): Promise<void> {
      await tell(transaction, personId, { template: 'device-displaced', device: deviceName }, now)
    },

    /**
     * Hands over what is due, until nothing is or all lanes are taken; gives what could not be delivered.
     * Asked again meanwhile, it goes on with what has come since: nothing waits for a recipient that hangs,
     * and codes, which are waited for and end soon, for nothing else.
     * @param now The clock: where thousands wait, a call takes longer than a message is this process's own.
     */
    async deliver(now: () => number): Promise<DeliveryTrouble[]> {
      const troubles: DeliveryTrouble[] = []
      const errors: unknown[] = []
      const underWay = new Set<Promise<void>>()
      const handOver = async (row: OutgoingMessageRow) => {
        try {
          const outcome = await trySending(row, now())
          await note(row, outcome, now())
          parts.onOutcome?.(row.channel, outcome)
          if (outcome !== 'sent') troubles.push({ channel: row.channel, trouble: outcome })
        } catch (error) {
          errors.push(error)
        }
        busy--
      }
      const takeAll = async (which: 'codes' | 'others') => {
        for (let rows = await claim(which, now()); rows.length > 0; rows = await claim(which, now())) {
          for (const row of rows) {
            const sending = handOver(row).then(() => {
              underWay.delete(sending)
            })
            underWay.add(sending)
          }
          while (roomFor[which]() < BATCH && underWay.size > 0) await Promise.race(underWay)
        }
      }
      await takeAll('codes')
      if (!isAtOthers) {
        isAtOthers = true
        try {
          await takeAll('others')
        } finally {
          isAtOthers = false
        }
      }
      await Promise.all(underWay)
      if (errors.length > 0) throw errors[0]
      return troubles
    },

    /** How many are not delivered or given up yet, of all processes. */
    async countWaiting(): Promise<{ codes: number; others: number }> {
      const { all, codes } = await database.query
        .selectFrom('outgoing_messages')
        .select((column) => [
          column.fn.countAll<number>().as('all'),
          // Only messages that end have one.
          column.fn.count<number>('ends_at').as('codes'),
        ])
        .where('sent_at', 'is', null)
        .where('failed_at', 'is', null)
        .executeTakeFirstOrThrow()
      return { codes, others: all - codes }
    },

    /** Removes what was delivered or given up a month ago. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('outgoing_messages')
        .where((where) => where.or([where('sent_at', '<', now - KEPT), where('failed_at', '<', now - KEPT)]))
        .execute()
    },

    /** The newest messages, for the demo's inbox. */
    async listNewest(limit = 100): Promise<OutgoingMessage[]> {
      const rows = await database.query
        .selectFrom('outgoing_messages')
        .selectAll()
        .where('recipient', '!=', NOBODY)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => openMessage(row, key))
    },

    /** Closes the transports. */
    close(): void {
      for (const transport of Object.values(transports)) transport.close?.()
    },
  }
}
