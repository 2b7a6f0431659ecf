import type { Database } from '../db/open-database.ts'
import { CONFIRMATION_LIFE } from './account-resets.ts'

const DAY = 86_400

/** How long what an office decided is kept, with the document that was seen, in seconds. */
const APPROVED_LIFE = 365 * DAY
const REFUSED_LIFE = 180 * DAY

/**
 * Forgets declarations, resets and requests some time after the decision, and with them the documents that
 * officers have seen: long enough for somebody to come and say that it was not them.
 */
export function createForgetFiles(database: Database) {
  return {
    async sweep(now: number): Promise<void> {
      for (const [state, life] of [
        ['approved', APPROVED_LIFE],
        ['refused', REFUSED_LIFE],
      ] as const)
        await database.query
          .deleteFrom('declarations')
          .where('state', '=', state)
          .where('decided_at', '<', now - life)
          // Pictures have a time of their own, which may be set longer.
          .where((where) =>
            where.not(
              where.exists(
                where
                  .selectFrom('pictures')
                  .select('hash')
                  .whereRef('declaration_id', '=', 'declarations.id'),
              ),
            ),
          )
          .execute()
      await database.query
        .deleteFrom('account_resets')
        .where((where) =>
          where.or([
            where('done_at', '<', now - APPROVED_LIFE),
            where.and([where('done_at', 'is', null), where('asked_at', '<', now - CONFIRMATION_LIFE)]),
          ]),
        )
        .execute()
      await database.query
        .deleteFrom('office_requests')
        .where('decided_at', '<', now - APPROVED_LIFE)
        .execute()
    },
  }
}
