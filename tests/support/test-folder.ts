import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOM = 2 ** 31

/** In memory where there is room: a database in a file waits for the disk at every transaction. */
function findPlace(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > ROOM ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** A new folder for data of a test, which removes it; its name begins with `prefix`. */
export function makeTestFolder(prefix: string): string {
  return mkdtempSync(join(findPlace(), prefix))
}

/** Removes those whose names begin so. */
export function removeTestFolders(prefix: string): void {
  const place = findPlace()
  for (const name of readdirSync(place))
    if (name.startsWith(prefix)) rmSync(join(place, name), { recursive: true, force: true })
}
