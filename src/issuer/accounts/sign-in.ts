import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import { createAttemptLimits } from './attempt-limits.ts'
import { NO_ACCOUNT_HASH, type PasswordHasher } from './password.ts'

export type SignInDefect = { code: 'sign_in_failed' } | { code: 'too_many_requests'; retryAfter: number }

export type SignedIn = { readonly personId: number; readonly displayName: string }

/** Verifications that may be under way or waiting; each takes 19 MiB and some 30 ms of a thread. */
const QUEUE_LIMIT = 64

export type SignIn = (request: {
  login: string
  password: string
  address: string
  now: number
}) => Promise<Result<SignedIn, SignInDefect>>

/**
 * Checks a login (BHXH number, 10 digits, or personal number, 12) and password. Every attempt that is not throttled costs
 * exactly one verification and gets the same answer, whether or not there is such an account.
 */
export function createSignIn(database: Database, hasher: PasswordHasher): SignIn {
  const limits = createAttemptLimits()
  let underWay = 0

  async function findAccount(login: string) {
    return database.query
      .selectFrom('people')
      .innerJoin('accounts', 'accounts.person_id', 'people.id')
      .select(['people.id', 'people.full_name', 'accounts.password_hash'])
      .where(login.length === 12 ? 'people.personal_id' : 'people.bhxh_code', '=', login)
      .executeTakeFirst()
  }

  return async ({ login, password, address, now }) => {
    const attempt = { account: login, address }
    const retryAfter = limits.begin(attempt, now)
    if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
    if (underWay >= QUEUE_LIMIT) {
      limits.succeed(attempt)
      return err({ code: 'too_many_requests', retryAfter: 5 })
    }
    underWay++
    try {
      const account = await findAccount(login)
      const right = await hasher.verify(account?.password_hash ?? NO_ACCOUNT_HASH, password)
      if (account === undefined || !right) return err({ code: 'sign_in_failed' })
      limits.succeed(attempt)
      return ok({ personId: account.id, displayName: account.full_name })
    } finally {
      underWay--
    }
  }
}
