import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import { parseRootKeys } from '../../core/credential/root-keys.ts'
import { readClock } from '../../ui/browser/clock.ts'
import type { DeskDatabase } from '../storage/desk-database.ts'
import { type FacilityDirectory, shippedDirectory } from './facility-directory.ts'
import type { HeldDirectory } from './fetch-directory.ts'
import type { DirectoryError, DirectoryFiles } from './signed-directory.ts'

declare const __ROOT_KEYS__: string

/** How the taking of files ended; nothing where no file is of a directory. */
export type DirectoryOutcome = 'taken' | DirectoryError

/**
 * The directory of a desk: the short list that ships until a signed one was opened, fetched or carried here.
 * What reads and verifies is loaded after the first scan is possible.
 */
export function useFacilityDirectory(database: DeskDatabase) {
  const roots = useMemo(() => {
    const parsed = parseRootKeys(__ROOT_KEYS__)
    return parsed.ok ? parsed.value : []
  }, [])
  const held = useRef<HeldDirectory | undefined>(undefined)
  const [directory, setDirectory] = useState<FacilityDirectory>(shippedDirectory)

  const take = useCallback(async (files: DirectoryFiles, keep: boolean): Promise<DirectoryOutcome> => {
    const { openDirectory } = await import('./signed-directory.ts')
    const context = { roots, now: readClock(), held: held.current?.opened }
    const opened = await openDirectory(files, context)
    if (!opened.ok) return opened.error
    held.current = { files, opened: opened.value }
    setDirectory(opened.value.directory)
    if (keep) await database.writeDirectory(files)
    return 'taken'
  }, [])

  return {
    directory,
    /** Opens what is kept. @throws what the database throws */
    open: useCallback(async () => {
      const files = await database.readDirectory()
      if (files) await take(files, false)
    }, []),
    /** Fetches a newer one, as far as there is a network. @throws what the database throws */
    refresh: useCallback(async () => {
      const loaded = await Promise.all([
        import('./fetch-directory.ts'),
        import('../../ui/browser/issuer.ts'),
      ]).catch(() => undefined)
      if (!loaded) return
      const [{ fetchDirectory }, { issuer }] = loaded
      const files = await fetchDirectory(issuer, { roots, held: held.current })
      if (files) await take(files, true)
    }, []),
    /** Takes a directory from files. @throws what the database throws */
    takeFiles: useCallback(async (files: readonly Blob[]): Promise<DirectoryOutcome | undefined> => {
      const { readDirectoryFiles } = await import('./read-directory-files.ts')
      const read = await readDirectoryFiles(files, held.current?.files)
      return read && take(read, true)
    }, []),
  }
}
