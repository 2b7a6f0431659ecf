import * as v from 'valibot'
import { err, ok, type Result } from '../result.ts'
import { isNationalPhone } from './national-phone.ts'

/** Without control characters and marks of direction, which could make one name look like another. */
const line = (length: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(length), v.regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]*$/u))

/** A collection point as the file has it. */
export const CollectionPoint = v.object({
  code: v.pipe(v.string(), v.regex(/^[0-9A-Z-]{4,12}$/)),
  name: line(120),
  provinceCode: v.pipe(v.string(), v.regex(/^\d{2}$/)),
  wardCode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  address: v.optional(line(200)),
  phone: v.optional(v.pipe(v.string(), v.check(isNationalPhone))),
  hours: v.optional(line(200)),
  /** Invented: there is no open list of them. */
  specimen: v.optional(v.literal(true)),
})

const PointFile = v.object({
  asOf: v.pipe(v.string(), v.maxLength(10)),
  points: v.pipe(v.array(CollectionPoint), v.maxLength(10_000)),
})

/**
 * Where contributions to voluntary BHXH and household BHYT are taken (điểm thu): post offices and other
 * organisations that the insurer has made a contract with, never a person.
 */
export type CollectionPoint = v.InferOutput<typeof CollectionPoint>

/** Reads public/collection-points.json, or a later one of its form. */
export function readCollectionPoints(
  text: string,
): Result<v.InferOutput<typeof PointFile>, 'not_collection_points'> {
  try {
    const parsed = v.safeParse(PointFile, JSON.parse(text))
    return parsed.success ? ok(parsed.output) : err('not_collection_points')
  } catch {
    return err('not_collection_points')
  }
}
