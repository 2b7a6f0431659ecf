import { decodeUtf8 } from '../../core/bytes.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { buildDirectory, type Directory } from '../../core/directory/directory.ts'
import { withoutInvented } from '../../core/directory/facility.ts'
import { type FacilityTable, readFacilityTable } from '../../core/directory/facility-table.ts'
import { readBranches } from '../../core/registration/branches.ts'
import { readClock } from '../../ui/browser/clock.ts'
import { type ReadPack, readPack } from '../../wallet/content/read-pack.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { loadAddressBook } from '../addresses/load-address-book.ts'
import { facilityFile, officeFile } from '../service-worker/offline-data-files.ts'
import { findCaches } from './find-caches.ts'

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
  const context = { db, caches: findCaches(), roots: readBuiltInRoots(), now: readClock() }
  const [book, facilities, branches] = await Promise.all([
    loadAddressBook(),
    readPack('facilities', { ...context, readBuiltIn: () => fetchFile(facilityFile.path) }),
    readPack('branches', { ...context, readBuiltIn: () => fetchFile(officeFile.path) }),
  ])
  if (!book || !facilities || !branches) return undefined
  const [table, offices] = [readTable(facilities), readText(branches)]
  if (!table || offices === undefined) return undefined
  const { from, isOld } = facilities
  const of = [facilities.id, branches.id, isOld].join(' ')
  if (loaded?.of === of) return loaded.value
  const read = readBranches(offices, shows)
  const shown = shows.specimens ? table.facilities : table.facilities.map(withoutInvented)
  const directory = buildDirectory({
    facilities: shown,
    branches: read.ok ? read.value : [],
    provinces: book.provinces,
    former: book.former,
  })
  loaded = { of, value: { directory, asOf: table.asOf, isOld, from } }
  return loaded.value
}

function readText({ bytes }: ReadPack): string | undefined {
  const text = decodeUtf8(bytes)
  return text.ok ? text.value : undefined
}

function readTable(pack: ReadPack): FacilityTable | undefined {
  const table = readFacilityTable(readText(pack) ?? '')
  return table.ok ? table.value : undefined
}

async function fetchFile(path: string) {
  const response = await fetch(path)
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
}
