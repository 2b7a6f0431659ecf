import * as v from 'valibot'
import { Branch, readOfficeFile } from '../registration/branches.ts'
import { err, ok, type Result } from '../result.ts'
import type { KnownPlaces, PackKind, PackRow, RowFault } from './pack-kind.ts'

/** The insurer's offices. */
export const branchesKind: PackKind = {
  identity: 'code',
  fields: [
    { name: 'name', maxLength: 120 },
    { name: 'address', maxLength: 200 },
    { name: 'provinceCode', form: 'province', maxLength: 2 },
    { name: 'wards', maxLength: 6_000 },
  ],

  protectedValues: () => [],

  read(text) {
    const file = readOfficeFile(text)
    if (!file.ok) return err('pack_unreadable')
    const { asOf, offices } = file.value
    const rows = new Map(offices.map((office) => [office.code, writeBranchRow(office)]))
    return rows.size === offices.length ? ok({ asOf, rows }) : err('pack_unreadable')
  },

  write({ asOf, rows }, known) {
    const offices: Branch[] = []
    for (const [key, row] of [...rows].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const office = readBranchRow(row, known)
      if (!office.ok) return err({ ...office.error, key })
      offices.push(office.value)
    }
    return ok(JSON.stringify({ asOf, offices }))
  },
}

function writeBranchRow({ code, name, provinceCode, address, wards, specimen }: Branch): PackRow {
  return {
    code,
    name,
    provinceCode,
    ...(address !== undefined && { address }),
    ...(wards && { wards: wards.join(' ') }),
    ...(specimen && { specimen: 'yes' }),
  }
}

/** Reads a row of texts. */
export function readBranchRow(row: PackRow, known: KnownPlaces): Result<Branch, RowFault> {
  const { code, name = '', provinceCode = '', address, wards, specimen } = row
  if (name.trim() === '') return err({ why: 'name_missing', field: 'name' })
  if (!known.provinces.has(provinceCode)) return err({ why: 'province_unknown', field: 'provinceCode' })
  const served = wards ? wards.split(/[\s,]+/).filter(Boolean) : undefined
  if (served?.some((ward) => !known.wards.has(ward))) return err({ why: 'ward_unknown', field: 'wards' })
  const office = {
    code,
    name: name.normalize('NFC').trim(),
    provinceCode,
    ...(address && { address: address.trim() }),
    ...(served && { wards: served }),
    ...(specimen && { specimen: true }),
  }
  const read = v.safeParse(Branch, office)
  if (read.success) return ok(read.output)
  return err({ why: 'value_unknown', field: String(read.issues[0].path?.[0]?.key ?? 'code') })
}
