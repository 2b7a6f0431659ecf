import { randomUUID } from 'node:crypto'
import type { PasswordWeakness } from '../../core/account/password-rules.ts'
import type { AccountView } from '../../core/api/recovery-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Language } from '../../i18n/languages.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import type { Reauthenticate, ReauthenticationError } from '../accounts/reauthenticate.ts'
import type { ValidatePassword } from '../accounts/validate-password.ts'
import { lockAccount } from '../db/lock-account.ts'
import type { Database } from '../db/open-database.ts'
import type { SessionColumns } from '../db/session-columns.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import type { OneTimeTokens } from '../one-time-tokens/one-time-tokens.ts'
import { fileRequest } from '../requests/requests.ts'
import type { SessionToken } from '../sessions/session-token.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { maskPhone } from '../sign-in/mask-phone.ts'

export type AccountError =
  | ReauthenticationError
  | { readonly code: 'password_weak'; readonly reasons: readonly PasswordWeakness[] }

export type AccountDetailsParts = {
  readonly database: Database
  readonly messages: OutgoingMessages
  readonly sessions: Sessions
  readonly tokens: OneTimeTokens
  readonly codes: OneTimeCodes
  readonly hasher: PasswordHasher
  readonly validatePassword: ValidatePassword
  readonly reauthenticate: Reauthenticate
}

export type AccountDetails = ReturnType<typeof createAccountDetails>

/** What an account holder sees of their own account, its password, and its end. */
export function createAccountDetails(parts: AccountDetailsParts) {
  const { database, messages, sessions, tokens, codes, hasher, validatePassword, reauthenticate } = parts

  return {
    async read(personId: number): Promise<AccountView> {
      const row = await database.query
        .selectFrom('people')
        .innerJoin('accounts', 'accounts.person_id', 'people.id')
        .select([
          'people.full_name as fullName',
          'people.date_of_birth as dateOfBirth',
          'people.sex',
          'people.bhxh_code as bhxhCode',
          'people.personal_id as personalId',
          'accounts.phone',
          'accounts.email',
          'accounts.declared_email as declaredEmail',
          'accounts.address',
          'accounts.ward_code as wardCode',
          'accounts.password_changed_at as passwordChangedAt',
        ])
        .where('people.id', '=', personId)
        .executeTakeFirstOrThrow()
      const closing = await database.query
        .selectFrom('office_requests')
        .select('filed_at')
        .where('person_id', '=', personId)
        .where('kind', '=', 'close-account')
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      const { fullName, dateOfBirth, sex, bhxhCode, phone, ...rest } = row
      return {
        ...{ fullName, dateOfBirth, sex, bhxhCode },
        ...dropNulls(rest),
        ...(phone !== null && { phone: maskPhone(phone) }),
        ...(closing && { closingRequestedAt: closing.filed_at }),
      }
    },

    /**
     * Sets another password. The session gets a new token; steps of sign-ins and recoveries that are under
     * way end.
     */
    async changePassword(
      row: SessionColumns,
      { current, password }: { current: string; password: string },
      now: number,
    ): Promise<Result<SessionToken, AccountError>> {
      const personId = row.person_id
      const checked = await reauthenticate(personId, current, now)
      if (!checked.ok) return checked
      const reasons = await validatePassword(personId, password)
      if (reasons.length > 0) return err({ code: 'password_weak', reasons })
      const hashed = await hasher.hash(password, { account: `person:${personId}` })
      return database.query.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('accounts')
          .set({ password_hash: hashed, temporary_until: null, password_changed_at: now })
          .where('person_id', '=', personId)
          .execute()
        await tokens.endAll(transaction, personId)
        await codes.forget(transaction, personId)
        const token = await sessions.rotate(transaction, row, now)
        await messages.tell(transaction, personId, { template: 'password-changed' }, now)
        return ok(token)
      })
    },

    /** In which language the person is written to from now on. */
    async setLanguage(personId: number, language: Language): Promise<void> {
      await database.query
        .updateTable('accounts')
        .set({ language })
        .where('person_id', '=', personId)
        .where('closed_at', 'is', null)
        .execute()
    },

    /** Asks the office to close the account; while a request is waiting it changes nothing. */
    async requestClosing(
      personId: number,
      password: string,
      now: number,
    ): Promise<Result<void, AccountError>> {
      const checked = await reauthenticate(personId, password, now)
      if (!checked.ok) return checked
      return database.query.transaction().execute(async (transaction) => {
        // Of requests at the same time one is filed, and told of.
        await lockAccount(transaction, personId)
        const waiting = await transaction
          .selectFrom('office_requests')
          .select('id')
          .where('person_id', '=', personId)
          .where('kind', '=', 'close-account')
          .where('state', '=', 'waiting')
          .executeTakeFirst()
        if (waiting) return ok(undefined)
        await fileRequest(
          transaction,
          {
            kind: 'close-account',
            personId,
            // Each is another request than those that were decided.
            key: randomUUID(),
            content: [{ field: 'Yêu cầu', text: 'Hủy tài khoản giao dịch điện tử (Ví BHYT)' }],
          },
          now,
        )
        await messages.tell(transaction, personId, { template: 'closing-asked' }, now)
        return ok(undefined)
      })
    },
  }
}

type WithoutNulls<Row> = { [Key in keyof Row]?: Exclude<Row[Key], null> }

/** What is not known is left out. */
function dropNulls<Row extends Record<string, unknown>>(row: Row): WithoutNulls<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WithoutNulls<Row>
}
