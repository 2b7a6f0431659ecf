import { readFileSync } from 'node:fs'
import { readAddressTable } from '../../core/address/address-table.ts'
import { AppError } from '../../core/app-error.ts'

export type WardName = { readonly ward: string; readonly province: string; readonly provinceCode: string }

const table = new URL('../../../public/addresses.txt', import.meta.url)

let names: ReadonlyMap<string, WardName> | undefined

/** The names of one of today's wards and its province, from the table that the app has; read once. */
export function findWardName(code: string): WardName | undefined {
  names ??= readWards()
  return names.get(code)
}

function readWards(): ReadonlyMap<string, WardName> {
  const read = readAddressTable(readFileSync(table, 'utf8'))
  if (!read.ok) throw new AppError('unavailable')
  return new Map(
    read.value.provinces.flatMap((province) =>
      province.wards.map(
        ({ code, name }) =>
          [code, { ward: name, province: province.name, provinceCode: province.code }] as const,
      ),
    ),
  )
}
