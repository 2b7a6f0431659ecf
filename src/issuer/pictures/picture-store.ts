import { createHash } from 'node:crypto'
import type { PictureKind } from '../../core/api/registration-contract.ts'
import type { Database } from '../db/open-database.ts'
import type { PictureRow } from '../db/schema.ts'
import type { PicturePlace } from './picture-place.ts'
import { createSealedFiles, resealFile } from './sealed-files.ts'

const DAY = 86_400

/** How long a picture that belongs to no declaration is kept, in seconds. */
export const UNUSED_PICTURE_LIFE = 2 * DAY

/** How long pictures are kept after the decision, in days. */
export type PictureRetention = { readonly approved: number; readonly refused: number }

export type PictureStoreParts = {
  readonly place: PicturePlace
  /** Any secret of the issuer; a key of its own is derived from it. */
  readonly secret: Uint8Array
  readonly retention: PictureRetention
}

export type PictureStore = ReturnType<typeof createPictureStore>

/**
 * Pictures of people and their documents: files outside the database, each under the hash of what is in it
 * (and whose and which it is, so that one row has one file), encrypted with AES-256-GCM and bound to that
 * hash.
 */
export function createPictureStore(database: Database, { place, secret, retention }: PictureStoreParts) {
  const files = createSealedFiles({ place, secret })

  return {
    /**
     * Keeps a picture for whoever is registering, and gives its hash. The same picture again is the same
     * file.
     */
    async save(
      { subject, kind, content }: { subject: string; kind: PictureKind; content: Uint8Array },
      now: number,
    ): Promise<string> {
      const hash = createHash('sha256').update(`${subject}\0${kind}\0`).update(content).digest('hex')
      // The row first: it keeps the sweep away from the file.
      await database.query
        .insertInto('pictures')
        .values({ hash, subject, kind, created_at: now, declaration_id: null })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet({ created_at: now }))
        .execute()
      await files.write(hash, content)
      return hash
    },

    /** The picture; `not_found` if it is gone, `unavailable` if the file is not what was written. */
    read: files.read,

    /**
     * Removes pictures that belong to no declaration after two days, and the others some days after the
     * decision.
     */
    async sweep(now: number): Promise<void> {
      const due = await database.query
        .selectFrom('pictures')
        .leftJoin('declarations', 'declarations.id', 'pictures.declaration_id')
        .select(['hash', 'declaration_id'])
        .where((where) =>
          where.or([
            where.and([
              where('declaration_id', 'is', null),
              where('pictures.created_at', '<', now - UNUSED_PICTURE_LIFE),
            ]),
            ...(['approved', 'refused'] as const).map((state) =>
              where.and([
                where('declarations.state', '=', state),
                where('declarations.decided_at', '<=', now - retention[state] * DAY),
              ]),
            ),
          ]),
        )
        .execute()
      for (const row of due) await remove(row, now)
    },
  }

  /**
   * The file goes while the row is locked, so that whoever sends the same picture again writes it after that.
   * A picture that has found another use in the meantime stays.
   */
  async function remove(
    { hash, declaration_id: declarationId }: Pick<PictureRow, 'hash' | 'declaration_id'>,
    now: number,
  ): Promise<void> {
    await database.query.transaction().execute(async (transaction) => {
      const removed = await transaction
        .deleteFrom('pictures')
        .where('hash', '=', hash)
        .where((where) =>
          declarationId === null
            ? where.and([
                where('declaration_id', 'is', null),
                where('created_at', '<', now - UNUSED_PICTURE_LIFE),
              ])
            : where('declaration_id', '=', declarationId),
        )
        .returning('hash')
        .executeTakeFirst()
      if (removed !== undefined) await files.remove(hash)
    })
  }
}

/**
 * Brings all pictures from one secret to another; can be done again where it was interrupted. Gives how many
 * there are, of how many the file was never written, or is gone (where all are, the place is another), and of
 * how many it is damaged.
 */
export async function resealPictures(
  database: Database,
  { place, from, to }: { place: PicturePlace; from: Uint8Array; to: Uint8Array },
): Promise<Record<'resealed' | 'missing' | 'unopened', number>> {
  const pictures = await database.query.selectFrom('pictures').select('hash').execute()
  const serviceFiles = await database.query.selectFrom('service_files').select('stored as hash').execute()
  const hashes = [...pictures, ...serviceFiles].map(({ hash }) => hash)
  const counts = { resealed: 0, missing: 0, unopened: 0 }
  for (const hash of hashes) counts[await resealFile({ place, hash, from, to })]++
  return counts
}
