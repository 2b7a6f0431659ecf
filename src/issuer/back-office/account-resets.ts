import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { CodeSentView } from '../../core/api/account-contract.ts'
import type { ResetCodeRequest, ResetRequest } from '../../core/api/back-office-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { type AccessParts, revokeAccess } from '../accounts/revoke-access.ts'
import { generateTemporaryPassword } from '../accounts/temporary-password.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import { lockAccount } from '../db/lock-account.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { accountsByPhone, unlessTaken } from '../db/unique-violation.ts'
import { addInboxItem } from '../inbox/inbox.ts'
import { findAddressee } from '../messaging/addressee.ts'
import { writeSms } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { findPhoneUse, numberColumn } from '../registration/phone-use.ts'
import { writeReset } from './decision-messages.ts'
import { OFFICE_PASSWORD_LIFE } from './filed-declarations.ts'
import { isCheckable, isCredibleDocument, openSeenDocument, sealSeenDocument } from './seen-document.ts'

/** What an officer may try in an hour, right or wrong: nobody finds out numbers by asking. */
const TRIES = { name: 'account reset, officer', uses: 40, window: 3600 } as const

/** How long a second officer may take, in seconds. */
export const CONFIRMATION_LIFE = 24 * 3600

export type ResetError =
  | {
      readonly code:
        | 'account_unknown'
        | 'document_mismatch'
        | 'phone_in_use'
        | 'code_invalid'
        | 'second_officer_needed'
    }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }

/** What is no refusal: it goes on, or it was too soon. */
const unnoted: ReadonlySet<string> = new Set(['second_officer_needed', 'too_many_requests'])

type Account = Awaited<ReturnType<typeof findAccount>>

export type AccountResets = ReturnType<typeof createAccountResets>

/**
 * For a person who is at the office with the original document and has lost the phone number: a new one,
 * which a code has confirmed, and a temporary password sent to it. The device before is signed out; the old
 * number and the email are told.
 *
 * Only for accounts of the officer's own office, and of none. Where the registry cannot check the document,
 * or no office knows the account, a second officer of the office must have seen it as well. Refusals are in
 * the log, also of the office that they concern.
 */
export function createAccountResets(
  database: Database,
  parts: {
    readonly hasher: PasswordHasher
    readonly audit: AuditLog
    readonly messages: OutgoingMessages
    readonly codes: OneTimeCodes
    readonly limits: RateLimits
    readonly secret: Uint8Array
  } & AccessParts,
) {
  const { hasher, audit, messages, codes, limits, secret } = parts

  return {
    /** Sends a code to the new phone, once everything else is right. */
    sendCode: (officer: AuditedOfficer, request: ResetCodeRequest, now: number) =>
      attempt<CodeSentView>(officer, request, now, async (transaction, { id }) => {
        const issued = await codes.issue(transaction, codeOf(id, request.phone), now)
        if (!issued.ok) return err({ code: 'too_many_requests', retryAfter: issued.error.resendAt - now })
        const { code, resendAt, expiresAt } = issued.value
        const { language } = await findAddressee(transaction, id)
        const message = { to: request.phone, language, template: 'reset-code', endsAt: expiresAt } as const
        await messages.queue(transaction, writeSms({ ...message, values: { code } }), now)
        return ok({ resendAt, expiresAt })
      }),

    /**
     * With the code: does it, or leaves it to a second officer. Without: does what another officer of the
     * office has left, for the same phone and document.
     */
    async reset(
      officer: AuditedOfficer,
      request: ResetRequest,
      now: number,
    ): Promise<Result<void, ResetError>> {
      const password = generateTemporaryPassword()
      const passwordHash = await hasher.hash(password, { account: `officer:${officer.id}` })
      const reset = attempt<void>(officer, request, now, async (transaction, account) => {
        // Before its codes, as whoever closes or recovers it does.
        await lockAccount(transaction, account.id)
        const settled =
          request.code === undefined
            ? await confirm(transaction, officer, request, account, now)
            : await ask(transaction, officer, { ...request, code: request.code }, account, now)
        if (!settled.ok) return settled
        return perform(transaction, officer, { account, phone: request.phone, password, passwordHash }, now)
      })
      return unlessTaken(accountsByPhone, reset, err({ code: 'phone_in_use' }))
    },
  }

  /** Checks what both steps have in common and goes on; notes what is refused before it is answered. */
  async function attempt<T>(
    officer: AuditedOfficer,
    { number, phone, seen }: ResetCodeRequest,
    now: number,
    goOn: (transaction: Transaction<Tables>, account: NonNullable<Account>) => Promise<Result<T, ResetError>>,
  ): Promise<Result<T, ResetError>> {
    const wait = await limits.take([[TRIES, officer.id]], now)
    if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
    return database.query.transaction().execute<Result<T, ResetError>>(async (transaction) => {
      const account = await findAccount(transaction, number)
      const office = account?.office_code ?? officer.officeCode
      const isOwn = account !== undefined && office === officer.officeCode
      const done: Result<T, ResetError> = !isOwn
        ? err({ code: 'account_unknown' })
        : !isCredibleDocument(seen, account, now)
          ? err({ code: 'document_mismatch' })
          : (await findPhoneUse(transaction, { phone, number })) === 'other'
            ? err({ code: 'phone_in_use' })
            : await goOn(transaction, account)
      if (done.ok || unnoted.has(done.error.code)) return done
      const note = {
        officer,
        action: 'reset-refused',
        ...(account && { target: account.public_id }),
      } as const
      await audit.append(transaction, note, now)
      if (office !== officer.officeCode) await audit.append(transaction, { ...note, officeCode: office }, now)
      return done
    })
  }

  /** Takes the code and keeps what was seen. */
  async function ask(
    transaction: Transaction<Tables>,
    officer: AuditedOfficer,
    { phone, seen, code }: ResetRequest & { readonly code: string },
    account: NonNullable<Account>,
    now: number,
  ): Promise<Result<void, ResetError>> {
    if (!(await codes.consumeIn(transaction, [{ ...codeOf(account.id, phone), code }], now)))
      return err({ code: 'code_invalid' })
    const isEnough = isCheckable(seen, account) && account.office_code !== null
    const id = randomBytes(12).toString('base64url')
    // What was left for the same person before is over.
    await transaction
      .deleteFrom('account_resets')
      .where('person_id', '=', account.id)
      .where('done_at', 'is', null)
      .execute()
    await transaction
      .insertInto('account_resets')
      .values({
        id,
        person_id: account.id,
        office_code: officer.officeCode,
        phone,
        seen_document: sealSeenDocument(seen, { place: 'account_resets', id, secret }),
        asked_by: officer.id,
        asked_at: now,
        confirmed_by: null,
        done_at: isEnough ? now : null,
      })
      .execute()
    if (isEnough) return ok(undefined)
    await audit.append(transaction, { officer, action: 'reset-asked', target: account.public_id }, now)
    return err({ code: 'second_officer_needed' })
  }

  /** Takes what another officer has left, if it is the same: one takes it, of any number at the same time. */
  async function confirm(
    transaction: Transaction<Tables>,
    officer: AuditedOfficer,
    { phone, seen }: ResetRequest,
    account: NonNullable<Account>,
    now: number,
  ): Promise<Result<void, ResetError>> {
    const left = await transaction
      .updateTable('account_resets')
      .set({ confirmed_by: officer.id, done_at: now })
      .where('person_id', '=', account.id)
      .where('office_code', '=', officer.officeCode)
      .where('phone', '=', phone)
      .where('asked_by', '!=', officer.id)
      .where('asked_at', '>', now - CONFIRMATION_LIFE)
      .where('done_at', 'is', null)
      .returning(['id', 'seen_document'])
      .executeTakeFirst()
    if (left === undefined) return err({ code: 'code_invalid' })
    const first = openSeenDocument(left.seen_document, { place: 'account_resets', id: left.id, secret })
    if (isSameDocument(first, seen)) return ok(undefined)
    await transaction
      .updateTable('account_resets')
      .set({ confirmed_by: null, done_at: null })
      .where('id', '=', left.id)
      .execute()
    return err({ code: 'document_mismatch' })
  }

  async function perform(
    transaction: Transaction<Tables>,
    officer: AuditedOfficer,
    request: { account: NonNullable<Account>; phone: string; password: string; passwordHash: string },
    now: number,
  ): Promise<Result<void, ResetError>> {
    const { account, phone, password, passwordHash } = request
    const { numUpdatedRows } = await transaction
      .updateTable('accounts')
      .set({ phone, password_hash: passwordHash, temporary_until: now + OFFICE_PASSWORD_LIFE })
      .where('person_id', '=', account.id)
      // Another officer may have closed it in this moment.
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return err({ code: 'account_unknown' })
    await parts.sessions.endActive(transaction, { personId: account.id, code: 'removed' }, now)
    await revokeAccess(transaction, parts, account.id)
    const { language } = await findAddressee(transaction, account.id)
    const told = { phone, oldPhone: account.phone, email: account.email, language }
    for (const message of writeReset(told, password, now + OFFICE_PASSWORD_LIFE))
      await messages.queue(transaction, message, now)
    await addInboxItem(transaction, account.id, { code: 'reset-told' }, now)
    await audit.append(transaction, { officer, action: 'account-reset', target: account.public_id }, now)
    return ok(undefined)
  }
}

const codeOf = (personId: number, phone: string) =>
  ({ purpose: 'reset-phone', subject: `person:${personId} ${phone}` }) as const

function findAccount(transaction: Transaction<Tables>, number: string) {
  return transaction
    .selectFrom('people')
    .innerJoin('accounts', 'accounts.person_id', 'people.id')
    .select([
      'people.id',
      'people.public_id',
      'people.personal_id',
      'accounts.phone',
      'accounts.email',
      'accounts.office_code',
    ])
    .where(numberColumn(number), '=', number)
    .where('accounts.closed_at', 'is', null)
    .executeTakeFirst()
}

function isSameDocument(first: unknown, { kind, number }: ResetRequest['seen']): boolean {
  return (
    typeof first === 'object' &&
    first !== null &&
    'kind' in first &&
    'number' in first &&
    first.kind === kind &&
    first.number === number
  )
}
