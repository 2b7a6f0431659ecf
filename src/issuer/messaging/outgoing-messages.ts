import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Bytes } from '../../core/bytes.ts'
import type { Database } from '../db/open-database.ts'
import type { OutgoingMessageRow, Tables } from '../db/schema.ts'

/** What is told to a person: in Vietnamese, the language of the service. A text message takes no subject and no attachment. */
export type Message =
  | { readonly channel: 'sms'; readonly recipient: string; readonly body: string }
  | {
      readonly channel: 'email'
      readonly recipient: string
      readonly subject: string
      readonly body: string
      readonly attachment?: { readonly name: string; readonly content: Bytes }
    }

export type OutgoingMessage = Message & { readonly createdAt: number }

/** Takes a message over for delivery; throws if it cannot, and is then asked again. */
export type MessageGateway = (message: OutgoingMessage & { readonly id: string }) => Promise<void>

/** The demo's gateway: messages stay in the table, where `/dev/outbox` shows them. */
export const demoOutbox: MessageGateway = async () => {}

/** POSTs each message as JSON to the operator's own gateway (SMS, Zalo, mail). It must take a repeated `id` as the same message. */
export function createHttpGateway(url: string): MessageGateway {
  return async ({ id, channel, recipient, body }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, channel, recipient, body }),
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`The message gateway answered ${answer.status}`)
  }
}

/** Messages handed over in one go. */
const BATCH = 50

/** How long delivered messages are kept, in seconds. */
const KEPT = 30 * 86_400

export type OutgoingMessages = ReturnType<typeof createOutgoingMessages>

/** Messages to people: written down first, so that a crash loses none, then handed to the gateway. */
export function createOutgoingMessages(database: Database, gateway: MessageGateway) {
  return {
    queue,

    /**
     * Tells a person, as part of a transaction, that a new device has become the active one: by text message and by email, as far as
     * they are on record, since either may be in the wrong hands.
     */
    async tellNewDevice(
      transaction: Transaction<Tables>,
      { personId, deviceName }: { personId: number; deviceName: string },
      now: number,
    ): Promise<void> {
      const account = await transaction
        .selectFrom('accounts')
        .select(['phone', 'email'])
        .where('person_id', '=', personId)
        .executeTakeFirst()
      const time = new Intl.DateTimeFormat('vi-VN', {
        dateStyle: 'short',
        timeStyle: 'short',
        timeZone: 'Asia/Ho_Chi_Minh',
      }).format(now * 1000)
      const device = deviceName === '' ? 'máy khác' : `máy khác (${deviceName})`
      const body = `Ví BHYT: tài khoản của bác vừa đăng nhập trên ${device} lúc ${time}. Mã tự đổi trên máy cũ đã hết hiệu lực. Nếu không phải bác, bác gọi 1900 9068.`
      if (account?.phone) await queue(transaction, { channel: 'sms', recipient: account.phone, body }, now)
      const subject = 'Ví BHYT: đăng nhập trên máy khác'
      if (account?.email)
        await queue(transaction, { channel: 'email', recipient: account.email, subject, body }, now)
    },

    /** Hands over what is waiting, oldest first; stops at the first that the gateway does not take. */
    async deliver(now: number): Promise<void> {
      const waiting = await database.query
        .selectFrom('outgoing_messages')
        .selectAll()
        .where('sent_at', 'is', null)
        .orderBy('created_at')
        .limit(BATCH)
        .execute()
      for (const row of waiting) {
        await gateway({ id: row.id, ...toMessage(row) })
        await database.query
          .updateTable('outgoing_messages')
          .set({ sent_at: now })
          .where('id', '=', row.id)
          .execute()
      }
    },

    /** Removes what was delivered a month ago. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('outgoing_messages')
        .where('sent_at', '<', now - KEPT)
        .execute()
    },

    /** The newest messages, for the demo. */
    async listNewest(): Promise<OutgoingMessage[]> {
      const rows = await database.query
        .selectFrom('outgoing_messages')
        .selectAll()
        .orderBy('created_at', 'desc')
        .limit(100)
        .execute()
      return rows.map(toMessage)
    },
  }
}

/** Writes a message down, as part of the transaction that is the reason for it; it is handed over soon after. */
async function queue(transaction: Transaction<Tables>, message: Message, now: number): Promise<void> {
  const email = message.channel === 'email' ? message : undefined
  await transaction
    .insertInto('outgoing_messages')
    .values({
      id: randomUUID(),
      channel: message.channel,
      recipient: message.recipient,
      subject: email?.subject ?? null,
      body: message.body,
      attachment_name: email?.attachment?.name ?? null,
      attachment: email?.attachment?.content ?? null,
      created_at: now,
      sent_at: null,
    })
    .execute()
}

function toMessage(row: OutgoingMessageRow): OutgoingMessage {
  const { channel, recipient, body, created_at: createdAt } = row
  if (channel === 'sms') return { channel, recipient, body, createdAt }
  const { subject, attachment_name: name, attachment: content } = row
  const attachment = name !== null && content !== null ? { attachment: { name, content } } : {}
  return { channel, recipient, subject: subject ?? '', body, ...attachment, createdAt }
}
