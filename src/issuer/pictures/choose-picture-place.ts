import { randomBytes } from 'node:crypto'
import type { IssuerConfig } from '../config.ts'
import type { Database } from '../db/open-database.ts'
import { createBucketPlace } from './bucket-place.ts'
import { createFolderPlace } from './folder-place.ts'
import type { PicturePlace } from './picture-place.ts'

/** The place that is configured. */
export function choosePicturePlace(
  config: Pick<IssuerConfig, 'pictureFolder' | 'pictureBucket'>,
): PicturePlace {
  const { pictureBucket: bucket, pictureFolder } = config
  if (bucket === undefined) return createFolderPlace(pictureFolder)
  const { accessKeyId, secretAccessKey, ...where } = bucket
  return createBucketPlace({
    ...where,
    accessKeyId: accessKeyId.reveal(),
    secretAccessKey: secretAccessKey.reveal(),
  })
}

const MARKER = 'place'

/**
 * Throws an `Error` that says so if the pictures of this database are kept elsewhere: what one machine writes
 * into a folder of its own no other can read, nor remove. The first to start leaves a marker in the place,
 * and its name in the database. An embedded database has one machine.
 */
export async function checkPicturePlace(database: Database, place: PicturePlace): Promise<void> {
  if (database.kind === 'sqlite') return
  const there = await place.read(MARKER)
  const found = there && Buffer.from(there).toString()
  const known = await database.query.selectFrom('picture_place').select('marker').executeTakeFirst()
  if (known !== undefined && known.marker !== found)
    throw new Error(
      'The pictures of this database are kept in another place than PICTURE_FOLDER or S3_BUCKET say: all machines share one (see docs/operations.md)',
    )
  if (known !== undefined) return
  const marker = found ?? randomBytes(16).toString('hex')
  if (found === undefined) await place.write(MARKER, Buffer.from(marker))
  await database.query.insertInto('picture_place').values({ id: 1, marker }).execute()
}
