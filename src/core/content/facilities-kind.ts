import { parsePartialDate } from '../dates/partial-date.ts'
import type { Facility } from '../directory/facility.ts'
import { readFacilityTable, writeFacilityTable } from '../directory/facility-table.ts'
import { err, ok } from '../result.ts'
import {
  FACILITY_CHOICES,
  LONGEST_LINE,
  LONGEST_PHONE,
  readFacilityRow,
  writeFacilityRow,
} from './facility-rows.ts'
import { importFacilities } from './import-facilities.ts'
import { type PackKind, type PackTable, protectPhone } from './pack-kind.ts'

const choice = (name: string, choices: readonly string[]) =>
  ({ name, form: 'choice', choices, maxLength: 20 }) as const

/** The directory of health facilities. */
export const facilitiesKind: PackKind = {
  identity: 'code',
  fields: [
    { name: 'name', maxLength: 200 },
    { name: 'phone', form: 'phone', maxLength: LONGEST_PHONE },
    { name: 'hours', maxLength: LONGEST_LINE },
    { name: 'address', maxLength: LONGEST_LINE },
    { name: 'province', form: 'province', maxLength: 2 },
    { name: 'ward', form: 'ward', within: 'province', maxLength: 5 },
    { name: 'contractFrom', form: 'date', maxLength: 10 },
    { name: 'contractTo', form: 'date', maxLength: 10 },
    choice('level', FACILITY_CHOICES.level),
    choice('score', FACILITY_CHOICES.score),
    choice('tier', FACILITY_CHOICES.tier),
    choice('c65', FACILITY_CHOICES.yesNo),
    choice('liveCode', FACILITY_CHOICES.yesNo),
    { name: 'latitude', form: 'number', maxLength: 12 },
    { name: 'longitude', form: 'number', maxLength: 12 },
  ],

  protectedValues: ({ phone }) => protectPhone(phone),

  read(text) {
    const table = readFacilityTable(text)
    return table.ok ? ok(toTable(table.value)) : err('pack_unreadable')
  },

  write({ asOf, rows }, known) {
    const date = parsePartialDate(asOf)
    if (!date.ok) return err({ why: 'value_unknown', field: 'asOf', key: '' })
    const facilities: Facility[] = []
    for (const [key, row] of [...rows].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const facility = readFacilityRow(row, known)
      if (!facility.ok) return err({ ...facility.error, key })
      facilities.push(facility.value)
    }
    return ok(writeFacilityTable({ asOf: date.value, facilities }))
  },

  importList(text, { known, asOf }) {
    const imported = importFacilities(text, known)
    if (!imported.ok) return imported
    const { facilities, refused } = imported.value
    return ok({ table: toTable({ asOf, facilities }), refused })
  },
}

function toTable({ asOf, facilities }: { asOf: string; facilities: readonly Facility[] }): PackTable {
  return { asOf, rows: new Map(facilities.map((each) => [each.code, writeFacilityRow(each)])) }
}
