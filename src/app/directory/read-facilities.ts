import { type Bytes, decodeUtf8 } from '../../core/bytes.ts'
import type { PackLanguage } from '../../core/content/content-manifest.ts'
import { type FacilityTable, readFacilityTable } from '../../core/directory/facility-table.ts'
import { readClock } from '../../ui/browser/clock.ts'
import { type ReadPack, readPack } from '../../wallet/content/read-pack.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { facilityFile } from '../service-worker/offline-data-files.ts'
import { findCaches } from './find-caches.ts'

/**
 * Reads the newest pack of a name on this phone; the built-in one, if there is one, comes from
 * `path`. Asks nobody.
 */
export function readNewestPack(
  name: string,
  path: string | undefined,
  db: WalletDatabase | undefined,
  language: PackLanguage = 'vi',
): Promise<ReadPack | undefined> {
  const context = { db, caches: findCaches(), roots: readBuiltInRoots(), now: readClock(), language }
  return readPack(name, {
    ...context,
    readBuiltIn: async () => (path === undefined ? undefined : fetchFile(path)),
  })
}

/**
 * The newest list of facilities on this phone, and the pack it came from; undefined where none can be read.
 */
export async function readFacilities(
  db: WalletDatabase | undefined,
): Promise<{ readonly pack: ReadPack; readonly table: FacilityTable } | undefined> {
  const pack = await readNewestPack('facilities', facilityFile.path, db)
  const text = pack && decodeUtf8(pack.bytes)
  const table = text?.ok ? readFacilityTable(text.value) : undefined
  return pack && table?.ok ? { pack, table: table.value } : undefined
}

/** A file of `public/`; undefined where it is not there. */
export async function fetchFile(path: string): Promise<Bytes | undefined> {
  const response = await fetch(path)
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
}
