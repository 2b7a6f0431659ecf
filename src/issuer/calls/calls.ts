import { randomInt, timingSafeEqual } from 'node:crypto'
import type { CallAnnounced, CallerCheckView } from '../../core/api/call-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'

/** For how long an announced call can be recognised, in seconds. */
const LIFE = 15 * 60

/**
 * Wrong digits after which a call is no longer recognised: a stranger who guesses has these out of 10,000.
 */
const MOST_WRONG = 3

/** What a person may try, whether or not somebody is calling them. */
const CHECKS: RateLimit = { name: 'caller-checks', uses: 10, window: 3600 }
/** Calls that an officer may announce. */
const ANNOUNCED: RateLimit = { name: 'announced-calls', uses: 200, window: 86_400 }

type CallError = { readonly code: 'too_many_requests'; readonly retryAfter: number }

export type Calls = ReturnType<typeof createCalls>

/** Calls of officers that the person who is called can tell from those of impostors. */
export function createCalls(
  database: Database,
  parts: { readonly audit: AuditLog; readonly limits: RateLimits },
) {
  const { audit, limits } = parts
  return {
    /**
     * Announces a call to the person who made a request of the officer's office, or of none. A new one takes
     * the place of the one before.
     */
    async announce(
      officer: AuditedOfficer,
      requestId: string,
      now: number,
    ): Promise<Result<CallAnnounced, CallError | { readonly code: 'not_found' }>> {
      const request = await database.query
        .selectFrom('office_requests')
        .select(['person_id', 'office_code'])
        .where('id', '=', requestId)
        .executeTakeFirst()
      if (!request) return err({ code: 'not_found' })
      const { office_code: officeCode } = request
      if (officeCode !== null && officeCode !== officer.officeCode) {
        const refused = { officer, action: 'access-refused', target: requestId } as const
        await audit.note(refused, now)
        await audit.note({ ...refused, officeCode }, now)
        return err({ code: 'not_found' })
      }
      const retryAfter = await limits.take([[ANNOUNCED, officer.id]], now)
      if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
      const digits = String(randomInt(10_000)).padStart(4, '0')
      const call = {
        digits,
        officer_id: officer.id,
        office_code: officer.officeCode,
        wrong: 0,
        expires_at: now + LIFE,
      }
      await database.query.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('announced_calls')
          .values({ person_id: request.person_id, ...call })
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet(call))
          .execute()
        await audit.append(transaction, { officer, action: 'call-announced', target: requestId }, now)
      })
      return ok({ digits, expiresAt: call.expires_at })
    },

    /**
     * Whether an officer said the digits. Right ones count once; nobody's call and a wrong digit are answered
     * alike.
     */
    async check(personId: number, digits: string, now: number): Promise<Result<CallerCheckView, CallError>> {
      const retryAfter = await limits.take([[CHECKS, String(personId)]], now)
      if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
      return database.query.transaction().execute(async (transaction) => {
        // One try after the other: the update locks the row.
        const { numUpdatedRows } = await transaction
          .updateTable('announced_calls')
          .set((column) => ({ wrong: column('wrong', '+', 1) }))
          .where('person_id', '=', personId)
          .where('expires_at', '>', now)
          .where('wrong', '<', MOST_WRONG)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return ok({ isGenuine: false })
        const call = await transaction
          .selectFrom('announced_calls')
          .leftJoin('offices', 'offices.code', 'announced_calls.office_code')
          .select(['announced_calls.digits', 'offices.name'])
          .where('person_id', '=', personId)
          .executeTakeFirstOrThrow()
        if (!timingSafeEqual(Buffer.from(call.digits), Buffer.from(digits))) return ok({ isGenuine: false })
        await transaction.deleteFrom('announced_calls').where('person_id', '=', personId).execute()
        return ok({ isGenuine: true, ...(call.name !== null && { office: call.name }) })
      })
    },

    /** Removes what is over. */
    async sweep(now: number): Promise<void> {
      await database.query.deleteFrom('announced_calls').where('expires_at', '<=', now).execute()
    },
  }
}
