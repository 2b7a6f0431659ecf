/**
 * Writes public/facilities.txt, the first directory, from first-directory.ts: `node
 * src/build/generate-facilities.ts`.
 */
import { writeFileSync } from 'node:fs'
import { parsePartialDate } from '../core/dates/partial-date.ts'
import { type Facility, type FormerTier, kindOfName } from '../core/directory/facility.ts'
import { writeFacilityTable } from '../core/directory/facility-table.ts'
import { knownFacilities } from '../core/facilities/known-facilities.ts'
import { type FirstEntry, firstDirectory } from './first-directory.ts'

const AS_OF = '2026-11-29'

/** Levels that the former tiers mostly became. */
const LEVELS = { commune: 'initial', district: 'basic', province: 'basic', central: 'specialised' } as const

const contractFrom = parsePartialDate('2026-01-01')
const contractTo = parsePartialDate('2026-12-31')
if (!contractFrom.ok || !contractTo.ok) throw new Error('contract')
const contract = { from: contractFrom.value, to: contractTo.value }

function invent(code: string, tier: FormerTier): Partial<Facility> {
  return {
    level: LEVELS[tier],
    ...(tier === 'district' && { score: 'low' as const }),
    formerTier: tier,
    phone: `0000 0${code.replace(/\D/g, '0').slice(0, 2)} ${code.replace(/\D/g, '0').slice(2)}`,
    contract,
    hours: tier === 'commune' ? 'T2–T6 7:00–11:30, 13:30–17:00' : 'T2–T6 7:00–16:30; T7 7:00–11:30',
    specimen: true,
  }
}

const knownNames = new Map(knownFacilities.map(([code, name]) => [code, name]))

function toFacility({
  code,
  name = knownNames.get(code),
  province,
  ward,
  at,
  invented,
}: FirstEntry): Facility {
  if (name === undefined) throw new Error(`${code} has no name`)
  const { tier, ...more } = invented ?? {}
  return {
    code,
    name,
    kind: kindOfName(name),
    provinceCode: province,
    ...(ward && { wardCode: ward }),
    ...(at && { position: { latitude: at[0], longitude: at[1] } }),
    ...(tier && invent(code, tier)),
    ...more,
  }
}

const asOf = parsePartialDate(AS_OF)
if (!asOf.ok) throw new Error(AS_OF)
const facilities = firstDirectory.map(toFacility).sort((one, other) => (one.code < other.code ? -1 : 1))
writeFileSync('public/facilities.txt', writeFacilityTable({ asOf: asOf.value, facilities }))
console.log(`${facilities.length} facilities`)
