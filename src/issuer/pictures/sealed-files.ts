import { hkdfSync } from 'node:crypto'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import { openBytes, sealBytes, tryResealing } from '../sealing/sealed-bytes.ts'
import { type PicturePlace, toPictureKey } from './picture-place.ts'

export type SealedFiles = ReturnType<typeof createSealedFiles>

/**
 * Files outside the database, each under a SHA-256 in lower-case hex, encrypted with AES-256-GCM and bound to
 * that name.
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createSealedFiles({ place, secret }: { place: PicturePlace; secret: Uint8Array }) {
  const key = deriveKey(secret)
  return {
    write: async (hash: string, content: Uint8Array): Promise<void> =>
      place.write(toPictureKey(hash), sealBytes(content, key, hash)),

    /** The content; `not_found` if it is gone, `unavailable` if the file is not what was written. */
    read: async (hash: string): Promise<Bytes> => openBytes(await readSealed(place, hash), key, hash),

    remove: async (hash: string): Promise<void> => place.remove(toPictureKey(hash)),
  }
}

/**
 * Brings a file from one secret to another. One that is there already stays as it is, and so does one that
 * neither opens, which is to hold up no other.
 */
export async function resealFile({
  place,
  hash,
  from,
  to,
}: {
  place: PicturePlace
  hash: string
  from: Uint8Array
  to: Uint8Array
}): Promise<'resealed' | 'missing' | 'unopened'> {
  const found = await place.read(toPictureKey(hash))
  if (found === undefined) return 'missing'
  const sealed = new Uint8Array(found)
  const resealed = tryResealing(sealed, { from: deriveKey(from), to: deriveKey(to) }, hash)
  if (resealed === undefined) return 'unopened'
  if (resealed !== sealed) await place.write(toPictureKey(hash), resealed)
  return 'resealed'
}

function deriveKey(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt picture', 32))
}

async function readSealed(place: PicturePlace, hash: string): Promise<Uint8Array> {
  const sealed = await place.read(toPictureKey(hash))
  if (sealed === undefined) throw new AppError('not_found')
  return sealed
}
