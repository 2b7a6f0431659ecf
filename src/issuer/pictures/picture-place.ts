import { AppError } from '../../core/app-error.ts'

/** Where sealed files are kept, by keys of ours: a folder or a bucket, and the same under the same keys. */
export type PicturePlace = {
  /** In the place of what may be there; whole, or not at all. */
  write(key: string, bytes: Uint8Array): Promise<void>
  /** Nothing if there is nothing; `unavailable` (thrown) if that cannot be said. */
  read(key: string): Promise<Uint8Array | undefined>
  /** Also of what is not there. */
  remove(key: string): Promise<void>
}

/** The key of a file by its hash: nothing but a hash becomes part of it. */
export function toPictureKey(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('not_found')
  return `${hash.slice(0, 2)}/${hash}`
}
