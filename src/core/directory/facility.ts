import type { PartialDate } from '../dates/partial-date.ts'
import { foldWords } from '../search/fold-words.ts'

/** What a health facility is, by its name. */
export type FacilityKind = 'hospital' | 'medical-centre' | 'clinic' | 'health-station' | 'infirmary' | 'other'

/** Professional level of today's law (Law 15/2023/QH15, article 104): ban đầu, cơ bản, chuyên sâu. */
export type FacilityLevel = 'initial' | 'basic' | 'specialised'

/**
 * Points of the ranking inside the basic level: under 50, from 50 to under 70 (decree 188/2025, article 19).
 */
export type FacilityScore = 'low' | 'middle'

/** Tier of before 2025 (tuyến xã, huyện, tỉnh, trung ương). */
export type FormerTier = 'commune' | 'district' | 'province' | 'central'

/** A health facility of the directory. What is absent is not known, and is said so. */
export type Facility = {
  /** BHYT code: two digits of the (old) province, three digits or letters. */
  readonly code: string
  readonly name: string
  readonly kind: FacilityKind
  /** Today's province, two digits; none for those of army and police. */
  readonly provinceCode?: string
  /** Today's ward, five digits. */
  readonly wardCode?: string
  readonly level?: FacilityLevel
  readonly score?: FacilityScore
  readonly formerTier?: FormerTier
  /** The contract for BHYT: from its first to its last day, no end while none is known. */
  readonly contract?: { readonly from: PartialDate; readonly to?: PartialDate }
  /** Whether it issues C65, the paper for sick leave. */
  readonly issuesC65?: boolean
  readonly phone?: string
  readonly hours?: string
  readonly address?: string
  /** Degrees, WGS 84. */
  readonly position?: { readonly latitude: number; readonly longitude: number }
  /** Whether its desk takes the live code. */
  readonly takesLiveCode?: boolean
  /** Code, name and place are real; level, phone, hours, address or contract are invented for the demo. */
  readonly specimen?: true
}

/** By the first words of a name, else by words anywhere in it; folded, the earlier row first. */
const KINDS: readonly (readonly [FacilityKind, RegExp])[] = [
  ['health-station', /^ ((diem|phan) )?tram |^ diem y te |^ d?tyt /],
  ['clinic', /^ (phong kham|pk|pkdk|nha ho sinh) /],
  ['infirmary', /^ (benh xa|bx) /],
  ['medical-centre', /^ (trung tam|ttyt) /],
  ['hospital', /^ (benh vien|bv|bvdk|vien) /],
  ['clinic', / (phong kham|pkdk) /],
  ['hospital', / (benh vien|bvdk) /],
  ['medical-centre', / trung tam y te /],
]

/** The kind that a name tells: what a source says of it is wrong at times. */
export function kindOfName(name: string): FacilityKind {
  const folded = ` ${foldWords(name).join(' ')} `
  return KINDS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other'
}

/** A facility without what was invented for the demo. */
export function withoutInvented(facility: Facility): Facility {
  if (facility.specimen !== true) return facility
  const { code, name, kind, provinceCode, wardCode, position } = facility
  return {
    code,
    name,
    kind,
    ...(provinceCode !== undefined && { provinceCode }),
    ...(wardCode !== undefined && { wardCode }),
    ...(position && { position }),
  }
}
