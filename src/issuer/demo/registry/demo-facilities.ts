import { type KnownFacility, knownFacilities } from '../../../core/facilities/known-facilities.ts'

export type DemoFacility = KnownFacility

/** The facilities of the demo registry. Whether a desk takes live codes is invented. */
export const demoFacilities = knownFacilities

/** Facilities whose desks take live codes, in the demo. */
export const verifyingFacilities: ReadonlySet<string> = new Set(['01014', '48001', '79025', '92000'])
