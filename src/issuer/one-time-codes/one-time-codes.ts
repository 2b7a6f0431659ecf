import { hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Bytes } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { CLOCK_SKEW } from '../clock-skew.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { createHmacSha256 } from '../sessions/nonces.ts'

/** How long a code is good for, in seconds. */
export const CODE_LIFE = 300

/** How soon another code may be asked for, in seconds. */
export const RESEND_AFTER = 60

/** How often a code may be tried. */
export const CODE_TRIES = 5

/** When a code ends at the latest that was issued by a clock that is right. */
const latestEnd = (now: number) => now + CODE_LIFE + CLOCK_SKEW

/** What a code is for; a code for one purpose is good for no other. */
export type CodePurpose =
  | 'take-over'
  | 'recovery'
  | 'registration-phone'
  | 'old-phone'
  | 'new-phone'
  | 'reset-phone'
  | 'new-email'
  | 'address'

/** Whose code it is (`person:17`) or which address it confirms (`phone:0912345678`). */
export type CodeOwner = { readonly purpose: CodePurpose; readonly subject: string }

export type IssuedCode = { readonly code: string; readonly expiresAt: number; readonly resendAt: number }

export type OneTimeCodes = ReturnType<typeof createOneTimeCodes>

/**
 * Codes of six digits, one live one for each purpose and subject, kept as an HMAC under a key of the issuer:
 * with the rows alone nobody can try all million codes.
 *
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createOneTimeCodes(database: Database, secret: Uint8Array) {
  const authenticate = createHmacSha256(
    new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt one-time code', 32)),
  )
  const hashCode = ({ purpose, subject }: CodeOwner, code: string): Bytes =>
    new Uint8Array(authenticate(Buffer.from(`${purpose}\0${subject}\0${code}`)))

  /** Takes a try of each, before they are compared; the transaction holds the rows from then on. */
  async function takeTries(
    transaction: Transaction<Tables>,
    given: readonly (CodeOwner & { readonly code: string })[],
    now: number,
  ): Promise<boolean> {
    let right = true
    for (const { purpose, subject, code } of given) {
      const taken = await transaction
        .updateTable('one_time_codes')
        .set((column) => ({ tries: column('tries', '+', 1) }))
        .where('purpose', '=', purpose)
        .where('subject', '=', subject)
        .where('tries', '<', CODE_TRIES)
        .where('expires_at', '>', now)
        .where('expires_at', '<=', latestEnd(now))
        .returning('code_hash')
        .executeTakeFirst()
      right =
        taken !== undefined && timingSafeEqual(taken.code_hash, hashCode({ purpose, subject }, code)) && right
    }
    return right
  }

  return {
    /**
     * A new code, which replaces the one before it; refused with the time from which on one may be asked for.
     * To be sent in the same transaction.
     */
    async issue(
      transaction: Transaction<Tables>,
      owner: CodeOwner,
      now: number,
    ): Promise<Result<IssuedCode, { resendAt: number }>> {
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const row = {
        code_hash: hashCode(owner, code),
        tries: 0,
        expires_at: now + CODE_LIFE,
        resend_at: now + RESEND_AFTER,
      }
      const stored = await transaction
        .insertInto('one_time_codes')
        .values({ purpose: owner.purpose, subject: owner.subject, ...row })
        .onConflict((conflict) =>
          conflict
            .columns(['purpose', 'subject'])
            .doUpdateSet(row)
            .where((where) =>
              where.or([
                where('one_time_codes.resend_at', '<=', now),
                where('one_time_codes.resend_at', '>', row.resend_at + CLOCK_SKEW),
              ]),
            ),
        )
        .returning('resend_at')
        .executeTakeFirst()
      if (stored !== undefined) return ok({ code, expiresAt: row.expires_at, resendAt: row.resend_at })
      const held = await transaction
        .selectFrom('one_time_codes')
        .select('resend_at')
        .where('purpose', '=', owner.purpose)
        .where('subject', '=', owner.subject)
        .executeTakeFirst()
      return err({ resendAt: held?.resend_at ?? row.resend_at })
    },

    /**
     * Uses a code up. Each call takes one of the five tries before it looks, in one statement, so that no
     * number of calls at the same time gets more; a code that is right is gone with the statement that finds
     * it.
     */
    async consume(owner: CodeOwner, code: string, now: number): Promise<boolean> {
      const { purpose, subject } = owner
      const taken = await database.query
        .updateTable('one_time_codes')
        .set((column) => ({ tries: column('tries', '+', 1) }))
        .where('purpose', '=', purpose)
        .where('subject', '=', subject)
        .where('tries', '<', CODE_TRIES)
        .where('expires_at', '>', now)
        .where('expires_at', '<=', latestEnd(now))
        .returning('tries')
        .executeTakeFirst()
      if (taken === undefined) return false
      const used = await database.query
        .deleteFrom('one_time_codes')
        .where('purpose', '=', purpose)
        .where('subject', '=', subject)
        .where('code_hash', '=', hashCode(owner, code))
        .where('expires_at', '>', now)
        .returning('tries')
        .executeTakeFirst()
      return used !== undefined
    },

    /**
     * Uses codes up that are needed together, as part of a transaction. Each takes one of its tries; they are
     * gone only if all of them are right. The transaction holds the rows from the try on, so nobody else gets
     * to try meanwhile. Rolled back, they can be used again.
     */
    async consumeIn(
      transaction: Transaction<Tables>,
      given: readonly (CodeOwner & { readonly code: string })[],
      now: number,
    ): Promise<boolean> {
      const right = await takeTries(transaction, given, now)
      for (const { purpose, subject } of right ? given : [])
        await transaction
          .deleteFrom('one_time_codes')
          .where('purpose', '=', purpose)
          .where('subject', '=', subject)
          .execute()
      return right
    },

    /**
     * Whether codes that are needed together are right, as part of a transaction. Each wrong try counts, for
     * all of them; right ones can still be used.
     */
    async tryIn(
      transaction: Transaction<Tables>,
      given: readonly (CodeOwner & { readonly code: string })[],
      now: number,
    ): Promise<boolean> {
      const isRight = await takeTries(transaction, given, now)
      for (const { purpose, subject } of isRight ? given : [])
        await transaction
          .updateTable('one_time_codes')
          .set((column) => ({ tries: column('tries', '-', 1) }))
          .where('purpose', '=', purpose)
          .where('subject', '=', subject)
          .execute()
      return isRight
    },

    /**
     * Takes every code of a person away, as part of a transaction: for when the phone or the address changes
     * that they were sent to, or whoever had got into the account is put out.
     */
    async forget(transaction: Transaction<Tables>, personId: number): Promise<void> {
      await transaction
        .deleteFrom('one_time_codes')
        .where((where) =>
          where.or([
            where('subject', '=', `person:${personId}`),
            where('subject', 'like', `person:${personId} %`),
          ]),
        )
        .execute()
    },

    /** Removes codes that nobody can use or wait for any more. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('one_time_codes')
        .where('expires_at', '<', now)
        .where('resend_at', '<', now)
        .execute()
    },
  }
}
