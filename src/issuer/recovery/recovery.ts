import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { PasswordWeakness } from '../../core/account/password-rules.ts'
import type { CodeSentView } from '../../core/api/account-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { revokeAccess } from '../accounts/revoke-access.ts'
import { generateTemporaryPassword } from '../accounts/temporary-password.ts'
import type { ValidatePassword } from '../accounts/validate-password.ts'
import type { Challenges } from '../challenges/challenges.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import type { Message } from '../messaging/message.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { CODE_LIFE, type OneTimeCodes, RESEND_AFTER } from '../one-time-codes/one-time-codes.ts'
import type { OneTimeTokens } from '../one-time-tokens/one-time-tokens.ts'
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
  readonly challenges: Challenges
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
  | { readonly code: 'challenge_invalid' | 'code_invalid' }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }
  | { readonly code: 'password_weak'; readonly reasons: readonly PasswordWeakness[] }

export type Recovery = ReturnType<typeof createRecovery>

/** How long a mailed temporary password is good for, in seconds. */
const TEMPORARY_LIFE = 3600

/**
 * A new password for who has forgotten theirs. Nothing that is answered here, and no work that is done, depends on whether there is such
 * an account or such an address, until somebody shows the right code.
 */
export function createRecovery(parts: RecoveryParts) {
  const { database, challenges, limits, codes, messages, sessions, tokens, hasher, validatePassword } = parts

  return {
    /** Mails a code, if number and email belong together. */
    async sendCode(
      request: { login: string; email: string; solution: string; clientIp: string },
      now: number,
    ): Promise<Result<CodeSentView, RecoveryError>> {
      if (!(await challenges.accept(request.solution, now))) return err({ code: 'challenge_invalid' })
      // Behind the proof of work, so that nobody uses up for nothing what many share.
      const wait = await limits.take(
        [
          [REQUESTS_PER_NETWORK, request.clientIp],
          [REQUESTS_OF_ALL, ''],
        ],
        now,
      )
      if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
      const temporary = parts.mailsPassword ? generateTemporaryPassword() : undefined
      const hashed = temporary && (await hasher.hash(temporary))
      await mail(request, { temporary, hashed }, now)
      return ok({
        resendAt: now + RESEND_AFTER,
        expiresAt: now + (temporary ? TEMPORARY_LIFE : CODE_LIFE),
      })
    },

    /**
     * Sets a new password. Ends the sessions of the account, so that whoever had the old password is out; the devices and what is on
     * them stay as they are, until somebody signs in.
     */
    async recover(
      request: { login: string; code: string; password: string; clientIp: string },
      now: number,
    ): Promise<Result<void, RecoveryError>> {
      const { login, code, password, clientIp } = request
      const wait = await limits.take(
        [
          [TRIES_PER_NETWORK, clientIp],
          [TRIES_OF_ALL, ''],
        ],
        now,
      )
      if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
      // Before anything is known, so that it costs the same whatever comes out.
      const hashed = await hasher.hash(password)
      const account = await findAccount(database.query, login)
      try {
        return await database.query.transaction().execute(async (transaction) => {
          const right = await codes.consumeIn(transaction, [{ ...ownerOf(account, login), code }], now)
          if (!right || account === undefined) return err({ code: 'code_invalid' as const })
          const reasons = await validatePassword(account.id, password, transaction)
          if (reasons.length > 0) throw new RefusedPassword(reasons)
          await setPassword(transaction, account.id, hashed, now)
          return ok(undefined)
        })
      } catch (error) {
        if (error instanceof RefusedPassword) return err({ code: 'password_weak', reasons: error.reasons })
        throw error
      }
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
      const message = temporary
        ? writePasswordMail(email, temporary, now + TEMPORARY_LIFE)
        : writeCodeMail(email, issued.value.code, issued.value.expiresAt)
      await (account ? messages.queue : messages.pretend)(transaction, message, now)
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
    await messages.tell(
      transaction,
      personId,
      {
        subject: 'Ví BHYT: mật khẩu đã được đặt lại',
        body: 'Ví BHYT: mật khẩu của bác vừa được đặt lại. Bác đăng nhập bằng mật khẩu mới. Vân tay hoặc khuôn mặt đã thêm trước đây không dùng để đăng nhập được nữa; đăng nhập xong bác thêm lại. Nếu không phải bác, bác gọi ngay 1900 9068.',
      },
      now,
    )
  }
}

/** Rolls the transaction back in which the code was used up, so that it can be used for another password. */
class RefusedPassword extends Error {
  readonly reasons: readonly PasswordWeakness[]

  constructor(reasons: readonly PasswordWeakness[]) {
    super('password_weak')
    this.reasons = reasons
  }
}

function writeCodeMail(recipient: string, code: string, endsAt: number): Message {
  return {
    channel: 'email',
    recipient,
    subject: `${code} là mã đặt lại mật khẩu Ví BHYT`,
    body: `Kính gửi Ông/Bà,\n\n${code} là mã để đặt lại mật khẩu Ví BHYT, có hiệu lực trong 5 phút.\n\nKhông đọc mã này cho ai, kể cả người xưng là cán bộ. Nếu không yêu cầu, xin bỏ qua thư này: mật khẩu cũ vẫn dùng được.\n`,
    endsAt,
  }
}

function writePasswordMail(recipient: string, password: string, endsAt: number): Message {
  return {
    channel: 'email',
    recipient,
    subject: 'Mật khẩu tạm thời của Ví BHYT',
    body: `Kính gửi bác,\n\nMật khẩu tạm thời của bác là ${password} , dùng được một lần trong 1 giờ. Khi đăng nhập, bác đặt mật khẩu mới của mình.\n\nNếu bác không xin mật khẩu, bác đổi ngay bằng mật khẩu tạm thời này, rồi gọi 1900 9068.\n`,
    endsAt,
  }
}
