import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { composeDirectory, prepareDirectory } from '../../../../src/core/directory/build-directory.ts'
import { listEntries, searchDirectory } from '../../../../src/core/directory/directory.ts'
import { locateFacilities, openFacilityRows } from '../../../../src/core/directory/facility-places.ts'
import { readFacilityTable } from '../../../../src/core/directory/facility-table.ts'
import {
  type KeptDirectory,
  keepDirectory,
  readKeptDirectory,
} from '../../../../src/wallet/content/kept-directory.ts'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { addresses, buildOwnDirectory, readOwnList } from '../../../support/directory/known-directory.ts'
import { openTestDatabase } from '../../../support/wallet/test-wallet.ts'

const branches = listEntries(buildOwnDirectory()).flatMap((entry) =>
  entry.type === 'branch' ? [entry.branch] : [],
)
const facilities = readOwnList()
const text = readFileSync(new URL('../../../../public/facilities.txt', import.meta.url), 'utf8')
const table = readFacilityTable(text)
if (!table.ok) throw new Error(table.error)
const lists = { facilities, branches }
const prepared = {
  ...prepareDirectory(lists, addresses),
  places: locateFacilities(text, table.value),
}

let db: WalletDatabase
beforeEach(async () => {
  db = await openTestDatabase()
})

const read = (of = 'these') => readKeptDirectory(db, of, { branches, text })

describe('a directory that was prepared', () => {
  it('answers after it was kept as it did before', async () => {
    expect(await read()).toBeUndefined()
    await keepDirectory(db, 'these', prepared)
    const kept = await read()
    expect(kept).toEqual(prepared)
    if (!kept) return
    const rows = openFacilityRows(text, kept.places)
    if (!rows) throw new Error('no rows')
    const before = composeDirectory(lists, prepared)
    const after = composeDirectory({ branches, facilities: rows.facilities }, kept)
    expect(listEntries(after)).toEqual(listEntries(before))
    for (const query of ['bv bach mai', 'tyt láng', 'bhxh gò vấp cũ']) {
      const found = searchDirectory(after, query, { most: 5 })
      expect(found).toEqual(searchDirectory(before, query, { most: 5 }))
      expect(found).not.toEqual([])
    }
  })

  it('counts for what it was made of only', async () => {
    await keepDirectory(db, 'these', prepared)
    expect(await read('others')).toBeUndefined()
    expect(await readKeptDirectory(db, 'these', { branches: [], text })).toBeUndefined()
    await keepDirectory(db, 'others', prepared)
    expect(await read()).toBeUndefined()
  })

  it('is missing where the database cannot be read', async () => {
    const transact = () => Promise.reject(new Error('gone'))
    expect(await readKeptDirectory({ ...db, transact }, 'these', { branches, text })).toBeUndefined()
  })

  const { index } = prepared
  const { places } = prepared
  const withPlaces = (more: object) => ({ ...prepared, places: { ...places, ...more } })
  const withIndex = (more: object) => ({ ...prepared, index: { ...index, ...more } })

  it('is searched without harm where single places lead nowhere', () => {
    const lost = withIndex({
      syllables: index.syllables.map(() => 65_535),
      nameEnds: index.nameEnds.map(() => 4_000_000_000),
    })
    expect(searchDirectory(composeDirectory(lists, lost), 'bach mai', { most: 5 })).toEqual([])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'prepared'],
    ['no index', { ...prepared, index: null }],
    ['an index without words', withIndex({ vocabulary: undefined })],
    ['words out of order', withIndex({ vocabulary: index.vocabulary.toReversed() })],
    ['a word that is no text', withIndex({ vocabulary: index.vocabulary.with(0, 7 as unknown as string) })],
    ['too few counts', withIndex({ counts: index.counts.slice(1) })],
    ['a list for an array', withIndex({ syllables: [...index.syllables] })],
    ['a cut-off end', withIndex({ syllables: index.syllables.slice(0, -1) })],
    ['a text that begins beyond', withIndex({ starts: index.starts.with(5, 4_000_000_000) })],
    ['a text too many', withIndex({ starts: new Uint32Array([...index.starts, 0]) })],
    ['no places of facilities', { ...prepared, places: undefined }],
    ['a name that begins beyond the text', withPlaces({ names: places.names.with(3, 4_000_000_000) })],
    ['names that run back', withPlaces({ names: places.names.toReversed() })],
    ['too few codes', withPlaces({ codes: places.codes.slice(1) })],
    ['units of another list', withPlaces({ units: places.units.slice(1) })],
    ['names that are no map', { ...prepared, unitNames: {} }],
    ['a name that is no text', { ...prepared, unitNames: new Map([['01', 7]]) }],
    ['districts that are no list', { ...prepared, formerDistricts: new Map([['001', 'Gò Vấp']]) }],
  ])('is made anew where the row has %s', async (_what, damaged) => {
    await keepDirectory(db, 'these', damaged as KeptDirectory)
    expect(await read()).toBeUndefined()
  })
})
