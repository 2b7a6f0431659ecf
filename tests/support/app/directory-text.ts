import { parsePartialDate } from '../../../src/core/dates/partial-date.ts'
import { writeFacilityTable } from '../../../src/core/directory/facility-table.ts'

const asOf = parsePartialDate('2026-01-01')
if (!asOf.ok) throw new Error(asOf.error)

/** A directory of one facility, as it comes with the app: 01929, Bệnh viện Bạch Mai. */
export const DIRECTORY_TEXT = writeFacilityTable({
  asOf: asOf.value,
  facilities: [{ code: '01929', name: 'Bệnh viện Bạch Mai', kind: 'hospital' }],
})
