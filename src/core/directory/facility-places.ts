import type { PartialDate } from '../dates/partial-date.ts'
import type { Facility } from './facility.ts'
import { type FacilityTable, type FacilityUnit, readFacilityLine, readTableDate } from './facility-table.ts'

/** A list that is read one by one, as arrays are. */
export type RowList<Row> = { readonly length: number; at(number: number): Row | undefined }

/**
 * Where each facility of a table stands in its text, and what of it stands elsewhere: with that, and a text
 * that was read whole once, one facility is read without the others. Text and typed arrays, so that it can be
 * kept as it is.
 */
export type FacilityPlaces = {
  /** Five signs each. */
  readonly codes: string
  /** Province and ward of each, see `writeUnit`. */
  readonly units: Uint32Array
  /** Where the kinds begin. */
  readonly kinds: number
  /** Where each name begins, and after the last where that ends. */
  readonly names: Uint32Array
  /** Where the details of each begin, behind its number; 0 without. */
  readonly details: Uint32Array
}

/** The places of a table in the text that it was read from. */
export function locateFacilities(text: string, { facilities }: FacilityTable): FacilityPlaces {
  let at = 0
  const endLine = () => {
    const start = at
    at = text.indexOf('\n', at) + 1
    return start
  }
  const [, , kinds = 0] = [endLine(), endLine(), endLine(), endLine()]
  const names = Uint32Array.from({ length: facilities.length + 1 }, endLine)
  const details = new Uint32Array(facilities.length)
  while (at > 0 && at < text.length) {
    const start = endLine()
    const tab = text.indexOf('\t', start)
    details[Number(text.slice(start, tab))] = tab + 1
  }
  return {
    codes: facilities.map(({ code }) => code).join(''),
    units: Uint32Array.from(facilities, writeUnit),
    kinds,
    names,
    details,
  }
}

/** So many wards a province has at most, and none: codes of five digits. */
const WARDS = 100_001

/** Province and ward as one number, each one more than its code, and 0 for none. */
function writeUnit({ provinceCode, wardCode }: FacilityUnit): number {
  const [province, ward] = [provinceCode, wardCode].map((code) => (code === undefined ? 0 : Number(code) + 1))
  return (province ?? 0) * WARDS + (ward ?? 0)
}

function readUnit(unit: number): FacilityUnit {
  const [province, ward] = [Math.floor(unit / WARDS), unit % WARDS]
  return {
    ...(province > 0 && { provinceCode: String(province - 1).padStart(2, '0') }),
    ...(ward > 0 && { wardCode: String(ward - 1).padStart(5, '0') }),
  }
}

/** Whether something that was kept are places in a text of this length. */
export function isFacilityPlaces(value: unknown, text: string): value is FacilityPlaces {
  if (typeof value !== 'object' || value === null) return false
  const places: Partial<Record<keyof FacilityPlaces, unknown>> = value
  const { codes, units, kinds, names, details } = places
  if (!(units instanceof Uint32Array && names instanceof Uint32Array && details instanceof Uint32Array))
    return false
  const count = units.length
  return (
    typeof codes === 'string' &&
    codes.length === 5 * count &&
    typeof kinds === 'number' &&
    names.length === count + 1 &&
    details.length === count &&
    names.every((start, at) => start <= text.length && (at === 0 || start > (names[at - 1] ?? 0)))
  )
}

/**
 * The facilities of a text that was read before, each read when it is asked for; undefined for one that
 * cannot be, which is then as if it were not there.
 */
export function openFacilityRows(
  text: string,
  { codes, units, kinds, names, details }: FacilityPlaces,
): { readonly asOf: PartialDate; readonly facilities: RowList<Facility> } | undefined {
  const asOf = readTableDate(text)
  if (!asOf) return undefined
  return {
    asOf,
    facilities: {
      length: units.length,
      at: (number) => {
        const start = details[number] ?? 0
        return readFacilityLine({
          code: codes.slice(5 * number, 5 * number + 5),
          sign: text.charAt(kinds + number),
          name: text.slice(names[number] ?? 0, (names[number + 1] ?? 1) - 1),
          place: readUnit(units[number] ?? 0),
          details: start === 0 ? '' : text.slice(start, text.indexOf('\n', start)),
        })
      },
    },
  }
}
