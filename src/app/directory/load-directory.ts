import { concatBytes, decodeUtf8, toHex } from '../../core/bytes.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import {
  composeDirectory,
  type DirectoryLists,
  type PreparedDirectory,
  prepareDirectory,
} from '../../core/directory/build-directory.ts'
import { type CollectionPoint, readCollectionPoints } from '../../core/directory/collection-points.ts'
import type { Directory } from '../../core/directory/directory.ts'
import { withoutInvented } from '../../core/directory/facility.ts'
import { readBranches } from '../../core/registration/branches.ts'
import { keepDirectory, readKeptDirectory } from '../../wallet/content/kept-directory.ts'
import type { ReadPack } from '../../wallet/content/read-pack.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { loadAddressBook } from '../addresses/load-address-book.ts'
import { addressFile, collectionPointFile, officeFile } from '../service-worker/offline-data-files.ts'
import { fetchFile, readFacilities, readNewestPack } from './read-facilities.ts'

export type LoadedDirectory = {
  readonly directory: Directory
  readonly asOf: PartialDate
  /** See `ReadPack`: past its end phone numbers are not shown. */
  readonly isOld: boolean
  readonly from: ReadPack['from']
}

/** The directory of a page, and what it was built from. */
let loaded: { of: string; value: LoadedDirectory } | undefined

/** Invented people and details are shown by demo builds alone. */
const shows = { specimens: readBuiltInRoots().some(({ demo }) => demo) }

/**
 * The directory from the newest packs on this phone, built once for a page and again when a pack is another;
 * undefined where a part cannot be read. Asks nobody for anything that depends on what is looked for.
 */
export async function loadDirectory(db: WalletDatabase | undefined): Promise<LoadedDirectory | undefined> {
  const [addresses, facilities, branches, points] = await Promise.all([
    fetchFile(addressFile.path),
    readFacilities(db),
    readNewestPack('branches', officeFile.path, db),
    readNewestPack('collection-points', collectionPointFile.path, db),
  ])
  const offices = branches && decodeUtf8(branches.bytes)
  if (!addresses || !facilities || !branches || !offices?.ok) return undefined
  const { pack, table } = facilities
  const { from, isOld } = pack
  const of = [pack.id, branches.id, points?.id, isOld].join(' ')
  if (loaded?.of === of) return loaded.value
  const read = readBranches(offices.value, shows)
  const lists: DirectoryLists = {
    facilities: shows.specimens ? table.facilities : table.facilities.map(withoutInvented),
    branches: read.ok ? read.value : [],
    points: listPoints(points),
  }
  const files = [addresses, pack.bytes, branches.bytes, ...(points ? [points.bytes] : [])]
  const prepared = await readOrPrepare(lists, files, db)
  if (!prepared) return undefined
  loaded = { of, value: { directory: composeDirectory(lists, prepared), asOf: table.asOf, isOld, from } }
  return loaded.value
}

/** What this phone keeps of the same files and the same code; else made of them, and kept. */
async function readOrPrepare(
  lists: DirectoryLists,
  files: readonly Uint8Array[],
  db: WalletDatabase | undefined,
): Promise<PreparedDirectory | undefined> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', concatBytes(...files)))
  // The name of this script has the hash of all code that it takes.
  const of = `${import.meta.url} ${toHex(digest)}`
  const kept = db && (await readKeptDirectory(db, of, lists))
  if (kept) return kept
  const book = await loadAddressBook()
  if (!book) return undefined
  const prepared = prepareDirectory(lists, book)
  if (db) keepDirectory(db, of, prepared).catch(() => {})
  return prepared
}

/** What is missing or cannot be read takes nothing else along. */
function listPoints(pack: ReadPack | undefined): readonly CollectionPoint[] {
  const text = pack && decodeUtf8(pack.bytes)
  const file = readCollectionPoints(text?.ok ? text.value : '')
  return file.ok ? file.value.points.filter((point) => shows.specimens || point.specimen !== true) : []
}
