import { existsSync, readFileSync } from 'node:fs'
import { readAddressTable } from '../../../src/core/address/address-table.ts'
import { importFacilities } from '../../../src/core/content/import-facilities.ts'
import { buildDirectory } from '../../../src/core/directory/build-directory.ts'
import { readCollectionPoints } from '../../../src/core/directory/collection-points.ts'
import type { Directory, DirectoryEntry } from '../../../src/core/directory/directory.ts'
import type { Facility } from '../../../src/core/directory/facility.ts'
import { readFacilityTable } from '../../../src/core/directory/facility-table.ts'
import { readBranches } from '../../../src/core/registration/branches.ts'

const root = new URL('../../../', import.meta.url)
const readPublic = (name: string) => readFileSync(new URL(`public/${name}`, root), 'utf8')

function need<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(String(result.error))
  return result.value
}

/** The insurer's own lists, where this machine has them: they are no part of the project. */
const lists = ['cskcb-2026.json', 'cskcb-supplement.json'].map(
  (name) => new URL(`../shared/data/facilities/${name}`, root),
)

export const addresses = need(readAddressTable(readPublic('addresses.txt')))

/** The facilities of the list that comes with the app. */
export function readOwnList(): readonly Facility[] {
  return need(readFacilityTable(readPublic('facilities.txt'))).facilities
}

function build(facilities: readonly Facility[]): Directory {
  return buildDirectory({
    facilities,
    branches: need(readBranches(readPublic('offices.json'), { specimens: true })),
    points: need(readCollectionPoints(readPublic('collection-points.json'))).points,
    ...addresses,
  })
}

/** The directory of the files that come with the app. */
export function buildOwnDirectory(): Directory {
  return build(readOwnList())
}

/** The facilities of the insurer's list and its supplement, each code once; undefined without them. */
export function readWholeList(): readonly Facility[] | undefined {
  if (!lists.every((list) => existsSync(list))) return undefined
  const { provinces } = addresses
  const known = {
    provinces: new Set(provinces.map(({ code }) => code)),
    wards: new Set(provinces.flatMap(({ wards }) => wards.map(({ code }) => code))),
  }
  const imported = lists.flatMap(
    (list) => need(importFacilities(readFileSync(list, 'utf8'), known)).facilities,
  )
  const byCode = new Map(imported.toReversed().map((facility) => [facility.code, facility]))
  return [...byCode.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
}

/** That directory, with what the project's own list says beside; undefined without it. */
export function buildWholeDirectory(): Directory | undefined {
  const whole = readWholeList()
  if (!whole) return undefined
  const byCode = new Map([...whole, ...readOwnList()].map((facility) => [facility.code, facility]))
  return build([...byCode.values()])
}

export function nameEntry(entry: DirectoryEntry): string {
  if (entry.type === 'branch') return entry.branch.name
  return entry.type === 'facility' ? entry.facility.name : entry.point.name
}
