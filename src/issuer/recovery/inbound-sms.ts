import type { Transaction } from 'kysely'
import type { InboundSmsRequest as Incoming } from '../../core/api/recovery-contract.ts'
import type { Language } from '../../i18n/languages.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { readLanguage, type SmsTemplate, writeSms } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { findAccount, ownerOf } from './find-account.ts'
import { ANSWERS_PER_PHONE, TEXTED_PER_ACCOUNT } from './recovery-limits.ts'

/** How long ids of messages are remembered, in seconds; a signature is good for much less. */
const REMEMBERED = 86_400

export type InboundSms = ReturnType<typeof createInboundSms>

/**
 * What people ask by text message. `BH MK <number>` from the phone of the account is answered with a code for
 * a new password.
 */
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
        const answer: Answer =
          login === undefined ? { template: 'help' } : await answerRecovery(transaction, phone, login, now)
        const language = await findLanguageOf(transaction, phone)
        await messages.queue(transaction, writeSms({ to: phone, language, ...answer }), now)
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
  ): Promise<Answer> {
    const account = await findAccount(transaction, login)
    if (account === undefined || account.phone !== phone) return { template: 'no-match' }
    const owner = ownerOf(account, login)
    if ((await limits.take([[TEXTED_PER_ACCOUNT, owner.subject]], now, transaction)) > 0)
      return { template: 'too-often' }
    const issued = await codes.issue(transaction, owner, now)
    if (!issued.ok) return { template: 'too-soon' }
    const { code, expiresAt } = issued.value
    return { template: 'recovery-code', values: { code }, endsAt: expiresAt }
  }
}

/** What a text message is answered with. */
type Answer = {
  readonly template: SmsTemplate
  readonly values?: { readonly code: string }
  readonly endsAt?: number
}

/** The language of the account that the phone serves; who writes is only known by that. */
async function findLanguageOf(query: Transaction<Tables>, phone: string): Promise<Language> {
  const account = await query
    .selectFrom('accounts')
    .select('language')
    .where('phone', '=', phone)
    .executeTakeFirst()
  return readLanguage(account?.language)
}

/** A Vietnamese number as gateways write it (`+84…`, `84…`, `0…`) with its leading zero. */
function toPhoneNumber(from: string): string | undefined {
  return /^(?:\+?84|0)(\d{9})$/.exec(from)?.[1]?.padStart(10, '0')
}

/**
 * The number behind `BH MK`, in any case and with any blanks, whatever its length; undefined if it is no such
 * command.
 */
export function readCommand(text: string): string | undefined {
  return /^BHMK(\d+)$/i.exec(text.replace(/\s+/g, ''))?.[1]
}
