import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { PasswordWeakness } from '../../core/account/password-rules.ts'
import type { CodeSentView } from '../../core/api/account-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { revokeAccess } from '../accounts/revoke-access.ts'
import { generateTemporaryPassword } from '../accounts/temporary-password.ts'
import type { ValidatePassword } from '../accounts/validate-password.ts'
import { lockAccount } from '../db/lock-account.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { findAddressee } from '../messaging/addressee.ts'
import { writeMail } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { CODE_LIFE, type OneTimeCodes, RESEND_AFTER } from '../one-time-codes/one-time-codes.ts'
import type { OneTimeTokens } from '../one-time-tokens/one-time-tokens.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { findAccount, ownerOf } from './find-account.ts'
import {
  MAILED_PER_ACCOUNT,
  REQUESTS_OF_ALL,
  REQUESTS_PER_NETWORK,
  TRIES_OF_ALL,
  TRIES_PER_NETWORK,
} from './recovery-limits.ts'

export type RecoveryParts = {
  readonly database: Database
  readonly admission: Admission
  readonly limits: RateLimits
  readonly codes: OneTimeCodes
  readonly messages: OutgoingMessages
  readonly sessions: Sessions
  readonly tokens: OneTimeTokens
  readonly hasher: PasswordHasher
  readonly validatePassword: ValidatePassword
  /** Mails a temporary password, which replaces the present one at once, instead of a code. */
  readonly mailsPassword: boolean
}

export type RecoveryError =
  | Refusal
  | { readonly code: 'code_invalid' }
  | { readonly code: 'password_weak'; readonly reasons: readonly PasswordWeakness[] }

export type Recovery = ReturnType<typeof createRecovery>

/** How long a mailed temporary password is good for, in seconds. */
const TEMPORARY_LIFE = 3600

/**
 * A new password for who has forgotten theirs. Nothing that is answered here, and no work that is done,
 * depends on whether there is such an account or such an address, until somebody shows the right code.
 */
export function createRecovery(parts: RecoveryParts) {
  const { database, admission, limits, codes, messages, sessions, tokens, hasher, validatePassword } = parts

  return {
    /** Mails a code, if number and email belong together. */
    async sendCode(
      request: Client & { readonly login: string; readonly email: string },
      now: number,
    ): Promise<Result<CodeSentView, RecoveryError>> {
      const bounds = { client: REQUESTS_PER_NETWORK, shared: [REQUESTS_OF_ALL] }
      const admitted = await admission.admitWorked(bounds, request, now)
      if (!admitted.ok) return admitted
      const temporary = parts.mailsPassword ? generateTemporaryPassword() : undefined
      const asker = { account: request.login, client: request.clientIp }
      const hashed = temporary && (await hasher.hash(temporary, asker))
      await mail(request, { temporary, hashed }, now)
      return ok({
        resendAt: now + RESEND_AFTER,
        expiresAt: now + (temporary ? TEMPORARY_LIFE : CODE_LIFE),
      })
    },

    /**
     * Sets a new password. Ends the sessions of the account, so that whoever had the old password is out; the
     * devices and what is on them stay as they are, until somebody signs in.
     */
    async recover(
      request: Client & { readonly login: string; readonly code: string; readonly password: string },
      now: number,
    ): Promise<Result<void, RecoveryError>> {
      const bounds = { client: TRIES_PER_NETWORK, shared: [TRIES_OF_ALL] }
      const admitted = await admission.admit(bounds, request, now)
      if (!admitted.ok) return admitted
      const { login, code, password } = request
      const account = await findAccount(database.query, login)
      const given = [{ ...ownerOf(account, login), code }]
      // Whoever guesses codes gets no password hashed; a try counts, and a right code can still be used.
      const reasons = await database.query.transaction().execute(async (transaction) => {
        const isRight = await codes.tryIn(transaction, given, now)
        return isRight && account ? validatePassword(account.id, password, transaction) : undefined
      })
      if (reasons === undefined || account === undefined) return err({ code: 'code_invalid' })
      if (reasons.length > 0) return err({ code: 'password_weak', reasons })
      const hashed = await hasher.hash(password, { account: login, client: request.clientIp })
      return database.query.transaction().execute(async (transaction) => {
        await lockAccount(transaction, account.id)
        if (!(await codes.consumeIn(transaction, given, now))) return err({ code: 'code_invalid' })
        await setPassword(transaction, account.id, hashed, now)
        return ok(undefined)
      })
    },
  }

  async function mail(
    { login, email }: { login: string; email: string },
    { temporary, hashed }: { temporary: string | undefined; hashed: string | undefined },
    now: number,
  ): Promise<void> {
    await database.query.transaction().execute(async (transaction) => {
      const found = await findAccount(transaction, login)
      const account = found?.email?.toLowerCase() === email.toLowerCase() ? found : undefined
      const typed = createHash('sha256').update(`${login}\0${email.toLowerCase()}`).digest('base64url')
      const owner = ownerOf(account, typed)
      if (hashed !== undefined) await lockAccount(transaction, account?.id ?? 0)
      if ((await limits.take([[MAILED_PER_ACCOUNT, owner.subject]], now, transaction)) > 0) return
      const issued = await codes.issue(transaction, owner, now)
      if (!issued.ok) return
      if (hashed !== undefined) {
        const personId = account?.id ?? 0
        await transaction
          .updateTable('accounts')
          .set({ password_hash: hashed, temporary_until: now + TEMPORARY_LIFE })
          .where('person_id', '=', personId)
          .where('closed_at', 'is', null)
          .execute()
        await tokens.endAll(transaction, personId)
      }
      const { language } = await findAddressee(transaction, account?.id ?? 0)
      const { code, expiresAt } = issued.value
      // As it is on record, not as typed: some providers tell Bob@ from bob@.
      const mail = { to: account?.email ?? email, language }
      const message = temporary
        ? writeMail({
            ...mail,
            template: 'temporary-password',
            values: { password: temporary },
            endsAt: now + TEMPORARY_LIFE,
          })
        : writeMail({ ...mail, template: 'recovery-code', values: { code }, endsAt: expiresAt })
      await (account ? messages.queue : messages.pretend)(transaction, message, now)
      // The password that was there is gone: the phone hears of it as well, since the mailbox may be a
      // thief's.
      if (temporary) await messages.tellAlike(transaction, account?.id, { template: 'password-reset' }, now)
    })
  }

  async function setPassword(
    transaction: Transaction<Tables>,
    personId: number,
    hashed: string,
    now: number,
  ): Promise<void> {
    await transaction
      .updateTable('accounts')
      .set({ password_hash: hashed, temporary_until: null, password_changed_at: now })
      .where('person_id', '=', personId)
      .execute()
    await revokeAccess(transaction, { sessions, tokens, codes }, personId)
    await messages.tell(transaction, personId, { template: 'password-reset' }, now)
  }
}
