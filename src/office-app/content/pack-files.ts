import { type Province, readAddressTable } from '../../core/address/address-table.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import { decodeUtf8 } from '../../core/bytes.ts'
import type { KnownPlaces, PackTable } from '../../core/content/pack-kind.ts'
import { type PackName, packKinds } from '../../core/content/pack-kinds.ts'
import { issuer } from '../../ui/browser/issuer.ts'

/** Versions of packs that were read, by hash; a file never changes. */
const read = new Map<string, Promise<PackTable>>()

/** More than an officer compares at a time. */
const MOST_HELD = 8

/** A pack of a draft or a release, taken apart. @throws AppError of the request, or if it cannot be read */
export function loadTable(name: PackName, sha256: string): Promise<PackTable> {
  const held = read.get(sha256)
  if (held !== undefined) return held
  const loading = fetchTable(name, sha256)
  read.set(sha256, loading)
  loading.catch(() => read.delete(sha256))
  if (read.size > MOST_HELD) read.delete(read.keys().next().value ?? '')
  return loading
}

async function fetchTable(name: PackName, sha256: string): Promise<PackTable> {
  const bytes = await request(issuer, endpoints.readContentFile, { params: { sha256 } })
  const text = decodeUtf8(bytes)
  const table = text.ok ? packKinds[name].read(text.value) : text
  if (!table.ok) throw new AppError('answer_malformed')
  return table.value
}

/** Today's units, to check codes against and to name them. */
export type Places = {
  readonly known: KnownPlaces
  /** With their wards, in the order of their names. */
  readonly provinces: readonly Province[]
  /** Names of provinces and wards by their codes. */
  readonly names: ReadonlyMap<string, string>
}

let places: Promise<Places> | undefined

/** The table of today's provinces and wards. @throws AppError `offline` where it cannot be had */
export function loadPlaces(): Promise<Places> {
  places ??= fetchPlaces()
  places.catch(() => {
    places = undefined
  })
  return places
}

async function fetchPlaces(): Promise<Places> {
  const response = await fetch('/addresses.txt').catch((cause) => {
    throw new AppError('offline', { cause, retryable: true })
  })
  const table = readAddressTable(response.ok ? await response.text() : '')
  if (!table.ok) throw new AppError('answer_malformed')
  const { provinces } = table.value
  const wards = provinces.flatMap((province) => province.wards)
  return {
    provinces: sortByName(provinces.map((each) => ({ ...each, wards: sortByName(each.wards) }))),
    known: {
      provinces: new Set(provinces.map(({ code }) => code)),
      wards: new Set(wards.map(({ code }) => code)),
    },
    names: new Map([...provinces, ...wards].map(({ code, name }) => [code, name])),
  }
}

function sortByName<Unit extends { readonly name: string }>(units: readonly Unit[]): Unit[] {
  return [...units].sort((one, other) => one.name.localeCompare(other.name, 'vi'))
}
