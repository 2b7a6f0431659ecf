import * as v from 'valibot'
import { CollectionPoint, readCollectionPoints } from '../directory/collection-points.ts'
import { toNationalPhone } from '../directory/national-phone.ts'
import { err, ok, type Result } from '../result.ts'
import { type KnownPlaces, type PackKind, type PackRow, protectPhone, type RowFault } from './pack-kind.ts'

/** Where contributions are taken. */
export const collectionPointsKind: PackKind = {
  identity: 'code',
  fields: [
    { name: 'name', maxLength: 120 },
    { name: 'address', maxLength: 200 },
    { name: 'provinceCode', form: 'province', maxLength: 2 },
    { name: 'wardCode', form: 'ward', within: 'provinceCode', maxLength: 5 },
    { name: 'phone', form: 'phone', maxLength: 21 },
    { name: 'hours', maxLength: 200 },
  ],

  protectedValues: ({ phone }) => protectPhone(phone),

  read(text) {
    const file = readCollectionPoints(text)
    if (!file.ok) return err('pack_unreadable')
    const { asOf, points } = file.value
    const rows = new Map(points.map((point) => [point.code, writePointRow(point)]))
    return rows.size === points.length ? ok({ asOf, rows }) : err('pack_unreadable')
  },

  write({ asOf, rows }, known) {
    const points: CollectionPoint[] = []
    for (const [key, row] of [...rows].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const point = readPointRow(row, known)
      if (!point.ok) return err({ ...point.error, key })
      points.push(point.value)
    }
    return ok(JSON.stringify({ asOf, points }))
  },
}

function writePointRow({ address, phone, hours, specimen, ...point }: CollectionPoint): PackRow {
  return {
    ...point,
    ...(address !== undefined && { address }),
    ...(phone !== undefined && { phone }),
    ...(hours !== undefined && { hours }),
    ...(specimen && { specimen: 'yes' }),
  }
}

/** Reads a row as officers edit it. */
export function readPointRow(row: PackRow, known: KnownPlaces): Result<CollectionPoint, RowFault> {
  const { name = '', provinceCode = '', wardCode = '', phone = '', specimen, ...rest } = row
  if (name.trim() === '') return err({ why: 'name_missing', field: 'name' })
  if (!known.provinces.has(provinceCode)) return err({ why: 'province_unknown', field: 'provinceCode' })
  if (!known.wards.has(wardCode)) return err({ why: 'ward_unknown', field: 'wardCode' })
  const filled = Object.entries(rest).filter(([, value]) => value.trim() !== '')
  const point = {
    ...Object.fromEntries(filled.map(([field, value]) => [field, value.trim()])),
    name: name.normalize('NFC').trim(),
    provinceCode,
    wardCode,
    ...(phone.trim() !== '' && { phone: toNationalPhone(phone) ?? phone }),
    ...(specimen && { specimen: true }),
  }
  const read = v.safeParse(CollectionPoint, point)
  if (read.success) return ok(read.output)
  return err({ why: 'value_unknown', field: String(read.issues[0].path?.[0]?.key ?? 'code') })
}
