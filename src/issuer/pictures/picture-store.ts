import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PictureKind } from '../../core/api/registration-contract.ts'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { Database } from '../db/open-database.ts'
import type { PictureRow } from '../db/schema.ts'
import { openBytes, sealBytes } from '../sealing/sealed-bytes.ts'

const DAY = 86_400

/** How long a picture that belongs to no declaration is kept, in seconds. */
export const UNUSED_PICTURE_LIFE = 2 * DAY

/** How long pictures are kept after the decision, in days. */
export type PictureRetention = { readonly approved: number; readonly refused: number }

export type PictureStoreParts = {
  readonly folder: string
  /** Any secret of the issuer; a key of its own is derived from it. */
  readonly secret: Uint8Array
  readonly retention: PictureRetention
}

export type PictureStore = ReturnType<typeof createPictureStore>

/**
 * Pictures of people and their documents: files outside the database, each under the hash of what is in it (and whose and which
 * it is, so that one row has one file), encrypted with AES-256-GCM and bound to that hash.
 */
export function createPictureStore(database: Database, { folder, secret, retention }: PictureStoreParts) {
  const key = deriveKey(secret)

  return {
    /** Keeps a picture for whoever is registering, and gives its hash. The same picture again is the same file. */
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
      await writeSealed(folder, hash, sealBytes(content, key, hash))
      return hash
    },

    /** The picture; `not_found` if it is gone, `unavailable` if the file is not what was written. */
    read: async (hash: string): Promise<Bytes> => openBytes(await readSealed(folder, hash), key, hash),

    /** Removes pictures that belong to no declaration after two days, and the others some days after the decision. */
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
   * The file goes while the row is locked, so that whoever sends the same picture again writes it after that. A picture that has
   * found another use in the meantime stays.
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
      if (removed !== undefined) await rm(pathOf(folder, hash), { force: true })
    })
  }
}

/** Brings all pictures from one secret to another; can be done again where it was interrupted. Gives how many there are. */
export async function resealPictures(
  database: Database,
  { folder, from, to }: { folder: string; from: Uint8Array; to: Uint8Array },
): Promise<number> {
  const [oldKey, newKey] = [deriveKey(from), deriveKey(to)]
  const rows = await database.query.selectFrom('pictures').select('hash').execute()
  for (const { hash } of rows) {
    const sealed = await readSealed(folder, hash)
    if (!isSealedWith(sealed, newKey, hash))
      await writeSealed(folder, hash, sealBytes(openBytes(sealed, oldKey, hash), newKey, hash))
  }
  return rows.length
}

function deriveKey(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt picture', 32))
}

function isSealedWith(sealed: Uint8Array, key: Uint8Array, hash: string): boolean {
  try {
    openBytes(sealed, key, hash)
    return true
  } catch {
    return false
  }
}

/** Nothing but a hash becomes part of a path. */
function pathOf(folder: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('not_found')
  return join(folder, hash.slice(0, 2), hash)
}

async function readSealed(folder: string, hash: string): Promise<Uint8Array> {
  try {
    return await readFile(pathOf(folder, hash))
  } catch (cause) {
    throw new AppError('not_found', { cause })
  }
}

/** Under another name first: a crash leaves no half picture behind. */
async function writeSealed(folder: string, hash: string, sealed: Uint8Array): Promise<void> {
  const path = pathOf(folder, hash)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, sealed, { mode: 0o600, flush: true })
  await rename(draft, path)
}
