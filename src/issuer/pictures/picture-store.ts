import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PictureKind } from '../../core/api/registration-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, concatBytes } from '../../core/bytes.ts'
import type { Database } from '../db/open-database.ts'
import type { PictureRow } from '../db/schema.ts'

const DAY = 86_400
const NONCE_LENGTH = 12
const TAG_LENGTH = 16

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
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt picture', 32))

  /** Nothing but a hash becomes part of a path. */
  function pathOf(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('not_found')
    return join(folder, hash.slice(0, 2), hash)
  }

  async function writeSealed(hash: string, content: Uint8Array): Promise<void> {
    const path = pathOf(hash)
    const nonce = randomBytes(NONCE_LENGTH)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(Buffer.from(hash))
    const sealed = concatBytes(nonce, cipher.update(content), cipher.final(), cipher.getAuthTag())
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    // Under another name first: a crash leaves no half picture behind.
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    await writeFile(draft, sealed, { mode: 0o600, flush: true })
    await rename(draft, path)
  }

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
      await writeSealed(hash, content)
      return hash
    },

    /** The picture; `not_found` if it is gone, `unavailable` if the file is not what was written. */
    async read(hash: string): Promise<Bytes> {
      const sealed = await readFile(pathOf(hash)).catch((cause: unknown) => {
        throw new AppError('not_found', { cause })
      })
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_LENGTH))
        cipher.setAAD(Buffer.from(hash))
        cipher.setAuthTag(sealed.subarray(-TAG_LENGTH))
        return concatBytes(cipher.update(sealed.subarray(NONCE_LENGTH, -TAG_LENGTH)), cipher.final())
      } catch (cause) {
        throw new AppError('unavailable', { cause })
      }
    },

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
      if (removed !== undefined) await rm(pathOf(hash), { force: true })
    })
  }
}
