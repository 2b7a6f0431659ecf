import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../core/app-error.ts'
import type { PicturePlace } from './picture-place.ts'

/** A folder, which is made when something is written; nobody else can read it. */
export function createFolderPlace(folder: string): PicturePlace {
  return {
    async write(key, bytes) {
      const path = join(folder, key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      // Under another name first: a crash leaves no half picture behind.
      const draft = `${path}.${randomBytes(6).toString('hex')}`
      await writeFile(draft, bytes, { mode: 0o600, flush: true })
      await rename(draft, path)
    },

    async read(key) {
      try {
        return await readFile(join(folder, key))
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
        throw new AppError('unavailable', { cause })
      }
    },

    remove: (key) => rm(join(folder, key), { force: true }),
  }
}
