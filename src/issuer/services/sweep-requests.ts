import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { ServiceRequestRow } from '../db/schema.ts'
import { findByNumber } from './request-rows.ts'
import { withdrawRequest } from './withdraw-request.ts'

/**
 * How long a request waits for its person, in seconds: one that nobody mends or pays, and the pictures with
 * it, is not kept for ever.
 */
const ABANDONED_LIFE = 90 * 86_400
/** Of these so many at a time. */
const MOST_ABANDONED = 500

/** How long a request is kept after the decision, in seconds. */
const DECIDED_LIFE = 365 * 86_400

/**
 * Withdraws what its person has left alone for too long; forgets requests a year after the decision, once
 * their pictures are gone, and definitions to which none refers.
 */
export async function sweepServiceRequests(database: Database, now: number): Promise<void> {
  await database.query
    .deleteFrom('service_requests')
    .where('decided_at', '<', now - DECIDED_LIFE)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('service_files')
            .select('sha256')
            .whereRef('service_files.person_id', '=', 'service_requests.person_id')
            .whereRef('service_files.request_id', '=', 'service_requests.id'),
        ),
      ),
    )
    .execute()
  await database.query
    .deleteFrom('service_definitions')
    .where('created_at', '<', now - DECIDED_LIFE)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('service_requests')
            .select('id')
            .whereRef('service_requests.definition', '=', 'service_definitions.hash'),
        ),
      ),
    )
    .execute()
  await withdrawAbandoned(database, now)
}

/** What went back, or was to be paid, and of which nothing was heard any more. */
async function withdrawAbandoned(database: Database, now: number): Promise<void> {
  const isAbandoned = ({ state, changed_at: at }: Pick<ServiceRequestRow, 'state' | 'changed_at'>) =>
    (state === 'returned' || state === 'awaiting-payment') && at < now - ABANDONED_LIFE
  const rows = await database.query
    .selectFrom('service_requests')
    .select(['person_id', 'number'])
    .where('state', 'in', ['returned', 'awaiting-payment'])
    .where('changed_at', '<', now - ABANDONED_LIFE)
    .limit(MOST_ABANDONED)
    .execute()
  for (const { person_id: personId, number } of rows)
    await database.query.transaction().execute(async (transaction) => {
      await lockPerson(transaction, personId)
      const row = await findByNumber(transaction, personId, number)
      if (row && isAbandoned(row)) await withdrawRequest(transaction, row, now)
    })
}
