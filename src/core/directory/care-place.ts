import type { CarePlace, CoverageRow } from '../rules/coverage.ts'
import type { Facility } from './facility.ts'

/**
 * What a facility is to somebody who goes there by their own choice, in the words of the coverage table
 * (coverage.ts); undefined while its level is not known. Health stations are of the initial level by law (Law
 * 15/2023/QH15, article 104).
 *
 * @param registered The code of the facility on the card.
 */
export function findCarePlace(
  { code, kind, level, score, formerTier }: Facility,
  registered: string | undefined,
): CarePlace | undefined {
  if (code === registered) return 'registered'
  if (level === 'initial' || kind === 'health-station') return 'initial'
  if (formerTier === 'district' && level !== undefined) return 'former-district'
  if (level === 'basic') {
    if (score) return `basic-${score}`
    return formerTier === 'province' || formerTier === 'central' ? 'basic-former-province' : undefined
  }
  if (level !== 'specialised') return undefined
  if (formerTier === 'province') return 'specialised-former-province'
  return formerTier === 'central' ? 'specialised-former-central' : undefined
}

/**
 * The row of the coverage table (`findCoverage`) for whoever goes to a facility by their own choice;
 * undefined while its level is not known.
 *
 * @param registered The code of the facility on the card.
 */
export function findRowOf(
  facility: Facility,
  registered: string | undefined,
  table: readonly CoverageRow[],
): CoverageRow | undefined {
  const place = findCarePlace(facility, registered)
  return table.find((row) => row.place === place)
}
