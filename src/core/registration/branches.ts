import * as v from 'valibot'
import { err, ok, type Result } from '../result.ts'

/** An office as the file has it. */
export const Branch = v.object({
  code: v.pipe(v.string(), v.regex(/^\d{3,5}$/)),
  name: v.pipe(v.string(), v.maxLength(120)),
  provinceCode: v.pipe(v.string(), v.regex(/^\d{2}$/)),
  address: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** The wards that a local office serves; a provincial office has none and serves its whole province. */
  wards: v.optional(v.array(v.pipe(v.string(), v.regex(/^\d{5}$/)))),
  /** Invented: there is no open list of the local offices. */
  specimen: v.optional(v.literal(true)),
})

const OfficeFile = v.object({ asOf: v.string(), offices: v.pipe(v.array(Branch), v.maxLength(2000)) })

/** An office of the insurer. Codes: 0 and the province, and for a local office two digits more. */
export type Branch = v.InferOutput<typeof Branch>

export type OfficeFile = v.InferOutput<typeof OfficeFile>

/** Reads public/offices.json, or a later one of its form. */
export function readOfficeFile(text: string): Result<OfficeFile, 'not_offices'> {
  try {
    const parsed = v.safeParse(OfficeFile, JSON.parse(text))
    return parsed.success ? ok(parsed.output) : err('not_offices')
  } catch {
    return err('not_offices')
  }
}

/**
 * The offices of public/offices.json.
 *
 * @param specimens Whether invented ones count: in a demo only.
 */
export function readBranches(text: string, { specimens }: { specimens: boolean }): Result<Branch[]> {
  const file = readOfficeFile(text)
  return file.ok ? ok(file.value.offices.filter((office) => specimens || office.specimen !== true)) : file
}

/**
 * The offices of a province, the nearest to a ward first: the local one that serves it, then the provincial
 * one, then the other local ones by name.
 */
export function listNearestBranches(
  offices: readonly Branch[],
  { provinceCode, wardCode }: { provinceCode: string; wardCode?: string },
): Branch[] {
  const distance = ({ wards }: Branch) =>
    wards === undefined ? 1 : wardCode !== undefined && wards.includes(wardCode) ? 0 : 2
  return offices
    .filter((office) => office.provinceCode === provinceCode)
    .sort((a, b) => distance(a) - distance(b) || a.name.localeCompare(b.name, 'vi'))
}
