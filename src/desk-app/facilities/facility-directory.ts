import type { PartialDate } from '../../core/dates/partial-date.ts'
import { knownFacilities } from '../../core/facilities/known-facilities.ts'
import { stripMarks } from '../../core/strip-marks.ts'

export type DeskFacility = { readonly code: string; readonly name: string; readonly place: string }

/** Where a desk looks up facilities: the signed directory, or the short list that ships. */
export type FacilityDirectory = {
  /**
   * The facility of a code; nothing where the directory does not know it, which does not mean that it does
   * not exist.
   */
  readonly find: (code: string) => DeskFacility | undefined
  /** Facilities whose code begins with the text, or whose name holds all its words, marks and case aside. */
  readonly search: (text: string, atMost: number) => readonly DeskFacility[]
  /** Of a signed one: as of which day, and whether it is past its end. */
  readonly signed?: { readonly asOf: PartialDate; readonly isOld: boolean }
}

/** A directory over rows of code, name and place. */
export function createFacilityDirectory(
  rows: readonly (readonly [code: string, name: string, place: string])[],
  signed?: FacilityDirectory['signed'],
): FacilityDirectory {
  const all = rows.map(([code, name, place]) => ({ code, name, place }))
  const byCode = new Map(all.map((facility) => [facility.code, facility]))
  // Thousands of names: only when somebody looks for one.
  let folded: readonly (readonly [facility: DeskFacility, words: string])[] | undefined
  const fold = () =>
    all.map((facility) => [facility, stripMarks(`${facility.name} ${facility.place}`)] as const)
  return {
    find: (code) => byCode.get(code),
    search(text, atMost) {
      const words = stripMarks(text.trim()).split(/\s+/).filter(Boolean)
      if (words.length === 0) return []
      const code = text.trim().toUpperCase()
      folded ??= fold()
      const found = folded.filter(
        ([facility, name]) => facility.code.startsWith(code) || words.every((word) => name.includes(word)),
      )
      return found.slice(0, atMost).map(([facility]) => facility)
    },
    ...(signed && { signed }),
  }
}

/** The list that ships with the desk. */
export const shippedDirectory = createFacilityDirectory(knownFacilities)
