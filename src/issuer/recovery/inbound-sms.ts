import type { Transaction } from 'kysely'
import type { InboundSmsRequest as Incoming } from '../../core/api/recovery-contract.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { findAccount, ownerOf } from './find-account.ts'
import { ANSWERS_PER_PHONE, TEXTED_PER_ACCOUNT } from './recovery-limits.ts'

/** How long ids of messages are remembered, in seconds; a signature is good for much less. */
const REMEMBERED = 86_400

/** The words of the original service, which people know. */
const NO_MATCH = 'So dien thoai va ma so BHXH khong khop hoac chua dang ky giao dich dien tu voi co quan BHXH'

const HELP = 'Cú pháp: BH MK <mã số BHXH>, gửi từ số điện thoại đã đăng ký, để nhận mã đặt lại mật khẩu.'
const TOO_OFTEN = 'Ví BHYT: bác đã xin mã nhiều lần. Bác đợi vài giờ rồi xin lại.'
const TOO_SOON = 'Ví BHYT: mã vừa được gửi cho bác. Sau 1 phút bác mới xin được mã khác.'

export type InboundSms = ReturnType<typeof createInboundSms>

/** What people ask by text message. `BH MK <number>` from the phone of the account is answered with a code for a new password. */
export function createInboundSms(parts: {
  readonly database: Database
  readonly limits: RateLimits
  readonly codes: OneTimeCodes
  readonly messages: OutgoingMessages
}) {
  const { database, limits, codes, messages } = parts

  return {
    /** Acts upon a message that the gateway has signed; one with the same id is acted upon once. */
    receive({ id, from, text }: Incoming, now: number): Promise<void> {
      return database.query.transaction().execute(async (transaction) => {
        const first = await transaction
          .insertInto('inbound_messages')
          .values({ id, received_at: now })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst()
        const phone = toPhoneNumber(from)
        if (first === undefined || phone === undefined) return
        if ((await limits.take([[ANSWERS_PER_PHONE, phone]], now, transaction)) > 0) return
        const login = readCommand(text)
        const answer =
          login === undefined ? { body: HELP } : await answerRecovery(transaction, phone, login, now)
        await messages.queue(transaction, { channel: 'sms', recipient: phone, ...answer }, now)
      })
    },

    /** Forgets messages that are too old to come again. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('inbound_messages')
        .where('received_at', '<', now - REMEMBERED)
        .execute()
    },
  }

  async function answerRecovery(
    transaction: Transaction<Tables>,
    phone: string,
    login: string,
    now: number,
  ): Promise<{ body: string; endsAt?: number }> {
    const account = await findAccount(transaction, login)
    if (account === undefined || account.phone !== phone) return { body: NO_MATCH }
    const owner = ownerOf(account, login)
    if ((await limits.take([[TEXTED_PER_ACCOUNT, owner.subject]], now, transaction)) > 0)
      return { body: TOO_OFTEN }
    const issued = await codes.issue(transaction, owner, now)
    if (!issued.ok) return { body: TOO_SOON }
    const { code, expiresAt } = issued.value
    return {
      body: `${code} là mã để đặt lại mật khẩu Ví BHYT, dùng trong 5 phút. Bác không đọc mã này cho ai, kể cả người xưng là cán bộ.`,
      endsAt: expiresAt,
    }
  }
}

/** A Vietnamese number as gateways write it (`+84…`, `84…`, `0…`) with its leading zero. */
function toPhoneNumber(from: string): string | undefined {
  return /^(?:\+?84|0)(\d{9})$/.exec(from)?.[1]?.padStart(10, '0')
}

/** The number behind `BH MK`, in any case and with any blanks, whatever its length; undefined if it is no such command. */
export function readCommand(text: string): string | undefined {
  return /^BHMK(\d+)$/i.exec(text.replace(/\s+/g, ''))?.[1]
}
