import { concatBytes, decodeUtf8, toHex } from '../../core/bytes.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import {
  composeDirectory,
  type DirectoryLists,
  prepareDirectory,
} from '../../core/directory/build-directory.ts'
import { type CollectionPoint, readCollectionPoints } from '../../core/directory/collection-points.ts'
import type { Directory } from '../../core/directory/directory.ts'
import { type Facility, withoutInvented } from '../../core/directory/facility.ts'
import { locateFacilities, openFacilityRows } from '../../core/directory/facility-places.ts'
import { readFacilityTable } from '../../core/directory/facility-table.ts'
import { readBranches } from '../../core/registration/branches.ts'
import { keepDirectory, readKeptDirectory } from '../../wallet/content/kept-directory.ts'
import type { ReadPack } from '../../wallet/content/read-pack.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { loadAddressBook } from '../addresses/load-address-book.ts'
import {
  addressFile,
  collectionPointFile,
  facilityFile,
  officeFile,
} from '../service-worker/offline-data-files.ts'
import { fetchFile, readNewestPack } from './read-facilities.ts'

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
  const [addresses, pack, branches, points] = await Promise.all([
    fetchFile(addressFile.path),
    readNewestPack('facilities', facilityFile.path, db),
    readNewestPack('branches', officeFile.path, db),
    readNewestPack('collection-points', collectionPointFile.path, db),
  ])
  const text = pack && decodeUtf8(pack.bytes)
  const offices = branches && decodeUtf8(branches.bytes)
  if (!addresses || !pack || !text?.ok || !branches || !offices?.ok) return undefined
  const { from, isOld } = pack
  const of = [pack.id, branches.id, points?.id, isOld].join(' ')
  if (loaded?.of === of) return loaded.value
  const read = readBranches(offices.value, shows)
  const lists = { branches: read.ok ? read.value : [], points: listPoints(points) }
  const files = [addresses, pack.bytes, branches.bytes, ...(points ? [points.bytes] : [])]
  const opened = await openOrPrepare({ ...lists, text: text.value }, files, db)
  if (!opened) return undefined
  loaded = { of, value: { ...opened, isOld, from } }
  return loaded.value
}

type OpenedDirectory = Pick<LoadedDirectory, 'directory' | 'asOf'>

/** By what this phone keeps of the same files and the same code; else made of them whole, and kept. */
async function openOrPrepare(
  lists: Omit<DirectoryLists, 'facilities'> & { readonly text: string },
  files: readonly Uint8Array[],
  db: WalletDatabase | undefined,
): Promise<OpenedDirectory | undefined> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', concatBytes(...files)))
  // The name of this script has the hash of all code that it takes.
  const of = `${import.meta.url} ${toHex(digest)}`
  const kept = db && (await readKeptDirectory(db, of, lists))
  // The text was read whole before it was kept, and its hash says that it is the same.
  const rows = kept && openFacilityRows(lists.text, kept.places)
  if (rows) {
    const { asOf, facilities } = rows
    const at = (number: number) => show(facilities.at(number))
    const shown = { ...lists, facilities: { length: facilities.length, at } }
    return { directory: composeDirectory(shown, kept), asOf }
  }
  const table = readFacilityTable(lists.text)
  const book = table.ok && (await loadAddressBook())
  if (!table.ok || !book) return undefined
  const shown = { ...lists, facilities: table.value.facilities.flatMap((each) => show(each) ?? []) }
  const prepared = prepareDirectory(shown, book)
  const places = locateFacilities(lists.text, table.value)
  if (db) keepDirectory(db, of, { ...prepared, places }).catch(() => {})
  return { directory: composeDirectory(shown, prepared), asOf: table.value.asOf }
}

function show(facility: Facility | undefined): Facility | undefined {
  return facility && !shows.specimens ? withoutInvented(facility) : facility
}

/** What is missing or cannot be read takes nothing else along. */
function listPoints(pack: ReadPack | undefined): readonly CollectionPoint[] {
  const text = pack && decodeUtf8(pack.bytes)
  const file = readCollectionPoints(text?.ok ? text.value : '')
  return file.ok ? file.value.points.filter((point) => shows.specimens || point.specimen !== true) : []
}
