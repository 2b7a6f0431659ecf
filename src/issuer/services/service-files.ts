import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { ServiceFileRow, Tables } from '../db/schema.ts'
import { cleanPicture } from '../pictures/clean-picture.ts'
import type { SealedFiles } from '../pictures/sealed-files.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'

/**
 * How long a picture that belongs to no request is kept, in seconds: a form may wait for a network for days.
 */
const UNUSED_LIFE = 7 * 86_400
/** How long pictures are kept after the decision, in seconds. */
const DECIDED_LIFE = 90 * 86_400

/** Pictures that one person may send in a day, whatever becomes of them. */
const TRIES: RateLimit = { name: 'service-files', uses: 120, window: 86_400 }

/** Pictures of one person that belong to no request; more are no form. */
const MOST_UNUSED = 60

export type FileError =
  | { readonly code: 'picture_invalid' | 'unavailable' | 'malformed_request' }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }

type FoundFile = Pick<ServiceFileRow, 'person_id' | 'sha256' | 'request_id'>

export type ServiceFiles = ReturnType<typeof createServiceFiles>

/**
 * Pictures for requests: each sent under the SHA-256 of its bytes, kept as a clean JPEG, sealed, for whoever
 * sent it alone.
 */
export function createServiceFiles(
  database: Database,
  { files, limits }: { readonly files: SealedFiles; readonly limits: RateLimits },
) {
  const findRow = (personId: number, sha256: string) =>
    database.query
      .selectFrom('service_files')
      .selectAll()
      .where('person_id', '=', personId)
      .where('sha256', '=', sha256)
      .executeTakeFirst()

  /** Keeps a picture for another week; false where it has gone meanwhile. */
  async function renew(
    { person_id: personId, sha256 }: Pick<ServiceFileRow, 'person_id' | 'sha256'>,
    now: number,
  ): Promise<boolean> {
    const { numUpdatedRows } = await database.query
      .updateTable('service_files')
      .set({ created_at: now })
      .where('person_id', '=', personId)
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /**
   * The file goes while the row is locked, so that whoever sends the same picture again writes it after that.
   * A picture that has found another use in the meantime stays.
   */
  async function remove(
    { person_id: personId, sha256, request_id: requestId }: FoundFile,
    now: number,
  ): Promise<void> {
    await database.query.transaction().execute(async (transaction) => {
      const removed = await transaction
        .deleteFrom('service_files')
        .where('person_id', '=', personId)
        .where('sha256', '=', sha256)
        .where((where) =>
          requestId === null
            ? where.and([where('request_id', 'is', null), where('created_at', '<', now - UNUSED_LIFE)])
            : where('request_id', '=', requestId),
        )
        .returning('stored')
        .executeTakeFirst()
      if (removed !== undefined) await files.remove(removed.stored)
    })
  }

  return {
    /**
     * Keeps a picture; the same again only renews it. `malformed_request` if the bytes are not what the name
     * says.
     */
    async save(
      personId: number,
      sha256: string,
      bytes: Uint8Array,
      now: number,
    ): Promise<Result<void, FileError>> {
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        return err({ code: 'malformed_request' })
      const known = await findRow(personId, sha256)
      // A row whose file was never written, by a process that was killed, is no picture.
      if (known && (await files.read(known.stored).catch(noneIfGone)) && (await renew(known, now)))
        return ok(undefined)
      // Bytes that are no picture leave nothing to count, and everybody's wait for the same decoder.
      const wait = await limits.take([[TRIES, `person:${personId}`]], now)
      if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
      const { count } = await database.query
        .selectFrom('service_files')
        .select((column) => column.fn.countAll<number>().as('count'))
        .where('person_id', '=', personId)
        .where('request_id', 'is', null)
        .executeTakeFirstOrThrow()
      if (Number(count) >= MOST_UNUSED) return err({ code: 'too_many_requests', retryAfter: 86_400 })
      const clean = await cleanPicture(bytes)
      if (!clean.ok) return err({ code: clean.error })
      const stored = createHash('sha256').update(`service\0${personId}\0${sha256}`).digest('hex')
      const row = { person_id: personId, sha256, stored, request_id: null, created_at: now }
      // The row first: it keeps the sweep away from the file.
      await database.query
        .insertInto('service_files')
        .values(row)
        .onConflict((conflict) => conflict.columns(['person_id', 'sha256']).doUpdateSet({ created_at: now }))
        .execute()
      await files.write(stored, clean.value)
      return ok(undefined)
    },

    /** Those of the named pictures that have not arrived; the others stay until the transaction ends. */
    async listMissing(
      transaction: Transaction<Tables>,
      personId: number,
      hashes: readonly string[],
    ): Promise<readonly string[]> {
      if (hashes.length === 0) return []
      const rows = await transaction
        .updateTable('service_files')
        .set((column) => ({ created_at: column.ref('created_at') }))
        .where('person_id', '=', personId)
        .where('sha256', 'in', hashes)
        .returning('sha256')
        .execute()
      const present = new Set(rows.map(({ sha256 }) => sha256))
      return hashes.filter((hash) => !present.has(hash))
    },

    /** Gives pictures to a request, as part of the transaction that takes it. */
    async attach(
      transaction: Transaction<Tables>,
      { personId, requestId }: { personId: number; requestId: string },
      hashes: readonly string[],
    ): Promise<void> {
      if (hashes.length === 0) return
      await transaction
        .updateTable('service_files')
        .set({ request_id: requestId })
        .where('person_id', '=', personId)
        .where('sha256', 'in', hashes)
        .execute()
    },

    /** A picture of a person; undefined if there is none, or no more. */
    async read(personId: number, sha256: string): Promise<Bytes | undefined> {
      const row = await findRow(personId, sha256)
      return row && files.read(row.stored).catch(noneIfGone)
    },

    /**
     * Removes pictures that belong to no request after a week, and the others some time after the decision of
     * the last request that names them.
     */
    async sweep(now: number): Promise<void> {
      const due = await database.query
        .selectFrom('service_files')
        .leftJoin('service_requests', (join) =>
          join
            .onRef('service_requests.person_id', '=', 'service_files.person_id')
            .onRef('service_requests.id', '=', 'service_files.request_id'),
        )
        .select(['service_files.person_id', 'sha256', 'request_id'])
        .where((where) =>
          where.or([
            where.and([where('request_id', 'is', null), where('created_at', '<', now - UNUSED_LIFE)]),
            where('decided_at', '<', now - DECIDED_LIFE),
          ]),
        )
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('service_requests as other')
                .select('other.id')
                .whereRef('other.person_id', '=', 'service_files.person_id')
                .where('other.answers', 'like', sql<string>`'%' || service_files.sha256 || '%'`)
                .where((still) =>
                  still.or([
                    still('other.decided_at', 'is', null),
                    still('other.decided_at', '>=', now - DECIDED_LIFE),
                  ]),
                ),
            ),
          ),
        )
        .execute()
      for (const row of due) await remove(row, now)
    },
  }
}

function noneIfGone(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not_found') return undefined
  throw error
}
