import type { Transaction } from 'kysely'
import type { CodeSentView } from '../../core/api/account-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Language } from '../../i18n/languages.ts'
import type { Reauthenticate, ReauthenticationError } from '../accounts/reauthenticate.ts'
import { findWardName } from '../branches/wards.ts'
import { lockAccount } from '../db/lock-account.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { transactResult } from '../db/transact-result.ts'
import { accountsByPhone, unlessTaken } from '../db/unique-violation.ts'
import { findAddressee } from '../messaging/addressee.ts'
import type { Message } from '../messaging/message.ts'
import { writeMail, writeSms } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import {
  CODE_LIFE,
  type CodePurpose,
  type OneTimeCodes,
  RESEND_AFTER,
} from '../one-time-codes/one-time-codes.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import { maskPhone } from '../sign-in/mask-phone.ts'

/**
 * Codes that an account may send by who knows its password, wherever they go: they are text messages and
 * mails to people who have not asked.
 */
const CODES_SENT: readonly RateLimit[] = [
  { name: 'contact-codes', uses: 10, window: 3600 },
  { name: 'contact-codes, day', uses: 20, window: 86_400 },
]
/** The same of those to its own phone, which whoever has a session may ask for: counts of their own. */
const OWN_CODES_SENT: readonly RateLimit[] = [
  { name: 'address-codes', uses: 10, window: 3600 },
  { name: 'address-codes, day', uses: 20, window: 86_400 },
]

export type ContactError =
  | { readonly code: 'code_invalid' | 'phone_missing' | 'phone_in_use' }
  | { readonly code: 'invalid_fields'; readonly fields: readonly string[] }
  | ReauthenticationError

/** A code and the message that carries it. */
type CodeMessage = {
  readonly purpose: CodePurpose
  /** What else the code is bound to beside the account: the new address or number. */
  readonly target?: string
  readonly write: WriteCode
}

export type ContactDetails = ReturnType<typeof createContactDetails>

/** Changes of email, phone and address, each confirmed by codes; the former address and number are told. */
export function createContactDetails(parts: {
  readonly database: Database
  readonly limits: RateLimits
  readonly codes: OneTimeCodes
  readonly messages: OutgoingMessages
  readonly reauthenticate: Reauthenticate
}) {
  const { database, limits, codes, messages, reauthenticate } = parts

  return {
    /**
     * Whoever reads the address can set a new password, so the present one is asked for before it is made the
     * account's.
     */
    async sendEmailCode(
      personId: number,
      { email, password }: { email: string; password: string },
      now: number,
    ): Promise<Result<CodeSentView, ContactError>> {
      const confirmed = await reauthenticate(personId, password, now)
      if (!confirmed.ok) return confirmed
      return send(personId, [{ purpose: 'new-email', target: email, write: writeEmailCode(email) }], now)
    },

    async changeEmail(
      personId: number,
      { email, code }: { email: string; code: string },
      now: number,
    ): Promise<Result<void, ContactError>> {
      return database.query.transaction().execute(async (transaction) => {
        await lockAccount(transaction, personId)
        const given = { ...ownerOf('new-email', personId, email), code }
        if (!(await codes.consumeIn(transaction, [given], now))) return err({ code: 'code_invalid' })
        // Before the change: the former address.
        await messages.tell(
          transaction,
          personId,
          { template: 'email-changed', values: { to: maskEmail(email) } },
          now,
        )
        await change(transaction, personId, { email, declared_email: null })
        // Also one by which whoever reads the former address could set a password.
        await codes.forget(transaction, personId)
        return ok(undefined)
      })
    },

    /**
     * One code to the present phone, one to the new one. Whether that serves somebody else is not said before
     * both are right.
     */
    async sendPhoneCodes(
      personId: number,
      { phone, password }: { phone: string; password: string },
      now: number,
    ): Promise<Result<CodeSentView, ContactError>> {
      const confirmed = await reauthenticate(personId, password, now)
      if (!confirmed.ok) return confirmed
      const present = await findPhone(personId)
      if (present === undefined) return err({ code: 'phone_missing' })
      if (present === phone) return err({ code: 'invalid_fields', fields: ['phone'] })
      return send(
        personId,
        [
          { purpose: 'old-phone', target: phone, write: writeOldPhoneCode(present, phone) },
          { purpose: 'new-phone', target: phone, write: writeNewPhoneCode(phone) },
        ],
        now,
      )
    },

    async changePhone(
      personId: number,
      { phone, oldCode, newCode }: { phone: string; oldCode: string; newCode: string },
      now: number,
    ): Promise<Result<void, ContactError>> {
      const changed = database.query
        .transaction()
        .execute<Result<void, ContactError>>(async (transaction) => {
          await lockAccount(transaction, personId)
          const right = await codes.consumeIn(
            transaction,
            [
              { ...ownerOf('old-phone', personId, phone), code: oldCode },
              { ...ownerOf('new-phone', personId, phone), code: newCode },
            ],
            now,
          )
          if (!right) return err({ code: 'code_invalid' })
          const other = await transaction
            .selectFrom('accounts')
            .select('person_id')
            .where('phone', '=', phone)
            .executeTakeFirst()
          if (other !== undefined) return err({ code: 'phone_in_use' })
          await messages.tell(
            transaction,
            personId,
            { template: 'phone-changed', values: { to: maskPhone(phone) } },
            now,
          )
          await change(transaction, personId, { phone })
          await codes.forget(transaction, personId)
          return ok(undefined)
        })
      return unlessTaken(accountsByPhone, changed, err({ code: 'phone_in_use' }))
    },

    async sendAddressCode(personId: number, now: number): Promise<Result<CodeSentView, ContactError>> {
      const phone = await findPhone(personId)
      if (phone === undefined) return err({ code: 'phone_missing' })
      return send(personId, [{ purpose: 'address', write: writeAddressCode(phone) }], now, OWN_CODES_SENT)
    },

    async changeAddress(
      personId: number,
      { address, wardCode, code }: { address: string; wardCode: string; code: string },
      now: number,
    ): Promise<Result<void, ContactError>> {
      if (findWardName(wardCode) === undefined) return err({ code: 'invalid_fields', fields: ['wardCode'] })
      return database.query.transaction().execute(async (transaction) => {
        await lockAccount(transaction, personId)
        const right = await codes.consumeIn(transaction, [{ ...ownerOf('address', personId), code }], now)
        if (!right) return err({ code: 'code_invalid' })
        await change(transaction, personId, { address, ward_code: wardCode })
        return ok(undefined)
      })
    },
  }

  /**
   * Sends codes that are used together. If one of them was sent less than a minute ago, that one counts, and
   * nothing is sent.
   */
  async function send(
    personId: number,
    wanted: readonly CodeMessage[],
    now: number,
    bounds = CODES_SENT,
  ): Promise<Result<CodeSentView, ContactError>> {
    return transactResult<CodeSentView, ContactError>(database, async (transaction) => {
      let sent: CodeSentView = { resendAt: now + RESEND_AFTER, expiresAt: now + CODE_LIFE }
      let queued = 0
      const { language } = await findAddressee(transaction, personId)
      for (const { purpose, target, write } of wanted) {
        const issued = await codes.issue(transaction, ownerOf(purpose, personId, target), now)
        if (issued.ok) {
          await messages.queue(
            transaction,
            { ...write(issued.value.code, language), endsAt: issued.value.expiresAt },
            now,
          )
          queued++
        } else {
          const { resendAt } = issued.error
          sent = { resendAt, expiresAt: resendAt - RESEND_AFTER + CODE_LIFE }
        }
      }
      const uses = queued === 0 ? [] : bounds.map((limit) => [limit, `person:${personId}`] as const)
      const wait = await limits.take(uses, now, transaction)
      return wait > 0 ? err({ code: 'too_many_requests', retryAfter: wait }) : ok(sent)
    })
  }

  async function findPhone(personId: number): Promise<string | undefined> {
    const account = await database.query
      .selectFrom('accounts')
      .select('phone')
      .where('person_id', '=', personId)
      .executeTakeFirst()
    return account?.phone ?? undefined
  }
}

async function change(
  transaction: Transaction<Tables>,
  personId: number,
  values:
    | { email: string; declared_email: null }
    | { phone: string }
    | { address: string; ward_code: string },
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('accounts')
    .set(values)
    .where('person_id', '=', personId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  // Closed in this moment: its phone and email are free for others.
  if (numUpdatedRows === 0n) throw new AppError('session_expired')
}

function ownerOf(purpose: CodePurpose, personId: number, target?: string) {
  return { purpose, subject: `person:${personId}${target === undefined ? '' : ` ${target}`}` }
}

/** A code to an address, in the person's language. */
type WriteCode = (code: string, language: Language) => Message

const writeEmailCode =
  (to: string): WriteCode =>
  (code, language) =>
    writeMail({ to, language, template: 'email-code', values: { code } })

const writeOldPhoneCode =
  (to: string, phone: string): WriteCode =>
  (code, language) =>
    writeSms({ to, language, template: 'old-phone-code', values: { code, phone: maskPhone(phone) } })

const writeNewPhoneCode =
  (to: string): WriteCode =>
  (code, language) =>
    writeSms({ to, language, template: 'new-phone-code', values: { code } })

const writeAddressCode =
  (to: string): WriteCode =>
  (code, language) =>
    writeSms({ to, language, template: 'address-code', values: { code } })

/** The first letter and the provider, by which the owner recognises it: `m***@example.vn`. */
function maskEmail(email: string): string {
  return `${email.charAt(0)}***${email.slice(email.lastIndexOf('@'))}`
}
